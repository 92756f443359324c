"""Nearest neighbours against the dense formula and by hand."""

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.matrix import choices
from chatrec.scorers.neighbours import NeighboursTrainer
from chatrec.scorers.sparse_weights import read
from chatrec.testing import synthetic_dataset

ITEMS = 25


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(1), users=80, items=ITEMS)


def learned(trainer: NeighboursTrainer, data: Dataset) -> FloatArray:
    return read(trainer.fit(data, np.random.default_rng(0)).arrays()).toarray()


@pytest.mark.parametrize(("k", "shrinkage"), [(1, 0.0), (4, 10.0), (100, 2.5)])
def test_equals_the_formula_in_dense_matrices(k: int, shrinkage: float, data: Dataset) -> None:
    chosen = choices(data.interactions).toarray()
    norms = np.sqrt((chosen**2).sum(axis=0))
    similar = (chosen.T @ chosen) / (np.outer(norms, norms) + shrinkage)
    np.fill_diagonal(similar, 0.0)
    weights = learned(NeighboursTrainer(k=k, shrinkage=shrinkage), data)
    for candidate in range(ITEMS):
        kept = np.argsort(-similar[candidate], kind="stable")[:k]
        wanted = np.zeros(ITEMS)
        wanted[kept] = similar[candidate, kept]
        np.testing.assert_allclose(weights[:, candidate], wanted, rtol=1e-14)


def test_three_items_by_hand(data: Dataset) -> None:
    """0 and 1 share one of two choosers each: 1 / (√2·√1 + 1); nobody chose 2 with anything."""
    rows = Interactions(
        users=np.array([0, 0, 1, 2]),
        items=np.array([0, 1, 0, 2]),
        weights=np.ones(4),
        times=np.zeros(4),
        n_users=3,
        n_items=3,
    )
    weights = learned(NeighboursTrainer(shrinkage=1.0), data.with_interactions(rows))
    near = 1.0 / (np.sqrt(2.0) + 1.0)
    np.testing.assert_allclose(weights, [[0.0, near, 0.0], [near, 0.0, 0.0], [0.0, 0.0, 0.0]], atol=1e-15)


def test_of_equal_neighbours_the_first_is_kept(data: Dataset) -> None:
    """Items 0, 1 and 2 were chosen by the same two users, so that each is as near to either of the others."""
    rows = Interactions(
        users=np.repeat([0, 1], 3),
        items=np.tile([0, 1, 2], 2),
        weights=np.ones(6),
        times=np.zeros(6),
        n_users=2,
        n_items=3,
    )
    weights = learned(NeighboursTrainer(k=1, shrinkage=0.0), data.with_interactions(rows))
    np.testing.assert_allclose(weights, [[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]], atol=1e-15)


def test_evidence_is_the_similarity_times_the_taste(data: Dataset) -> None:
    scorer = NeighboursTrainer(k=ITEMS).fit(data, np.random.default_rng(0))
    weights = read(scorer.arrays()).toarray()
    query = Query(history=(Interaction(2, -1.0), Interaction(9, 0.5)))
    values = scorer.attribute(query, Candidates(np.array([3, 2, 24]))).values
    assert np.array_equal(values, weights[np.ix_([2, 9], [3, 2, 24])].T * [-1.0, 0.5])
