"""Several scorers as one: each scaled by a learned weight, so that every bar has one unit, log-odds."""

from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, Self

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.heed import Family
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
    Items without behaviour are weighed as the others, unless `with_arrivals` says how. A person's sliders multiply the weights of
    the scorers of each family, where `assembled` is told them.
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
        self.families: tuple[Family | None, ...] = (None,) * len(self.scorers)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """Every scorer's terms, scaled, and the base; a scorer of weight 0 contributes no terms."""
        bucket, new = self._bucket(query), self.arrivals.among(candidates.items)
        heeded = self._heeded([query])
        weights = np.where(new[:, None], self.arrivals.weights[bucket] * heeded, self._weights[bucket] * heeded)
        bases = np.where(new, self.arrivals.bases[bucket], self._bases[bucket])
        heard = np.flatnonzero(weights.any(axis=0))
        parts = [self.scorers[at].attribute(query, candidates) for at in heard]
        terms = (*chain.from_iterable(part.terms for part in parts), BASE)
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
        heeded = self._heeded(queries)
        usual, arrived = self._weights[buckets] * heeded, self.arrivals.weights[buckets] * heeded
        heard = np.flatnonzero((usual + arrived).any(axis=0)).tolist()
        # One is asked in any case: it knows how many items there are.
        parts = {at: self.scorers[at].score_batch(queries) for at in heard or [0]}
        scores: FloatArray = sum(
            (part * usual[:, at, None] for at, part in parts.items()),
            start=self._bases[buckets][:, None],
        )
        new = np.flatnonzero(self.arrivals.among(np.arange(scores.shape[1])))
        scores[:, new] = sum(
            (part[:, new] * arrived[:, at, None] for at, part in parts.items()),
            start=self.arrivals.bases[buckets][:, None],
        )
        return scores

    def arrays(self) -> Arrays:
        own = {"buckets": self.buckets, "weights": self._weights, "bases": self._bases}
        return {**own, **{f"arrivals.{name}": array for name, array in self.arrivals._asdict().items()}}

    @classmethod
    def assembled(
        cls, arrays: Arrays, scorers: Sequence[BatchScorer], families: Sequence[Family | None] | None = None
    ) -> Self:
        """The blend that `arrays` was taken from, over its scorers in the order of the weights, and the family of each, None where
        no slider turns any. Models of before there were `arrivals` have none.
        """
        blend = cls(scorers, arrays["buckets"], arrays["weights"], arrays["bases"])
        blend.families = blend.families if families is None else tuple(families)
        parts = [arrays[f"arrivals.{name}"] for name in Arrivals._fields if f"arrivals.{name}" in arrays]
        return blend.with_arrivals(Arrivals(*parts)) if parts else blend

    def with_arrivals(self, arrivals: Arrivals) -> Self:
        """The same blend, in which items without behaviour are weighed so."""
        blend = type(self)(self.scorers, self.buckets, self._weights, self._bases, self.worth)
        blend.arrivals, blend.families = arrivals, self.families
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

    def _heeded(self, queries: Sequence[Query]) -> FloatArray:
        """(B, k) how much each query heeds each scorer."""
        heeds = [query.context.heed for query in queries]
        if not any(heed.weights for heed in heeds):
            return np.ones((len(heeds), len(self.scorers)))
        return np.array([[heed.weight(family) for family in self.families] for heed in heeds])

    def _bucket(self, query: Query) -> int:
        return int(np.searchsorted(self.buckets, len(query.history), side="right")) - 1


class Part:
    """One scorer as a blend hears it for one question: its evidence and scores, scaled, and nothing else."""

    def __init__(self, scorer: BatchScorer, weight: float) -> None:
        self.scorer = scorer
        self.weight = weight

    @property
    def name(self) -> str:
        return self.scorer.name

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        return self.scorer.attribute(query, candidates).scaled(self.weight)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        return self.weight * self.scorer.score_batch(queries)


def parts(blend: Blend, query: Query, item: int) -> Mapping[str, Part]:
    """What a blend is made of for a question and an item, by name, without scorers that say nothing there."""
    bucket = int(np.searchsorted(blend.buckets, len(query.history), side="right")) - 1
    new = bool(blend.arrivals.among(np.array([item], dtype=np.int64))[0])
    usual, heed = blend.weights(), query.context.heed
    found: dict[str, Part] = {}
    for at, (scorer, family) in enumerate(zip(blend.scorers, blend.families, strict=True)):
        weight = float(blend.arrivals.weights[bucket, at]) if new else usual[scorer.name][bucket]
        if weight * heed.weight(family):
            found[scorer.name] = Part(scorer, weight * heed.weight(family))
    return found


__all__ = ["BASE", "Arrivals", "Blend", "Part", "parts"]
