"""The first idea of the house: a score is a sum of named evidence, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import LawBroken
from chatrec.core.pieces import Pieces
from chatrec.core.terms import Evidence, Kind, Term, Terms

SUM_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Attribution:
    """Evidence for n candidates over m terms, in log-odds of a positive response.

    items (n,) catalogue rows; terms (m,) unique, any tuple of them, kept as `Terms`; values (n, m) finite, 0 = no opinion.
    Raises LawBroken when shapes disagree, a term occurs twice or a value is not finite.
    """

    items: IntArray
    terms: tuple[Term, ...]
    values: FloatArray

    def __post_init__(self) -> None:
        terms = _shared(self.terms)
        object.__setattr__(self, "terms", terms)
        if self.values.shape != (len(self.items), len(self.terms)):
            raise LawBroken(
                f"Evidence has shape {self.values.shape}; {len(self.items)} items and {len(self.terms)} terms need "
                f"({len(self.items)}, {len(self.terms)})."
            )
        if len(terms.columns) != len(terms):
            raise LawBroken("Evidence names a term twice; every term must be unique within an attribution.")
        if not np.isfinite(self.values).all():
            raise LawBroken("Evidence holds NaN or infinity; a scorer without an opinion says 0.")

    @property
    def scores(self) -> FloatArray:
        """(n,) the only definition of a score: the sum of its evidence."""
        scores: FloatArray = self.values.sum(axis=1)
        return scores

    def scaled(self, factor: float | FloatArray) -> "Attribution":
        """The same terms with every value times `factor`, one number or (n,) one an item."""
        return Attribution(self.items, self.terms, self.values * np.asarray(factor)[..., None])

    def at(self, rows: IntArray) -> "Attribution":
        """The evidence of the candidates at `rows`, in that order."""
        return Attribution(self.items[rows], self.terms, self.values[rows])

    def evidence(self, row: int) -> Pieces:
        """The non-zero evidence of the candidate at `row`, in the order of the terms."""
        values = self.values[row]
        places = np.flatnonzero(values)
        return Pieces(_shared(self.terms), places, values[places])


def _shared(terms: tuple[Term, ...]) -> Terms:
    return terms if isinstance(terms, Terms) else Terms(terms)


def nothing(items: IntArray) -> Attribution:
    """No evidence at all for `items`: the answer of a scorer that has nothing to go by."""
    return Attribution(items, (), np.zeros((len(items), 0)))


def joined(items: IntArray, parts: Sequence[Attribution]) -> Attribution:
    """The terms of several attributions of the same `items`, side by side; scores add up."""
    if not parts:
        return nothing(items)
    terms = tuple(chain.from_iterable(part.terms for part in parts))
    return Attribution(items, terms, np.hstack([part.values for part in parts]))


def sum_law_holds(evidence: Sequence[Evidence], score: float) -> bool:
    """|sum(evidence) - score| <= 1e-9 * max(1, |score|)."""
    total = float(Pieces.of(evidence).values.sum())
    return abs(total - score) <= SUM_TOLERANCE * max(1.0, abs(score))


__all__ = ["SUM_TOLERANCE", "Attribution", "Evidence", "Kind", "Term", "joined", "nothing", "sum_law_holds"]
