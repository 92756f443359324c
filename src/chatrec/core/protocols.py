"""The seams of the recommender: what a scorer, a trainer and a reranker promise."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, runtime_checkable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution
from chatrec.core.catalogue import Catalogue
from chatrec.core.extras import Extra
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Query
from chatrec.core.slate import SlateItem
from chatrec.core.sums import Sums

if TYPE_CHECKING:  # core runs on numpy alone
    from scipy.sparse import csr_array

Arrays = Mapping[str, NDArray[Any]]  # Any: each array has its own dtype; never object, as models are not pickled


@runtime_checkable
class Scorer(Protocol):
    """Gives evidence. Always fitted: an unfitted scorer cannot exist. The laws are in `chatrec.testing`."""

    @property
    def name(self) -> str: ...

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """Evidence for every candidate, in log-odds (blend) or the scorer's own unit (alone)."""
        ...


@runtime_checkable
class BatchScorer(Scorer, Protocol):
    """A scorer that can also rank everything at full speed, without naming the terms."""

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the score of every catalogue item for every query; law: equal to the sums of the attributions."""
        ...


@runtime_checkable
class MatrixScorer(BatchScorer, Protocol):
    """A batch scorer to which only what was done counts, not when, in which order or what is wished: it takes histories as
    one matrix, so that ranking for everybody needs no object for each of millions of interactions.
    """

    def score_matrix(self, histories: "csr_array[np.float64]") -> FloatArray:
        """(B, I) the scores for histories (B, I), whose entries are weights in [-1, 1], those of 0 included; law: equal to
        `score_batch` of queries with the same histories.
        """
        ...


@runtime_checkable
class Storable(Protocol):
    """Can be written as arrays and read back without changing a bit; never pickle."""

    def arrays(self) -> Arrays:
        """Everything that was learned."""
        ...

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        """The scorer that `arrays` was taken from; `catalogue` may have grown since."""
        ...


@runtime_checkable
class Trainer(Protocol):
    """Makes a scorer from data; the hyper-parameters are the trainer's own (frozen) fields."""

    @property
    def name(self) -> str: ...

    def fit(self, data: Dataset, rng: Generator) -> Scorer:
        """Same data, settings and seed, same model."""
        ...


@runtime_checkable
class SumTrainer(Trainer, Protocol):
    """The linear family: fit = solve(collect(data))."""

    def collect(self, data: Dataset) -> Sums:
        """Sufficient statistics; those of two disjoint sets of users add up to those of their union."""
        ...

    def solve(self, sums: Sums, catalogue: Catalogue) -> Scorer:
        """The scorer that the statistics determine."""
        ...


@runtime_checkable
class Revisable(Trainer, Protocol):
    """Whose scorers can lose a user by themselves, faster than by a solve over sums."""

    def without(self, scorer: Scorer, user: Dataset) -> Scorer:
        """The scorer as if it had been fitted without a user, given by all of theirs that it was fitted on; equal to that fit
        to 1e-8. Raises InputError where it does not hold what that takes.
        """
        ...


@runtime_checkable
class Reranker(Protocol):
    """Chooses and orders; whatever it changes enters as evidence."""

    def rerank(self, query: Query, attribution: Attribution) -> tuple[SlateItem, ...]:
        """At most `query.n` items in the order to show; the pipeline makes the slate of them."""
        ...


@runtime_checkable
class BatchReranker(Reranker, Protocol):
    """A reranker that can also tell what it would choose for many rows of scores, without naming the terms."""

    def reach(self, query: Query) -> float:
        """The most that it takes from a score; it adds nothing to any."""
        ...

    def order(self, query: Query, items: IntArray, scores: FloatArray) -> IntArray:
        """(B, n) places in `items` (c,) for each row of scores (B, c), -1 where none is left; law: what `rerank` chooses."""
        ...


class ScorerPlugin(NamedTuple):
    """What a scorer's file offers as `PLUGIN`: how it is called, its trainer (a frozen pydantic model) and its scorer.

    `spoken` scorers rest on what is said in a conversation, of which ratings know nothing: the blend learns no weight for them.
    The evidence of `content` scorers rests on what items are, so it speaks of items that came after the training.
    `family` is the slider that turns its evidence up or down for a person, None for what no slider turns.
    `extra` is what it needs beyond the core installation; its file can be imported without.
    """

    name: str
    trainer: type[Trainer]
    scorer: type[Storable]
    spoken: bool = False
    content: bool = False
    extra: Extra | None = None
    family: Family | None = Family.LIKED


__all__ = [
    "Arrays",
    "BatchReranker",
    "BatchScorer",
    "MatrixScorer",
    "Reranker",
    "Revisable",
    "Scorer",
    "ScorerPlugin",
    "Storable",
    "SumTrainer",
    "Trainer",
]
