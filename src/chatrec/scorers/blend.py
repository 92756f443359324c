"""Several scorers as one: each scaled by a learned weight, so that every bar has one unit, log-odds."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Self

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term, joined
from chatrec.core.protocols import Arrays, BatchScorer
from chatrec.core.query import Candidates, Query

BASE = Term("blend", Kind.PRIOR, "base")


class Blend:
    """The sum of weighted scorers and a base; weights depend on how much is known of the user.

    `buckets` (b,) are the least history lengths, ascending from 0; weights (b, k) >= 0 scale the k scorers in each bucket and
    bases (b,) are the log-odds of a positive response to an item on which no scorer has an opinion. `worth` is what the
    training found each scorer to add to the others, in NDCG@10, one number a bucket; a restored blend does not know it.
    """

    name = "blend"

    def __init__(
        self,
        scorers: Sequence[BatchScorer],
        buckets: IntArray,
        weights: FloatArray,
        bases: FloatArray,
        worth: Mapping[str, tuple[float, ...]] = MappingProxyType({}),
    ) -> None:
        self.scorers = tuple(scorers)
        self.buckets = buckets
        self._weights = weights
        self._bases = bases
        self.worth = worth

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """Every scorer's terms, scaled, and the base; a scorer of weight 0 contributes no terms."""
        bucket = self._bucket(query)
        base = Attribution(candidates.items, (BASE,), np.full((len(candidates), 1), self._bases[bucket]))
        parts = [
            scorer.attribute(query, candidates).scaled(float(weight))
            for scorer, weight in zip(self.scorers, self._weights[bucket], strict=True)
            if weight > 0
        ]
        return joined(candidates.items, [*parts, base])

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        buckets = np.array([self._bucket(query) for query in queries], dtype=np.int64)
        parts = [
            scorer.score_batch(queries) * self._weights[buckets, at][:, None] for at, scorer in enumerate(self.scorers)
        ]
        scores: FloatArray = sum(parts, start=self._bases[buckets][:, None])
        return scores

    def arrays(self) -> Arrays:
        return {"buckets": self.buckets, "weights": self._weights, "bases": self._bases}

    @classmethod
    def assembled(cls, arrays: Arrays, scorers: Sequence[BatchScorer]) -> Self:
        """The blend that `arrays` was taken from, over its scorers in the order of the weights."""
        return cls(scorers, arrays["buckets"], arrays["weights"], arrays["bases"])

    def over(self, scorers: Sequence[BatchScorer]) -> "Blend":
        """The same weights over other fits of the same scorers."""
        return Blend(scorers, self.buckets, self._weights, self._bases, self.worth)

    def weights(self) -> Mapping[str, tuple[float, ...]]:
        """What was learned, by scorer: one weight a bucket."""
        return {
            scorer.name: tuple(column.tolist()) for scorer, column in zip(self.scorers, self._weights.T, strict=True)
        }

    def _bucket(self, query: Query) -> int:
        return int(np.searchsorted(self.buckets, len(query.history), side="right")) - 1


__all__ = ["BASE", "Blend"]
