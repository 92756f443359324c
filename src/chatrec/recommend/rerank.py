"""Diversity as evidence: an item like one already chosen loses, and the loss is a named term."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term, joined
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import Query
from chatrec.core.slate import SlateItem

DENSE_LABELS = 256
FIRST = 64  # best items among which a list is looked for before it is looked for among all
VARIED = 2.0  # log-odds that the dial adds to the strength at its end


class Move(NamedTuple):
    """The choice of the candidate at `row`: what it loses (log-odds, at most 0) for the chosen item that it is most like, by
    its catalogue row; -1 where it is like none.
    """

    row: int
    loss: float
    neighbour: int


class DiversityReranker:
    """Maximal marginal relevance (Carbonell & Goldstein 1998) in log-odds.

    The next item maximises score - strength * similarity to the most similar item already chosen; the similarity is the
    cosine of the label sets, in [0, 1]. Strength 0 leaves the ranking as it is. The query's dial adds up to 2 log-odds to the
    strength, or takes up to all of it away.
    """

    def __init__(self, catalogue: Catalogue, *, strength: float) -> None:
        self._catalogue = catalogue
        self._strength = strength
        labels = _unit_labels(catalogue)
        # A handful of labels, such as genres, multiplies ten times as fast dense: .1 ms for 200 candidates.
        self._labels = labels.toarray() if labels.shape[1] <= DENSE_LABELS else labels

    def rerank(self, query: Query, attribution: Attribution) -> tuple[SlateItem, ...]:
        """At most `query.n` items, greedily; cost O(n·candidates)."""
        strength = self._dialled(query.context.dial.variety)
        scores = attribution.scores
        labels = self._labels[attribution.items]
        nearest = np.zeros(len(scores))
        neighbour = np.full(len(scores), -1, dtype=np.int64)
        moves: list[Move] = []
        for _ in range(min(query.n, len(scores))):
            row = int(np.argmax(scores - strength * nearest))
            scores[row] = -np.inf  # chosen
            moves.append(Move(row, -strength * float(nearest[row]), int(neighbour[row])))
            alike = _alike(labels, row)
            neighbour[alike > nearest] = attribution.items[row]
            nearest = np.maximum(nearest, alike)
        return self._placed(attribution, moves)

    def reach(self, query: Query) -> float:
        """The most that it takes from a score."""
        return self._dialled(query.context.dial.variety)

    def order(self, query: Query, items: IntArray, scores: FloatArray) -> IntArray:
        """(B, n) the places in `items` (c,) that `rerank` would choose for the query's n, for each row of scores (B, c); -1 where no score
        above -inf is left. Cost O(B·c), and O(n·k) a row for the best k = 64 (8n if more); where one beyond them scores more than the
        last chosen is worth, for all within reach of the n-th best.
        """
        few = max(FIRST, 8 * query.n)
        if not 0 < few < len(items):
            return self._greedy(query, items, scores, self._within_reach(query, scores))[0]
        split = np.argpartition(scores, -few - 1, axis=1)
        beyond = np.take_along_axis(scores, split[:, [-few - 1]], axis=1)[:, 0]
        chosen, worth = self._greedy(query, items, scores, np.sort(split[:, -few:], axis=1))
        again = np.isfinite(beyond) & (worth <= beyond)
        if again.any():
            some = scores[again]
            chosen[again] = self._greedy(query, items, some, self._within_reach(query, some))[0]
        return chosen

    def _greedy(
        self, query: Query, items: IntArray, scores: FloatArray, places: IntArray
    ) -> tuple[IntArray, FloatArray]:
        """What is chosen among `places` (B, k), which ascend, and (B,) what the last of it is worth, the least of all."""
        n, strength = query.n, self.reach(query)
        used = np.zeros(len(items), dtype=np.bool_)
        used[places] = True
        labels, among = self._labels[items[used]], (np.cumsum(used) - 1)[places]
        left = np.take_along_axis(scores, places, axis=1)
        nearest, rows = np.zeros(left.shape), np.arange(len(scores))
        chosen, worth = np.full((len(scores), n), -1, dtype=np.int64), np.full(len(scores), np.inf)
        for place in range(min(n, left.shape[1])):
            values = left - strength * nearest
            best = np.argmax(values, axis=1)
            worth = values[rows, best]
            chosen[:, place] = np.where(np.isfinite(worth), places[rows, best], -1)
            left[rows, best] = -np.inf
            # What the chosen ones are like, and not what everything is like: where scores are flat, all items are within reach.
            some = labels[among[rows, best]]
            alike = (some @ labels.T).toarray() if sparse.issparse(labels) else np.asarray(some @ labels.T)
            np.maximum(nearest, np.take_along_axis(alike, among, axis=1), out=nearest)
        return chosen, worth

    def _within_reach(self, query: Query, scores: FloatArray) -> IntArray:
        """(B, k) the places, ascending, of every score in its row that a loss could bring below the n-th best or that lies
        there already: none below that is ever chosen.
        """
        if not scores.size:
            return np.zeros((len(scores), 0), dtype=np.int64)
        n = min(query.n, scores.shape[1])
        enough = np.partition(scores, -n, axis=1)[:, [-n]] - self.reach(query)
        # Where fewer than n are left, what is kept out (-inf) is not within reach all the same.
        most = max(1, int(((scores >= enough) & np.isfinite(scores)).sum(axis=1).max()))
        return np.sort(np.argpartition(scores, -most, axis=1)[:, -most:], axis=1)

    def _dialled(self, variety: float) -> float:
        """The strength at a variety in [-1, 1]."""
        return self._strength + VARIED * variety if variety > 0 else self._strength * (1.0 + variety)

    def _placed(self, attribution: Attribution, moves: Sequence[Move]) -> tuple[SlateItem, ...]:
        """The chosen items, each with its loss as a term; all of them share the names of their evidence."""
        chosen = attribution.at(np.array([move.row for move in moves], dtype=np.int64))
        near = tuple(dict.fromkeys(move.neighbour for move in moves if move.loss))
        terms = tuple(Term("diversity", Kind.DIVERSITY, f"item:{self._catalogue[row].id}") for row in near)
        losses = np.array([[move.loss * (move.neighbour == row) for row in near] for move in moves])
        shown = joined(chosen.items, [chosen, Attribution(chosen.items, terms, losses.reshape(len(moves), len(near)))])
        return tuple(
            SlateItem(int(item), float(attribution.values[move.row].sum()) + move.loss, shown.evidence(place))
            for place, (item, move) in enumerate(zip(shown.items, moves, strict=True))
        )


def _alike(labels: "FloatArray | sparse.csr_array[np.float64]", row: int) -> FloatArray:
    """(n,) the cosine of every candidate with the one at `row`."""
    if not sparse.issparse(labels):
        return np.asarray(labels @ labels[row])
    one = np.zeros(labels.shape[1])  # spread out: a sparse times a sparse matrix takes ten times as long
    own = slice(*labels.indptr[row : row + 2])
    one[labels.indices[own]] = labels.data[own]
    return np.asarray(labels @ one)


def _unit_labels(catalogue: Catalogue) -> "sparse.csr_array[np.float64]":
    """(items, labels) each item's labels as a vector of length 1; items without labels are like nothing."""
    column: dict[tuple[str, str], int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for row, item in enumerate(catalogue):
        for label in {(field, value) for field, values in item.labels.items() for value in values}:
            rows.append(row)
            columns.append(column.setdefault(label, len(column)))
    counts: IntArray = np.bincount(np.array(rows, dtype=np.int64), minlength=len(catalogue))
    values: FloatArray = 1.0 / np.sqrt(counts[rows]) if rows else np.zeros(0)
    return sparse.csr_array((values, (rows, columns)), shape=(len(catalogue), max(1, len(column))))


__all__ = ["DiversityReranker"]
