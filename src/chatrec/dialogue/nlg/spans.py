"""Ranges of numbers as people name them: one value, a decade, a century, an open or a closed range."""

from enum import StrEnum
from math import inf, nextafter
from typing import NamedTuple

from chatrec.core.query import Between, Outside


class Shape(StrEnum):
    """How a range is named."""

    ANY = "any"
    EXACT = "exact"
    DECADE = "decade"  # low is its first year
    FROM = "from"
    OVER = "over"  # from, but not low itself
    TO = "to"
    UNDER = "under"  # to, but not high itself
    RANGE = "range"


class Span(NamedTuple):
    """A range's shape and its ends as people name them."""

    shape: Shape
    low: float | None
    high: float | None


def span(constraint: Between | Outside) -> Span:
    """How to name the range of a constraint. An end next to a number that people name excludes that number, as in "under 90"."""
    low, high = constraint.low, constraint.high
    first, last = _named(low, -inf), _named(high, inf)
    if low is None or high is None:
        shape = Shape.FROM if low is not None else Shape.TO if high is not None else Shape.ANY
        shape = Shape.OVER if first != low else Shape.UNDER if last != high else shape
    elif low == high:
        shape = Shape.EXACT
    elif constraint.field == "year" and low % 10 == 0 and high == low + 9:
        shape = Shape.DECADE
    else:
        shape = Shape.RANGE
    return Span(shape, first, last)


def _named(end: float | None, outwards: float) -> float | None:
    """The number that is named: the one next to the end where that is the shorter."""
    if end is None:
        return None
    beside = nextafter(end, outwards)
    return beside if len(repr(beside)) < len(repr(end)) - 4 else end


__all__ = ["Shape", "Span", "span"]
