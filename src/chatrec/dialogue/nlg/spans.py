"""Ranges of numbers as people name them: one value, a decade, a century, an open or a closed range."""

from enum import StrEnum
from typing import NamedTuple

from chatrec.core.query import Between, Outside


class Shape(StrEnum):
    """How a range is named."""

    ANY = "any"
    EXACT = "exact"
    DECADE = "decade"  # low is its first year
    FROM = "from"
    TO = "to"
    RANGE = "range"


class Span(NamedTuple):
    """A range's shape and its ends as text; an end that the shape does not name is empty."""

    shape: Shape
    low: str
    high: str


def span(constraint: Between | Outside) -> Span:
    """How to name the range of a constraint."""
    low, high = constraint.low, constraint.high
    first, last = ("" if end is None else f"{end:g}" for end in (low, high))
    if low is None or high is None:
        shape = Shape.FROM if low is not None else Shape.TO if high is not None else Shape.ANY
    elif low == high:
        shape = Shape.EXACT
    elif constraint.field == "year" and low % 10 == 0 and high == low + 9:
        shape = Shape.DECADE
    else:
        shape = Shape.RANGE
    return Span(shape, first, last)


__all__ = ["Shape", "Span", "span"]
