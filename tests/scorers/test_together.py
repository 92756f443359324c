"""EASE against the textbook, against least squares column by column, and against its own optimality conditions."""

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import DataError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.scorers.matrix import choices
from chatrec.scorers.sparse_weights import read
from chatrec.scorers.together import DENSE_LIMIT, TogetherTrainer
from chatrec.testing import check_scorer, synthetic_dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(1), users=80, items=25)


def plain(l2: float, dropout: float = 0.0) -> TogetherTrainer:
    """EASE as published, in which every choice counts alike."""
    return TogetherTrainer(l2=l2, dropout=dropout, user_power=0.0, rarity=0.0)


def learned(trainer: TogetherTrainer, data: Dataset) -> FloatArray:
    return trainer.fit(data, np.random.default_rng(0)).arrays()["weights"]


@pytest.mark.parametrize("l2", [0.5, 20.0, 300.0])
def test_equals_the_textbook_inverse(l2: float, data: Dataset) -> None:
    chosen = choices(data.interactions).toarray()
    inverse = np.linalg.inv(chosen.T @ chosen + l2 * np.eye(25))
    wanted = np.eye(25) - inverse @ np.diag(1.0 / np.diag(inverse))
    np.fill_diagonal(wanted, 0.0)
    np.testing.assert_allclose(learned(plain(l2), data), wanted, rtol=0, atol=1e-12)


@pytest.mark.parametrize("dropout", [0.0, 0.33, 0.9])
def test_equals_penalised_least_squares_of_each_column_without_itself(dropout: float, data: Dataset) -> None:
    """min |x_i - X b|² + Σ_j λ_j b_j² with b_i = 0 is ordinary least squares on rows sqrt(λ_j) e_j appended to X."""
    chosen = choices(data.interactions).toarray()
    penalty = 7.0 + dropout / (1.0 - dropout) * (chosen**2).sum(axis=0)
    weights = learned(plain(7.0, dropout), data)
    for item in range(25):
        others = np.delete(np.arange(25), item)
        rows = np.vstack([chosen[:, others], np.diag(np.sqrt(penalty[others]))])
        target = np.append(chosen[:, item], np.zeros(24))
        solution, *_ = np.linalg.lstsq(rows, target, rcond=None)
        np.testing.assert_allclose(weights[others, item], solution, rtol=0, atol=1e-10)
        assert weights[item, item] == 0.0


@pytest.mark.parametrize("power", [0.3, 1.0])
def test_a_balanced_user_counts_as_if_their_row_were_scaled(power: float, data: Dataset) -> None:
    chosen = choices(data.interactions).toarray()
    scaled = chosen * ((100.0 / chosen.sum(axis=1)) ** (power / 2))[:, None]
    inverse = np.linalg.inv(scaled.T @ scaled + 9.0 * np.eye(25))
    wanted = np.eye(25) - inverse @ np.diag(1.0 / np.diag(inverse))
    np.fill_diagonal(wanted, 0.0)
    weights = learned(TogetherTrainer(l2=9.0, dropout=0.0, user_power=power, rarity=0.0), data)
    np.testing.assert_allclose(weights, wanted, rtol=0, atol=1e-5)  # influence goes in steps of 2^-20


def test_rarity_divides_what_is_said_of_an_item_by_a_power_of_its_count(data: Dataset) -> None:
    counts = 1.0 + choices(data.interactions).sum(axis=0)
    weights = learned(TogetherTrainer(rarity=0.5), data)
    np.testing.assert_allclose(weights * np.sqrt(counts), learned(TogetherTrainer(rarity=0.0), data), atol=1e-12)


def test_any_step_away_costs_more(data: Dataset) -> None:
    chosen = choices(data.interactions).toarray()
    weights = learned(plain(5.0), data)
    rng = np.random.default_rng(2)

    def objective(tried: FloatArray) -> float:
        return float(((chosen - chosen @ tried) ** 2).sum() + 5.0 * (tried**2).sum())

    least = objective(weights)
    for size in (1e-4, 1e-2, 1.0):
        step = rng.normal(size=weights.shape) * size
        np.fill_diagonal(step, 0.0)
        assert objective(weights + step) > least
        assert objective(weights - step) > least


