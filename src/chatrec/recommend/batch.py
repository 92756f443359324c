"""The best items of many people at once: lists for a mailing, a cache or a comparison, without the evidence."""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.core.interactions import Interactions
from chatrec.core.protocols import BatchScorer, MatrixScorer
from chatrec.core.query import Interaction, Query, are_known
from chatrec.core.top import best

SCORES_AT_ONCE = 5_000_000  # 40 MB an array

Histories = Sequence[tuple[Interaction, ...]]


class Lists(NamedTuple):
    """items (B, n), best first, and their scores (B, n); -1 and -inf where a person has nothing left to recommend."""

    items: IntArray
    scores: FloatArray


class BatchRecommender:
    """Ranks a catalogue for many histories with one fitted scorer, by default as many at once as have 5 million scores."""

    def __init__(self, catalogue: Catalogue, scorer: BatchScorer, *, at_once: int | None = None) -> None:
        self._scorer = scorer
        self._n_items = len(catalogue)
        self._at_once = at_once or max(1, SCORES_AT_ONCE // max(1, len(catalogue)))

    def recommend(self, histories: Histories, *, n: int) -> Lists:
        """The `n` best items for each history, without those that it knows.

        Equal to `Recommender.recommend` of each alone, where nothing is constrained and diversity is 0: equal scores keep
        catalogue order, and what was only viewed or put into a cart may come back. Cost that of `score_batch`; memory
        some arrays of 40 MB beside the lists.
        """
        lists = _empty(len(histories), n)
        for block in self._blocks(len(histories)):
            scores = self._scorer.score_batch([Query(history=history) for history in histories[block]])
            _fill(Lists(lists.items[block], lists.scores[block]), scores, self._matrix(histories[block]))
        return lists

    def recommend_all(self, interactions: Interactions, *, n: int) -> Lists:
        """The same for every user of the vocabulary, in its order, by their interactions: (n_users, n).

        Of a scorer that takes histories as a matrix the interactions stay arrays, which for MovieLens 1M saves 2.5 s of
        objects.
        """
        if not isinstance(self._scorer, MatrixScorer):
            return self.recommend(interactions.histories(), n=n)
        lists = _empty(interactions.n_users, n)
        offsets = interactions.offsets()
        for block in self._blocks(interactions.n_users):
            starts = offsets[block.start : block.stop + 1]
            rows = slice(starts[0], starts[-1])
            past = self._csr(interactions.weights[rows], interactions.items[rows], starts - starts[0])
            _fill(Lists(lists.items[block], lists.scores[block]), self._scorer.score_matrix(past), past)
        return lists

    def _blocks(self, people: int) -> Iterator[slice]:
        for start in range(0, people, self._at_once):
            yield slice(start, min(start + self._at_once, people))

    def _matrix(self, histories: Histories) -> "sparse.csr_array[np.float64]":
        starts = np.cumsum([0, *map(len, histories)])
        items = np.fromiter(map(itemgetter(0), chain.from_iterable(histories)), np.int64, starts[-1])
        weights = np.fromiter(map(itemgetter(1), chain.from_iterable(histories)), np.float64, starts[-1])
        return self._csr(weights, items, starts)

    def _csr(self, weights: FloatArray, items: IntArray, starts: IntArray) -> "sparse.csr_array[np.float64]":
        """(B, I) the histories as they are, entries of weight 0 included."""
        return sparse.csr_array((weights, items, starts), shape=(len(starts) - 1, self._n_items))


def _empty(people: int, n: int) -> Lists:
    if n < 1:
        raise InputError(f"A list has room for one item or more; got n = {n!r}.")
    return Lists(np.full((people, n), -1, np.int64), np.full((people, n), -np.inf))


def _fill(lists: Lists, scores: FloatArray, past: "sparse.csr_array[np.float64]") -> None:
    """Write the best of the scores (B, I) into the lists, without what the histories (B, I) know; scores are overwritten."""
    known = are_known(past.data)
    people = np.repeat(np.arange(past.shape[0]), np.diff(past.indptr))
    scores[people[known], past.indices[known]] = -np.inf
    items = best(scores, lists.items.shape[1])
    reached = np.take_along_axis(scores, items, axis=1)
    lists.scores[:, : items.shape[1]] = reached
    lists.items[:, : items.shape[1]] = np.where(np.isfinite(reached), items, -1)


__all__ = ["BatchRecommender", "Lists"]
