"""Shadow states: what a list would hold if things were otherwise, for thousands of changes at once."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.explain.changes import Change, Situation
from chatrec.recommend import Recommender

LINEAR = 1e-7  # log-odds: as far as the sum of single changes may be from all of them together
AT_ONCE = 2_000_000  # scores
FIRST = 32  # subsets that are looked at before more are


class Shadows:
    """Lists after any of the subsets of some changes to one situation.

    Where the model adds up over the changes, a subset's scores are those of now plus what each change does alone; whether
    it does is tried on all changes together, and where it does not every subset is scored by the model itself. Only items
    that could be in some list are looked at: those whose best score reaches what n items have at their worst.
    Cost: the scores of p + 2 queries, then O(c) a subset and change, c contenders of the catalogue.
    """

    def __init__(self, recommender: Recommender, situation: Situation, changes: Sequence[Change], item: int) -> None:
        self.changes = tuple(changes)
        self._recommender = recommender
        self._situation = situation
        states = [situation, *(situation.after([change]) for change in changes), situation.after(changes)]
        scores, barriers = self._asked(states)
        self._scores, self._gains = scores[0], scores[1:-1] - scores[0]
        self._barriers, self._lifted = barriers[0], barriers[1:-1] - barriers[0]
        self._item = item
        self._reach = recommender.reranker.reach(situation.query)
        off = np.abs(self._scores + self._gains.sum(axis=0) - scores[-1])
        self.linear = bool(off.max(initial=0.0) <= LINEAR)

    def holding(self, subsets: BoolArray) -> BoolArray:
        """(B,) whether the item is in the list after each subset (B, p) of the changes."""
        contenders = self._contending(_largest(subsets))
        found = np.zeros(len(subsets), dtype=np.bool_)
        step = max(1, AT_ONCE // len(contenders))
        for start in range(0, len(subsets), step):
            found[start : start + step] = self._in_list(
                self._after(subsets[start : start + step], contenders), contenders
            )
        return found

    def hitting(self, subsets: BoolArray, *, into: bool) -> Iterator[BoolArray]:
        """The subsets (B, p) after which the item is in the list (`into`) or out of it, in their order; looked for as they are asked
        for, ever more at once, because the first of them is mostly enough.
        """
        start, step = 0, FIRST
        while start < len(subsets):
            block = subsets[start : start + step]
            yield from block[self.holding(block) == into]
            start, step = start + step, 4 * step

    def _in_list(self, scores: FloatArray, contenders: IntArray) -> BoolArray:
        """(B,) whether the item is in the list, for rows of scores (B, c). Most rows need no reranking: an item further below
        the n-th best of the others than variety can take is out, and as far above it is in.
        """
        query, reranker = self._situation.query, self._recommender.reranker
        at = int(np.searchsorted(contenders, self._item))
        own, last = _beside(scores, at, query.n)
        found = np.isfinite(own) & (last < own - self._reach)
        unsure = np.isfinite(own) & ~found & (last <= own + self._reach)
        if unsure.any():
            found[unsure] = (reranker.order(query, contenders, scores[unsure]) == at).any(axis=1)
        return found

    def margins(self, subsets: BoolArray) -> FloatArray:
        """(B,) how far the item's score lies above the n-th best of the others, variety left aside; -inf while it is kept out."""
        n, contenders = self._situation.query.n, self._contending(_largest(subsets))
        own, last = _beside(self._after(subsets, contenders), int(np.searchsorted(contenders, self._item)), n)
        return np.asarray(np.where(np.isfinite(own), own - last, -np.inf))

    def _after(self, subsets: BoolArray, contenders: IntArray) -> FloatArray:
        """(B, c) the scores of the contenders after each subset, -inf where something keeps one out."""
        if self.linear or _largest(subsets) <= 1:
            chosen = subsets.astype(np.float64)
            scores = self._scores[contenders] + chosen @ self._gains[:, contenders]
            barriers = self._barriers[contenders]
            if self._lifted.any():
                barriers = barriers + chosen @ self._lifted[:, contenders]
        else:
            scores, barriers = self._asked([self._situation.after(self.named(subset)) for subset in subsets])
        return np.asarray(np.where(barriers > 0, -np.inf, scores))

    def named(self, subset: BoolArray) -> tuple[Change, ...]:
        """The changes of a subset (p,)."""
        return tuple(change for change, taken in zip(self.changes, subset, strict=True) if taken)

    def _asked(self, states: Sequence[Situation]) -> tuple[FloatArray, IntArray]:
        """(B, I) the scores and how much keeps each item out, by the model itself."""
        scores = self._recommender.scorer.score_batch([state.query for state in states])
        index = self._recommender.index
        return scores, np.array([index.barriers(state.query, state.kept_out) for state in states])

    def _contending(self, size: int) -> IntArray:
        """The rows that may be in the list after a subset of up to `size` changes, ascending, and the item's own."""
        if not self.linear and size > 1:
            return np.arange(len(self._scores))
        best = self._scores + _extreme(self._gains, size)
        worst = self._scores - _extreme(-self._gains, size) - self._reach
        worst[self._barriers + np.maximum(self._lifted, 0).sum(axis=0) > 0] = -np.inf
        n = min(self._situation.query.n, len(worst))
        enough = np.partition(worst, -n)[-n]
        possible = (best >= enough) & (self._barriers + np.minimum(self._lifted, 0).sum(axis=0) <= 0)
        possible[self._item] = True
        return np.flatnonzero(possible)


def _beside(scores: FloatArray, at: int, n: int) -> tuple[FloatArray, FloatArray]:
    """(B,) the score at a place, and the n-th best of the others; -inf where there are fewer."""
    others = np.delete(scores, at, axis=1)
    if others.shape[1] < n:
        return scores[:, at], np.full(len(scores), -np.inf)
    return scores[:, at], np.partition(others, -n, axis=1)[:, -n]


def _largest(subsets: BoolArray) -> int:
    """The size of the largest of the subsets (B, p)."""
    return int(subsets.sum(axis=1).max(initial=0))


def _extreme(gains: FloatArray, size: int) -> FloatArray:
    """(I,) the most that `size` of the changes (p, I) add to each item."""
    positive = np.maximum(gains, 0.0)
    if size >= len(gains):
        return np.asarray(positive.sum(axis=0))
    return np.asarray(np.partition(positive, -max(1, size), axis=0)[-max(1, size) :].sum(axis=0))


def of_size(n: int, size: int) -> BoolArray:
    """(C(n, size), n) every subset of that size, those of the first ones first."""
    places = np.array(list(combinations(range(n), size)), dtype=np.int64).reshape(-1, size)
    subsets = np.zeros((len(places), n), dtype=np.bool_)
    np.put_along_axis(subsets, places, True, axis=1)
    return subsets


__all__ = ["LINEAR", "Shadows", "of_size"]
