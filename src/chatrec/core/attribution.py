"""The first idea of the house: a score is a sum of named evidence, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import LawBroken

SUM_TOLERANCE = 1e-9


class Kind(StrEnum):
    """What a piece of evidence rests on."""

    HISTORY = "history"  # one item the user interacted with
    ATTRIBUTE = "attribute"  # an attribute that the user's items share
    TEXT = "text"  # words that the user's items share; its ref is "word=heist"
    PATH = "path"  # a chain of facts from one of the user's items, "item:603>directed_by>person"
    WISH = "wish"  # a preference the user stated
    MOOD = "mood"  # how the user feels; its ref is the mood of the item, "mood=warm"
    PRIOR = "prior"  # what holds for everybody: popularity, the base rate
    MODEL = "model"  # what a black box adds and does not break down; its ref is the model's name
    DIVERSITY = "diversity"  # a move of the reranker
    REST = "rest"  # smaller terms of one source, folded together; its ref is "kind:count", as in "history:88"


class Term(NamedTuple):
    """The name of one piece of evidence, ("together", HISTORY, "item:603"); `source` is part of the identity."""

    source: str
    kind: Kind
    ref: str


class Evidence(NamedTuple):
    """One term and what it adds to one item's score, in log-odds of a positive response."""

    term: Term
    value: float


_evidence = partial(tuple.__new__, Evidence)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Evidence for n candidates over m terms, in log-odds of a positive response.

    items (n,) catalogue rows; terms (m,) unique; values (n, m) finite, 0 = no opinion.
    Raises LawBroken when shapes disagree, a term occurs twice or a value is not finite.
    """

    items: IntArray
    terms: tuple[Term, ...]
    values: FloatArray

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.items), len(self.terms)):
            raise LawBroken(
                f"Evidence has shape {self.values.shape}; {len(self.items)} items and {len(self.terms)} terms need "
                f"({len(self.items)}, {len(self.terms)})."
            )
        if len(set(self.terms)) != len(self.terms):
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

    def evidence(self, row: int) -> tuple[Evidence, ...]:
        """The non-zero evidence of the candidate at `row`, in the order of the terms."""
        values = self.values[row]
        # Tuples made of tuples, not by Evidence's own constructor, which is Python: a slate has hundreds of them.
        pairs = zip(self.terms, values.tolist(), strict=True)
        return tuple(map(_evidence, (pairs if values.all() else filter(itemgetter(1), pairs))))


def nothing(items: IntArray) -> Attribution:
    """No evidence at all for `items`: the answer of a scorer that has nothing to go by."""
    return Attribution(items, (), np.zeros((len(items), 0)))


def joined(items: IntArray, parts: Sequence[Attribution]) -> Attribution:
    """The terms of several attributions of the same `items`, side by side; scores add up."""
    if not parts:
        return nothing(items)
    terms = tuple(term for part in parts for term in part.terms)
    return Attribution(items, terms, np.hstack([part.values for part in parts]))


def sum_law_holds(evidence: Sequence[Evidence], score: float) -> bool:
    """|sum(evidence) - score| <= 1e-9 * max(1, |score|)."""
    total: float = sum(map(itemgetter(1), evidence))
    return abs(total - score) <= SUM_TOLERANCE * max(1.0, abs(score))


__all__ = ["SUM_TOLERANCE", "Attribution", "Evidence", "Kind", "Term", "joined", "nothing", "sum_law_holds"]
