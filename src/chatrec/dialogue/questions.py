"""The questions that could be asked of candidates: which value of a label field, or which range of a number."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import Between, Constraint, Includes
from chatrec.dialogue.gain import answer_gain
from chatrec.domains.base import Domain

MOST_CHOICES = 4
MOST_VALUES = 200  # of a field that is asked about; with more of them few answers are among the choices
LEAST_SHARE = 0.02  # of the belief, that a choice has
DECADE = 10
YEAR = "year"
CUTS = 8  # places at which a range may be cut


class Asked(NamedTuple):
    """A question about a field, its answers as constraints, and what the answer is expected to tell, in bits."""

    field: str
    choices: tuple[Constraint, ...]
    gain: float


def every_question(belief: FloatArray, rows: IntArray, catalogue: Catalogue, domain: Domain) -> Iterator[Asked]:
    """Of every field that can be asked about, the question that tells most of candidates at catalogue `rows` (n,)."""
    for field in catalogue.fields:
        known = domain.labels.get(field)
        number = domain.numbers.get(field)
        if field == YEAR or (number is not None and number.unit is not None):
            yield from _of_ranges(field, belief, _numbers(field, rows, catalogue))
        elif number is None and not (known is not None and known.names):
            yield from _of_values(field, belief, rows, catalogue)


def _of_values(field: str, belief: FloatArray, rows: IntArray, catalogue: Catalogue) -> Iterator[Asked]:
    """Which of the most likely values; an item of several is answered with any of them alike."""
    of_items = [frozenset(catalogue[row].labels.get(field, ())) for row in rows.tolist()]
    shares: dict[str, float] = {}
    for share, values in zip(belief.tolist(), of_items, strict=True):
        for value in values:
            shares[value] = shares.get(value, 0.0) + share
    likely = sorted(
        (value for value, share in shares.items() if LEAST_SHARE <= share <= 1 - LEAST_SHARE),
        key=lambda value: (-shares[value], value),
    )
    chosen = likely[:MOST_CHOICES]
    if len(chosen) > 1 and len(shares) <= MOST_VALUES:
        having = np.array([[value in values for value in chosen] for values in of_items], dtype=np.float64)
        constraints = tuple(Includes(field, (value,)) for value in chosen)
        yield Asked(field, constraints, answer_gain(belief, _answers(having)))


def _of_ranges(field: str, belief: FloatArray, numbers: FloatArray) -> Iterator[Asked]:
    """Which of three ranges, cut where the answer tells most; of two where there is no room for three."""
    best: Asked | None = None
    cuts = _cuts(field, numbers[~np.isnan(numbers)])
    for chosen in (*combinations(cuts, 2), *combinations(cuts, 1)):
        ranges = _ranges(field, chosen)
        inside = np.array([_within(range_, numbers) for range_ in ranges], dtype=np.float64).T
        if float((belief @ inside).min()) < LEAST_SHARE:
            continue
        gain = answer_gain(belief, _answers(inside))
        if best is None or gain > best.gain:
            best = Asked(field, ranges, gain)
    if best is not None:
        yield best


def _answers(having: FloatArray) -> FloatArray:
    """(n, a + 1) how each item is answered, given which of a choices it has: any of them alike, else by "none"."""
    counts = having.sum(axis=1, keepdims=True)
    return np.hstack([having / np.maximum(counts, 1.0), counts == 0])


def _cuts(field: str, numbers: FloatArray) -> tuple[float, ...]:
    """Where a range may begin: decades of years, else the quantiles to two digits."""
    if not len(numbers):
        return ()
    low, high = float(numbers.min()), float(numbers.max())
    if field == YEAR:
        decades = np.arange(np.ceil((low + 1) / DECADE), np.floor(high / DECADE) + 1)
        return tuple((decades[-CUTS:] * DECADE).tolist())
    quantiles = np.quantile(numbers, np.linspace(0, 1, CUTS + 2)[1:-1])
    rounded = (float(f"{number:.2g}") for number in quantiles)
    return tuple(sorted({number for number in rounded if low < number <= high}))


def _ranges(field: str, cuts: Sequence[float]) -> tuple[Between, ...]:
    """The ranges below, between and from the cuts on; a cut begins the range above it."""
    starts: tuple[float | None, ...] = (None, *cuts)
    ends = (*(cut - 1 if field == YEAR else float(np.nextafter(cut, -np.inf)) for cut in cuts), None)
    return tuple(Between(field, start, end) for start, end in zip(starts, ends, strict=True))


def _within(range_: Between, numbers: FloatArray) -> FloatArray:
    low = -np.inf if range_.low is None else range_.low
    high = np.inf if range_.high is None else range_.high
    return ((numbers >= low) & (numbers <= high)).astype(np.float64)


def _numbers(field: str, rows: IntArray, catalogue: Catalogue) -> FloatArray:
    """(n,) the numbers of the candidates, NaN where there is none."""
    return np.array([catalogue[row].numbers.get(field, np.nan) for row in rows.tolist()])


__all__ = ["MOST_CHOICES", "Asked", "every_question"]
