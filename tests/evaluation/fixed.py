"""A scorer whose scores are given, and data written by hand."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, nothing
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Query
from chatrec.testing import synthetic_dataset


class Fixed:
    """Scores every item by its row as told; remembers what it was trained on and asked."""

    name = "fixed"

    def __init__(self, scores: Sequence[float]) -> None:
        self.scores = np.array(scores, np.float64)
        self.trained: list[Interactions] = []
        self.asked: list[Query] = []

    def fit(self, data: Dataset, rng: Generator) -> "Fixed":  # noqa: ARG002
        self.trained.append(data.interactions)
        return self

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:  # noqa: ARG002
        return nothing(candidates.items)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        self.asked.extend(queries)
        return np.tile(self.scores, (len(queries), 1))


def sequences(histories: Sequence[Sequence[int]], *, items: int, times: bool = True) -> Dataset:
    """A data set in which each user has used these item rows in this order, each with weight 1."""
    users = np.repeat(np.arange(len(histories)), [len(history) for history in histories])
    rows = np.array([item for history in histories for item in history], np.int64)
    places = np.array([place for history in histories for place in range(1, len(history) + 1)], np.float64)
    whole = synthetic_dataset(np.random.default_rng(0), users=len(histories), items=items)
    return whole.with_interactions(Interactions(users, rows, np.ones(len(rows)), places * times, len(histories), items))
