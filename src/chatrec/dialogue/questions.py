"""The questions that could be asked of candidates: which value of a label field, or which range of a number."""

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue, Labelled
from chatrec.core.query import Between, Constraint, Includes
from chatrec.dialogue.gain import answer_gain, entropies
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


def every_question(
    belief: FloatArray, rows: IntArray, catalogue: Catalogue, domain: Domain, *, closed: Container[str] = ()
) -> Iterator[Asked]:
    """Of every field that can be asked about and is not `closed`, the question that tells most of candidates at catalogue
    `rows` (n,).
    """
    for field in catalogue.fields:
        if field in closed:
            continue
        known = domain.labels.get(field)
        number = domain.numbers.get(field)
        if field == YEAR or (number is not None and number.unit is not None):
            yield from _of_ranges(field, belief, catalogue.numbers(field)[rows])
        elif number is None and not (known is not None and known.names):
            yield from _of_values(field, belief, catalogue.labelled(field), rows)


def _of_values(field: str, belief: FloatArray, labelled: Labelled, rows: IntArray) -> Iterator[Asked]:
    """Which of the most likely values; an item of several is answered with any of them alike."""
    places, of_items = labelled.at(rows)
    shares = np.bincount(of_items, belief[places], minlength=len(labelled.values))
    if np.count_nonzero(np.bincount(of_items)) > MOST_VALUES:
        return
    likely = np.flatnonzero((shares >= LEAST_SHARE) & (shares <= 1 - LEAST_SHARE))
    chosen = likely[np.argsort(-shares[likely], kind="stable")[:MOST_CHOICES]]
    if len(chosen) > 1:
        having = np.array([np.bincount(places[of_items == at], minlength=len(rows)) for at in chosen], dtype=np.float64)
        constraints = tuple(Includes(field, (labelled.values[at],)) for at in chosen.tolist())
        yield Asked(field, constraints, answer_gain(belief, _answers(having.T)))


def _of_ranges(field: str, belief: FloatArray, numbers: FloatArray) -> Iterator[Asked]:
    """Which of three ranges, cut where the answer tells most; of two where there is no room for three."""
    known = ~np.isnan(numbers)
    cuts = _cuts(field, numbers[known])
    inside = np.bincount(np.searchsorted(cuts, numbers[known], side="right"), belief[known], minlength=len(cuts) + 1)
    below = np.concatenate(([0.0], np.cumsum(inside)))
    edges = _edges(len(cuts))
    shares = np.diff(below[edges], axis=1)
    # Every item answers with its range, or with none where its number is not known.
    gains = entropies(np.column_stack([shares, np.full(len(shares), belief[~known].sum())]))
    gains[((shares < LEAST_SHARE) & (np.diff(edges, axis=1) > 0)).any(axis=1)] = -1.0
    best = int(np.argmax(gains)) if len(gains) else 0
    if len(gains) and gains[best] >= 0.0:
        chosen = [cuts[at - 1] for at in edges[best, 1:-1].tolist() if at <= len(cuts)]
        yield Asked(field, _ranges(field, chosen), float(gains[best]))


@lru_cache
def _edges(cuts: int) -> IntArray:
    """(c, 4) where the ranges of every way to cut at one or two of so many places begin and end; the last of two is empty."""
    last = cuts + 1
    inner = range(1, last)
    ways = [(0, *pair, last) for pair in combinations(inner, 2)] + [(0, one, last, last) for one in inner]
    return np.array(ways, dtype=np.int64).reshape(-1, 4)


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


__all__ = ["MOST_CHOICES", "Asked", "every_question"]
