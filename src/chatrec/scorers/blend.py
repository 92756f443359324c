"""Several scorers as one: each scaled by a learned weight, so that every bar has one unit, log-odds."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Self

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.protocols import Arrays, BatchScorer
from chatrec.core.query import Candidates, Query

BASE = Term("blend", Kind.PRIOR, "base")


class Arrivals(NamedTuple):
    """How items are weighed that had no behaviour to learn from: `chosen` (m,) says which had some, items after those had
    none; weights (b, k) and bases (b,) are as those of the blend, for the others.
    """

    chosen: BoolArray
    weights: FloatArray
    bases: FloatArray

    def among(self, items: IntArray) -> BoolArray:
        """(n,) which of the items are new."""
        new = items >= len(self.chosen)
        new[~new] = ~self.chosen[items[~new]]
        return new


class Blend:
    """The sum of weighted scorers and a base; weights depend on how much is known of the user.

    `buckets` (b,) are the least history lengths, ascending from 0; weights (b, k) >= 0 scale the k scorers in each bucket and
    bases (b,) are the log-odds of a positive response to an item on which no scorer has an opinion. `worth` is what the
    training found each scorer to add to the others, in NDCG@10, one number a bucket; a restored blend does not know it.
    Items without behaviour are weighed as the others, unless `with_arrivals` says how.
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
        self.arrivals = Arrivals(np.zeros(0, np.bool_), weights, bases)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """Every scorer's terms, scaled, and the base; a scorer of weight 0 contributes no terms."""
        bucket, new = self._bucket(query), self.arrivals.among(candidates.items)
        weights = np.where(new[:, None], self.arrivals.weights[bucket], self._weights[bucket])
        bases = np.where(new, self.arrivals.bases[bucket], self._bases[bucket])
        heard = np.flatnonzero(weights.any(axis=0))
        parts = [self.scorers[at].attribute(query, candidates) for at in heard]
        terms = (*(term for part in parts for term in part.terms), BASE)
        # Scaled on the way into their place: this is most of what a list of the blend costs beside its scorers.
        values = np.empty((len(candidates), len(terms)))
        end = 0
        for at, part in zip(heard, parts, strict=True):
            start, end = end, end + len(part.terms)
            np.multiply(part.values, weights[:, at, None], out=values[:, start:end])
        values[:, end] = bases
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue. Nobody asks a scorer without weight in every bucket
        that the queries are in.
        """
        buckets = np.array([self._bucket(query) for query in queries], dtype=np.int64)
        heard = np.flatnonzero((self._weights[buckets] + self.arrivals.weights[buckets]).any(axis=0)).tolist()
        # One is asked in any case: it knows how many items there are.
        parts = {at: self.scorers[at].score_batch(queries) for at in heard or [0]}
        scores: FloatArray = sum(
            (part * self._weights[buckets, at][:, None] for at, part in parts.items()),
            start=self._bases[buckets][:, None],
        )
        new = np.flatnonzero(self.arrivals.among(np.arange(scores.shape[1])))
        scores[:, new] = sum(
            (part[:, new] * self.arrivals.weights[buckets, at][:, None] for at, part in parts.items()),
            start=self.arrivals.bases[buckets][:, None],
        )
        return scores

    def arrays(self) -> Arrays:
        own = {"buckets": self.buckets, "weights": self._weights, "bases": self._bases}
        return {**own, **{f"arrivals.{name}": array for name, array in self.arrivals._asdict().items()}}

    @classmethod
    def assembled(cls, arrays: Arrays, scorers: Sequence[BatchScorer]) -> Self:
        """The blend that `arrays` was taken from, over its scorers in the order of the weights. Models of before there were
        `arrivals` have none.
        """
        blend = cls(scorers, arrays["buckets"], arrays["weights"], arrays["bases"])
        parts = [arrays[f"arrivals.{name}"] for name in Arrivals._fields if f"arrivals.{name}" in arrays]
        return blend.with_arrivals(Arrivals(*parts)) if parts else blend

    def with_arrivals(self, arrivals: Arrivals) -> Self:
        """The same blend, in which items without behaviour are weighed so."""
        blend = type(self)(self.scorers, self.buckets, self._weights, self._bases, self.worth)
        blend.arrivals = arrivals
        return blend

    def over(self, scorers: Sequence[BatchScorer], chosen: BoolArray | None = None) -> "Blend":
        """The same weights over other fits of the same scorers, to behaviour in which the items `chosen` (m,) were; None = the
        same items as before.
        """
        arrivals = self.arrivals if chosen is None else self.arrivals._replace(chosen=chosen)
        return Blend(scorers, self.buckets, self._weights, self._bases, self.worth).with_arrivals(arrivals)

    def weights(self) -> Mapping[str, tuple[float, ...]]:
        """What was learned, by scorer: one weight a bucket."""
        return {
            scorer.name: tuple(column.tolist()) for scorer, column in zip(self.scorers, self._weights.T, strict=True)
        }

    def _bucket(self, query: Query) -> int:
        return int(np.searchsorted(self.buckets, len(query.history), side="right")) - 1


__all__ = ["BASE", "Arrivals", "Blend"]
