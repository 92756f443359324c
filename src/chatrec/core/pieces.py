"""The evidence that makes one score: arrays, of which a piece is made where one is looked at."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Self, overload

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.terms import Evidence, Name, Term, Terms

# A tuple made of a tuple, not by Evidence's own constructor, which is Python: a slate has thousands of pieces.
_evidence = partial(tuple.__new__, Evidence)


class Pieces(Sequence[Evidence]):
    """The pieces of evidence that make one score, as a sequence equal to the tuple of them.

    places (k,) says where their names stand among the shared `terms`, values (k,) what each adds. For somebody of whom a
    thousand things are known a slate of five has six thousand pieces, and a card tells twelve of them.
    """

    __slots__ = ("places", "terms", "values")

    def __init__(self, terms: Terms, places: IntArray, values: FloatArray) -> None:
        self.terms = terms
        self.places = places
        self.values = values

    @classmethod
    def of(cls, evidence: Iterable[Evidence]) -> "Pieces":
        """The same evidence as arrays."""
        if isinstance(evidence, Pieces):
            return evidence
        pieces = tuple(evidence)
        values = np.array([value for _, value in pieces], dtype=np.float64)
        return cls(Terms(term for term, _ in pieces), np.arange(len(pieces)), values)

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Evidence]:
        names = map(self.terms.__getitem__, self.places.tolist())
        return map(_evidence, zip(names, self.values.tolist(), strict=True))

    @overload
    def __getitem__(self, at: int) -> Evidence: ...

    @overload
    def __getitem__(self, at: slice) -> Self: ...

    def __getitem__(self, at: int | slice) -> "Evidence | Pieces":
        if isinstance(at, slice):
            return self.chosen(np.arange(len(self))[at])
        return Evidence(self.terms[self.places[at]], float(self.values[at]))

    def __add__(self, more: Iterable[Evidence]) -> "Pieces":
        return Pieces.of((*self, *more))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Pieces | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def chosen(self, at: IntArray) -> "Pieces":
        """The pieces at `at`, in that order."""
        return Pieces(self.terms, self.places[at], self.values[at])

    def without(self, term: Term) -> "Pieces":
        """The pieces of all other terms."""
        return self.chosen(np.flatnonzero(self.places != self.terms.columns.get(term, -1)))

    def of_source(self, source: str) -> "Pieces":
        """The pieces of one source."""
        groups = [at for at, (name, _) in enumerate(self.terms.groups.pairs) if name == source]
        return self.chosen(np.flatnonzero(np.isin(self.groups, groups)))

    @property
    def groups(self) -> IntArray:
        """(k,) which of `terms.groups` each piece belongs to."""
        return self.terms.groups.of[self.places]

    def value(self, term: Name) -> float:
        """What a term adds; 0 where it says nothing. O(k)."""
        column = self.terms.columns.get(term, -1)
        return float(self.values[self.places == column].sum())


def tabled(several: Sequence[Iterable[Evidence]]) -> tuple[tuple[Term, ...], FloatArray]:
    """The evidence of n scores as one table: every term that says something, in the order in which they first do, and (n, m)
    what each adds to each score.
    """
    rows = [Pieces.of(evidence) for evidence in several]
    shared = {id(row.terms): row.terms for row in rows}
    names = Terms(dict.fromkeys(chain.from_iterable(shared.values())))
    columns = {
        at: np.fromiter(map(names.columns.__getitem__, terms), np.int64, len(terms)) for at, terms in shared.items()
    }
    values = np.zeros((len(rows), len(names)))
    for own, row in zip(values, rows, strict=True):
        own[columns[id(row.terms)][row.places]] = row.values
    silent = np.count_nonzero(np.cumsum(values != 0.0, axis=0) == 0, axis=0)  # scores before a term first speaks
    order = np.argsort(silent, kind="stable")[: np.count_nonzero(silent < len(rows))]
    return tuple(map(names.__getitem__, order.tolist())), values[:, order]


__all__ = ["Pieces", "tabled"]
