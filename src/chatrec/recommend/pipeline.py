"""From a query to a slate: constrain, retrieve, attribute, rerank."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ModelVersion
from chatrec.core.protocols import BatchReranker, BatchScorer
from chatrec.core.query import Candidates, Query
from chatrec.core.relaxation import Relaxation
from chatrec.core.slate import Slate, SlateItem
from chatrec.core.top import best
from chatrec.recommend.constraints import ConstraintIndex
from chatrec.recommend.relaxing import relaxations

RETRIEVED = 200


class Considered(NamedTuple):
    """A slate, and what it was chosen from: the catalogue rows (m,) that were attributed and their scores (m,)."""

    slate: Slate
    items: IntArray
    scores: FloatArray


class Recommender:
    """Ranks a catalogue for queries with one fitted scorer; its parts are there to be read, as a shadow of it needs them."""

    def __init__(
        self, catalogue: Catalogue, scorer: BatchScorer, reranker: BatchReranker, *, model: ModelVersion
    ) -> None:
        self.catalogue = catalogue
        self.model = model
        self.scorer = scorer
        self.reranker = reranker
        self.index = ConstraintIndex(catalogue)

    def recommend(self, query: Query, *, shown: frozenset[int] = frozenset()) -> Slate:
        """At most `query.n` items that satisfy every constraint; items of the history and in `shown` never come back.

        `Slate.excluded` counts what was removed, each item once: "known", "shown" or the key of a constraint. Two stages:
        all items are ranked by their score, the best 200 (4n if more) are attributed term by term and reranked.
        """
        return self.considered(query, shown=shown).slate

    def considered(self, query: Query, *, shown: frozenset[int] = frozenset()) -> Considered:
        """What `recommend` gives, with the candidates that it was chosen from."""
        allowed, excluded = self.index.survivors(query, shown)
        candidates = self._retrieved(query, np.flatnonzero(allowed))
        attribution = self.scorer.attribute(query, candidates)
        slate = Slate(self.reranker.rerank(query, attribution), excluded, self.model)
        return Considered(slate, candidates.items, attribution.scores)

    def judged(self, query: Query, item: int) -> SlateItem:
        """One item with its evidence, whatever the constraints; nothing stands above it, so diversity says nothing."""
        attribution = self.scorer.attribute(query, Candidates(np.array([item], dtype=np.int64)))
        return SlateItem(item, float(attribution.scores[0]), attribution.evidence(0))

    def standing(self, query: Query, above: Sequence[SlateItem], item: int) -> SlateItem:
        """An item below those of a list that it is not in, as it would stand there: with what variety takes from it."""
        rows = np.array([*(one.item for one in above), item], dtype=np.int64)
        attribution = self.scorer.attribute(query, Candidates(rows))
        placed = self.reranker.rerank(replace(query, n=len(rows)), attribution)
        return next(one for one in placed if one.item == item)

    def below(self, query: Query, item: int) -> tuple[int, int]:
        """How many of the items that the user does not know score lower than this one, and of how many; constraints aside."""
        scores = self.scorer.score_batch([query])[0]
        others = np.ones(len(scores), dtype=np.bool_)
        others[query.history_items] = False
        others[item] = False
        return int(np.count_nonzero(scores[others] < scores[item])), int(np.count_nonzero(others))

    def relaxations(self, query: Query, *, shown: frozenset[int] = frozenset()) -> tuple[Relaxation, ...]:
        """The smallest relaxations of the query's constraints that let further items through, the smallest first."""
        free, _ = self.index.survivors(replace(query, constraints=()), shown)
        return relaxations(self.index.prices(query.constraints), free)

    def _retrieved(self, query: Query, allowed: IntArray) -> Candidates:
        """The allowed items with the highest scores, best first; equal scores keep catalogue order."""
        scores = self.scorer.score_batch([query])[0, allowed]
        most = max(RETRIEVED, 4 * query.n)
        return Candidates(allowed[best(scores[None], most)[0]])


__all__ = ["RETRIEVED", "Considered", "Recommender"]
