"""From a query to a slate: constrain, retrieve, attribute, rerank."""

import numpy as np

from chatrec.core.arrays import IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ModelVersion
from chatrec.core.protocols import BatchScorer, Reranker
from chatrec.core.query import Candidates, Constraint, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.core.top import best
from chatrec.recommend.constraints import ConstraintIndex

RETRIEVED = 200


class Recommender:
    """Ranks a catalogue for queries with one fitted scorer."""

    def __init__(self, catalogue: Catalogue, scorer: BatchScorer, reranker: Reranker, *, model: ModelVersion) -> None:
        self.catalogue = catalogue
        self.model = model
        self._scorer = scorer
        self._reranker = reranker
        self._index = ConstraintIndex(catalogue)

    def recommend(self, query: Query, *, shown: frozenset[int] = frozenset()) -> Slate:
        """At most `query.n` items that satisfy every constraint; items of the history and in `shown` never come back.

        `Slate.excluded` counts what was removed, each item once: "known", "shown" or the key of a constraint. Two stages:
        all items are ranked by their score, the best 200 (4n if more) are attributed term by term and reranked.
        """
        allowed, excluded = self._index.survivors(query, shown)
        candidates = self._retrieved(query, np.flatnonzero(allowed))
        attribution = self._scorer.attribute(query, candidates)
        return Slate(self._reranker.rerank(query, attribution), excluded, self.model)

    def judged(self, query: Query, item: int) -> SlateItem:
        """One item with its evidence, whatever the constraints; nothing stands above it, so diversity says nothing."""
        attribution = self._scorer.attribute(query, Candidates(np.array([item], dtype=np.int64)))
        return SlateItem(item, float(attribution.scores[0]), attribution.evidence(0))

    def standing(self, query: Query, item: int) -> tuple[int, int]:
        """How many of the items that the user does not know score lower than this one, and of how many; constraints aside."""
        scores = self._scorer.score_batch([query])[0]
        others = np.ones(len(scores), dtype=np.bool_)
        others[query.history_items] = False
        others[item] = False
        return int(np.count_nonzero(scores[others] < scores[item])), int(np.count_nonzero(others))

    def relaxations(self, query: Query, *, shown: frozenset[int] = frozenset()) -> tuple[tuple[Constraint, int], ...]:
        """Constraints that let items through when dropped alone, with how many, the most generous first."""
        found: list[tuple[Constraint, int]] = []
        for dropped in query.constraints:
            others = tuple(constraint for constraint in query.constraints if constraint != dropped)
            relaxed = Query(history=query.history, constraints=others)
            allowed, _ = self._index.survivors(relaxed, shown)
            if count := int(np.count_nonzero(allowed)):
                found.append((dropped, count))
        return tuple(sorted(found, key=lambda relaxation: -relaxation[1]))

    def _retrieved(self, query: Query, allowed: IntArray) -> Candidates:
        """The allowed items with the highest scores, best first; equal scores keep catalogue order."""
        scores = self._scorer.score_batch([query])[0, allowed]
        most = max(RETRIEVED, 4 * query.n)
        return Candidates(allowed[best(scores[None], most)[0]])


__all__ = ["RETRIEVED", "Recommender"]