def test_two_items_by_hand() -> None:
    """G = [[2, 1], [1, 1]] and l2 = 1: column 0 given column 1 is 1 / (1 + 1), column 1 given column 0 is 1 / (2 + 1)."""
    data = synthetic_dataset(np.random.default_rng(0), items=2)
    rows = Interactions(
        users=np.array([0, 0, 1]),
        items=np.array([0, 1, 0]),
        weights=np.ones(3),
        times=np.zeros(3),
        n_users=2,
        n_items=2,
    )
    weights = learned(plain(1.0), data.with_interactions(rows))
    np.testing.assert_allclose(weights, [[0.0, 1 / 3], [1 / 2, 0.0]], atol=1e-15)


def test_a_catalogue_too_large_for_a_dense_solve_is_refused(data: Dataset) -> None:
    none = np.zeros(0, dtype=np.int64)
    rows = Interactions(none, none, np.zeros(0), np.zeros(0), n_users=1, n_items=DENSE_LIMIT + 1)
    with pytest.raises(DataError, match="30001 items"):
        TogetherTrainer().collect(data.with_interactions(rows))


def test_sums_of_fewer_than_no_users_are_refused(data: Dataset) -> None:
    trainer = plain(1.0)
    sums = trainer.collect(data)
    nothing = sums - sums
    with pytest.raises(DataError, match=r"minor 1 is not positive.*Collect them anew"):
        trainer.solve(nothing - sums, data.catalogue)


def test_solving_leaves_the_sums_alone_and_the_inverse_is_one(data: Dataset) -> None:
    trainer = TogetherTrainer(l2=3.0)
    sums = trainer.collect(data)
    before = sums["gram"].copy()
    inverse = trainer.revision(sums).inverse
    np.testing.assert_array_equal(sums["gram"], before)
    np.testing.assert_array_equal(inverse, inverse.T)
    penalty = 3.0 + trainer.dropout / (1.0 - trainer.dropout) * np.diag(before)
    np.testing.assert_allclose(inverse @ (before + np.diag(penalty)), np.eye(25), rtol=0, atol=1e-12)


def kept(trainer: TogetherTrainer, data: Dataset) -> FloatArray:
    return read(trainer.fit(data, np.random.default_rng(0)).arrays()).toarray()


def test_the_kept_weights_are_least_squares_on_the_items_that_say_most(data: Dataset) -> None:
    chosen = choices(data.interactions).toarray()
    dense = learned(plain(7.0, 0.5), data)
    weights = kept(plain(7.0, 0.5).model_copy(update={"k": 4}), data)
    penalty = np.sqrt(7.0 + (chosen**2).sum(axis=0))
    for item in range(25):
        part = np.abs(dense[:, item]) * np.sqrt((chosen**2).sum(axis=0))
        support = np.sort(np.argsort(-part)[:4])
        rows = np.vstack([chosen[:, support], np.diag(penalty[support])])
        solution, *_ = np.linalg.lstsq(rows, np.append(chosen[:, item], np.zeros(4)), rcond=None)
        np.testing.assert_array_equal(np.flatnonzero(weights[:, item]), support)
        np.testing.assert_allclose(weights[support, item], solution, rtol=0, atol=1e-12)


def test_keeping_nearly_all_is_nearly_the_dense_model_and_keeping_all_is_it(data: Dataset) -> None:
    trainer = TogetherTrainer(l2=20.0)
    dense = learned(trainer, data)
    off = [np.abs(kept(trainer.model_copy(update={"k": k}), data) - dense).max() for k in (4, 12, 23)]
    assert off[0] > off[1] > off[2] > 0.0
    np.testing.assert_array_equal(learned(trainer.model_copy(update={"k": 24}), data), dense)


def test_every_law_holds_for_kept_weights(data: Dataset) -> None:
    check_scorer(TogetherTrainer(l2=20.0, k=6), data, np.random.default_rng(3), linear=True)
