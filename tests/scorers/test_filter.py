"""The graph filter against its formula in dense matrices, and what it says where there is nothing to go by."""

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.filter import ITEMS_PER_DIRECTION, Filter, FilterTrainer
from chatrec.scorers.matrix import choices
from chatrec.scorers.sparse_weights import read
from chatrec.testing import synthetic_dataset

ITEMS, K = 120, 3


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(3), users=250, items=ITEMS)


def learned(scorer: Filter) -> tuple[FloatArray, FloatArray]:
    """(near, low-pass) as dense matrices (m, m)."""
    arrays = scorer.arrays()
    return read(arrays).toarray(), arrays["entries"] @ arrays["exits"].T


def gram(data: Dataset, user_power: float) -> FloatArray:
    """The sum of xᵀx / |x|^user_power, user by user."""
    rows = choices(data.interactions).toarray()
    return np.asarray(sum(np.outer(x, x) / x.sum() ** user_power for x in rows if x.any()))


# Influences are counted in steps of 2^-20; without a discount they are whole numbers and nothing is rounded.
@pytest.mark.parametrize(("user_power", "tolerance"), [(0.0, 1e-12), (0.8, 1e-4), (1.0, 1e-4)])
def test_equals_the_formula_in_dense_matrices(user_power: float, tolerance: float, data: Dataset) -> None:
    settings = {"user_power": user_power, "pair_power": 0.7, "history_power": 0.6, "candidate_power": 0.2}
    trainer = FilterTrainer.model_validate({"k": K, "low_pass": 0.4, "regression": 0.0, **settings})
    near, low_pass = learned(trainer.fit(data, np.random.default_rng(0)))
    weights = gram(data, user_power)
    degrees = weights.sum(axis=1)
    assert degrees.min() > 0
    adjacency = weights / np.sqrt(np.outer(degrees, degrees))
    wanted = weights**0.7 / np.outer(degrees**0.6, degrees**0.2)
    np.testing.assert_allclose(near, wanted * adjacency.sum() / wanted.sum(), rtol=tolerance, atol=1e-15)
    top = np.linalg.eigh(adjacency)[1][:, -K:]
    ideal = np.diag(degrees**-0.5) @ top @ top.T @ np.diag(degrees**0.5)
    np.testing.assert_allclose(low_pass, 0.4 * ideal, rtol=0, atol=tolerance)


def test_is_the_published_filter_at_the_published_exponents(data: Dataset) -> None:
    """Shen et al. 2021, equation 12: R̃ᵀR̃ with R̃ = U^-½·R·D^-½, in which every user's row weighs 1 in all."""
    rows = choices(data.interactions).toarray()
    rows = rows[rows.any(axis=1)]
    normalised = rows / np.sqrt(rows.sum(axis=1, keepdims=True)) / np.sqrt(rows.sum(axis=0))
    settings = {"user_power": 1.0, "pair_power": 1.0, "history_power": 0.5, "candidate_power": 0.5}
    trainer = FilterTrainer.model_validate({"k": 0, "regression": 0.0, **settings})
    near, low_pass = learned(trainer.fit(data, np.random.default_rng(0)))
    np.testing.assert_allclose(near, normalised.T @ normalised, rtol=1e-4, atol=1e-15)
    assert not low_pass.any()


def test_adds_what_each_item_is_predicted_from(data: Dataset) -> None:
    """The difference that `regression` makes is b·W, every column a ridge of its own on the nearest by A."""
    without, _ = learned(FilterTrainer(regression=0.0).fit(data, np.random.default_rng(0)))
    trainer = FilterTrainer(regression=0.3, neighbours=5, l2=2.0)
    near, _ = learned(trainer.fit(data, np.random.default_rng(0)))
    weights = trainer.collect(data).sparse["gram"].toarray()
    degrees = weights.sum(axis=1)
    adjacency = weights / np.sqrt(np.outer(degrees, degrees))
    np.fill_diagonal(adjacency, 0.0)
    for item in range(0, ITEMS, 7):
        nearest = np.argsort(-adjacency[item], kind="stable")[:5]
        square = weights[np.ix_(nearest, nearest)] + 2.0 * weights.diagonal().mean() * np.eye(5)
        wanted = np.zeros(ITEMS)
        wanted[nearest] = 0.3 * np.linalg.inv(square) @ weights[nearest, item]
        np.testing.assert_allclose((near - without)[:, item], wanted, rtol=0, atol=1e-12)


def test_evidence_reads_the_matrix_from_the_history_to_the_candidate(data: Dataset) -> None:
    scorer = FilterTrainer().fit(data, np.random.default_rng(0))
    near, low_pass = learned(scorer)
    query = Query(history=(Interaction(4, 1.0), Interaction(30, -0.5)))
    values = scorer.attribute(query, Candidates(np.array([7, 119, 4]))).values
    wanted = (near + low_pass)[np.ix_([4, 30], [7, 119, 4])].T * [1.0, -0.5]
    np.testing.assert_allclose(values, wanted, rtol=1e-12, atol=1e-15)


def test_popular_candidates_gain_as_the_exponent_falls(data: Dataset) -> None:
    popular = np.argsort(choices(data.interactions).sum(axis=0))[-5:]
    shares = []
    for power in (0.0, 0.3, 1.0):
        near, _ = learned(FilterTrainer(k=0, regression=0.0, candidate_power=power).fit(data, np.random.default_rng(0)))
        shares.append(near[:, popular].sum() / near.sum())
    assert shares[0] > shares[1] > shares[2]


def test_a_small_catalogue_has_few_directions(data: Dataset) -> None:
    assert FilterTrainer(k=50).fit(data, np.random.default_rng(0)).arrays()["exits"].shape == (
        ITEMS,
        ITEMS // ITEMS_PER_DIRECTION,
    )


@pytest.mark.parametrize("rows", [[], [(0, 5), (0, 9), (1, 5)]])
def test_what_nobody_chose_has_no_evidence(rows: list[tuple[int, int]], data: Dataset) -> None:
    users, items = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    few = Interactions(users, items, np.ones(len(rows)), np.zeros(len(rows)), n_users=2, n_items=ITEMS)
    scorer = FilterTrainer().fit(data.with_interactions(few), np.random.default_rng(0))
    scores = scorer.score_batch([Query(history=(Interaction(9, 1.0), Interaction(20, 1.0)))])
    assert set(np.flatnonzero(np.abs(scores[0]) > 1e-12)) <= set(items.tolist())
    assert np.isfinite(scores).all()
