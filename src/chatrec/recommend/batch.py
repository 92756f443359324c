"""The best items of many people at once: lists for a mailing, a cache or a comparison, without the evidence."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import Interaction, Query
from chatrec.core.top import best
from chatrec.core.weights import KNOWN_FROM

SCORES_AT_ONCE = 5_000_000  # 40 MB an array


class Lists(NamedTuple):
    """items (B, n), best first, and their scores (B, n); -1 and -inf where a person has nothing left to recommend."""

    items: IntArray
    scores: FloatArray


class BatchRecommender:
    """Ranks a catalogue for many histories with one fitted scorer, by default as many at once as have 5 million scores."""

    def __init__(self, catalogue: Catalogue, scorer: BatchScorer, *, at_once: int | None = None) -> None:
        self._scorer = scorer
        self._at_once = at_once or max(1, SCORES_AT_ONCE // max(1, len(catalogue)))

    def recommend(self, histories: Sequence[tuple[Interaction, ...]], *, n: int) -> Lists:
        """The `n` best items for each history, without those that it knows.

        Equal to `Recommender.recommend` of each alone, where nothing is constrained and diversity is 0: equal scores keep
        catalogue order, and what was only viewed or put into a cart may come back. Cost that of `score_batch`; memory
        some arrays of 40 MB beside the lists.
        """
        if n < 1:
            raise InputError(f"A list has room for one item or more; got n = {n!r}.")
        lists = Lists(np.full((len(histories), n), -1, np.int64), np.full((len(histories), n), -np.inf))
        for start in range(0, len(histories), self._at_once):
            block = slice(start, start + self._at_once)
            self._fill(Lists(lists.items[block], lists.scores[block]), histories[block])
        return lists

    def _fill(self, lists: Lists, histories: Sequence[tuple[Interaction, ...]]) -> None:
        queries = [Query(history=history) for history in histories]
        scores = self._scorer.score_batch(queries)
        for row, query in zip(scores, queries, strict=True):
            weights = query.history_weights
            row[query.history_items[(weights <= 0.0) | (weights >= KNOWN_FROM)]] = -np.inf
        items = best(scores, lists.items.shape[1])
        reached = np.take_along_axis(scores, items, axis=1)
        lists.scores[:, : items.shape[1]] = reached
        lists.items[:, : items.shape[1]] = np.where(np.isfinite(reached), items, -1)


__all__ = ["BatchRecommender", "Lists"]
