"""The closed forms of the rating factors against loops, least squares and samples."""

import numpy as np
import pytest
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.scorers.posterior import Belief, RatingMatrix, Regression, believed, spread_of


def some_ratings(rng: np.random.Generator, rows: int, columns: int) -> tuple[RatingMatrix, FloatArray]:
    """Half of a matrix, and all of it with NaN where there is no rating."""
    whole = np.where(rng.random((rows, columns)) < 0.5, rng.normal(size=(rows, columns)), np.nan)
    places = np.nonzero(~np.isnan(whole))
    return RatingMatrix.of(whole[places], places, whole.shape), whole


def some_belief(rng: np.random.Generator, rows: int, size: int, *, sure: bool = False) -> Belief:
    roots = rng.normal(scale=0.0 if sure else 0.3, size=(rows, size, size))
    return Belief(rng.normal(size=(rows, size)), roots @ roots.transpose(0, 2, 1))


def test_a_row_is_the_ridge_that_least_squares_finds() -> None:
    """Where the other side is known for sure, minimise |r - b - Xw|²/noise + |(w - expected)/sqrt(spread)|²."""
    rng = np.random.default_rng(0)
    ratings, whole = some_ratings(rng, 6, 9)
    other, expected = some_belief(rng, 9, 4, sure=True), rng.normal(size=(6, 4))
    spread, noise = np.array([0.5, 1.0, 2.0, 3.0]), 0.7
    found, _ = believed(ratings, other, expected, spread, noise)
    for row in range(6):
        seen = ~np.isnan(whole[row])
        x = np.column_stack([np.ones(seen.sum()), other.means[seen, 1:]])
        design = np.vstack([x / np.sqrt(noise), np.diag(spread**-0.5)])
        wanted = np.concatenate(
            [(whole[row, seen] - other.means[seen, 0]) / np.sqrt(noise), expected[row] / np.sqrt(spread)]
        )
        np.testing.assert_allclose(found.means[row], np.linalg.lstsq(design, wanted)[0], atol=1e-10)
        np.testing.assert_allclose(found.covariances[row], np.linalg.inv(design.T @ design), atol=1e-10)


def test_offsets_alone_end_at_the_joint_ridge_of_users_and_items() -> None:
    """Alternating with certain offsets minimises |r - a_u - b_i|² + noise·(|a|²/s + |b|²/t): one set of normal equations."""
    rng = np.random.default_rng(1)
    ratings, whole = some_ratings(rng, 7, 5)
    flipped = RatingMatrix.of(whole[~np.isnan(whole)], np.nonzero(~np.isnan(whole))[::-1], (5, 7))
    items, users = Belief(np.zeros((5, 1)), np.zeros((5, 1, 1))), Belief(np.zeros((7, 1)), np.zeros((7, 1, 1)))
    for _ in range(200):
        users = Belief(believed(ratings, items, np.zeros((7, 1)), np.array([0.4]), 0.9)[0].means, users.covariances)
        items = Belief(believed(flipped, users, np.zeros((5, 1)), np.array([0.2]), 0.9)[0].means, items.covariances)
    rows, columns = np.nonzero(~np.isnan(whole))
    design = np.hstack([np.eye(7)[rows], np.eye(5)[columns]])
    penalty = np.diag(np.repeat([0.9 / 0.4, 0.9 / 0.2], [7, 5]))
    joint = np.linalg.solve(design.T @ design + penalty, design.T @ whole[rows, columns])
    np.testing.assert_allclose(np.concatenate([users.means[:, 0], items.means[:, 0]]), joint, atol=1e-10)


def test_expected_errors_are_those_of_samples() -> None:
    """Both sides drawn from what is believed of them, 40,000 times."""
    rng = np.random.default_rng(2)
    ratings, whole = some_ratings(rng, 4, 5)
    other = some_belief(rng, 5, 3)
    found, errors = believed(ratings, other, rng.normal(size=(4, 3)), np.ones(3), 0.5)
    users, items = (
        np.stack(
            [rng.multivariate_normal(mean, cov, 40_000) for mean, cov in zip(side.means, side.covariances, strict=True)]
        )
        for side in (found, other)
    )
    drawn = [
        (whole[u, i] - users[u, :, 0] - items[i, :, 0] - (users[u, :, 1:] * items[i, :, 1:]).sum(axis=1)) ** 2
        for u, i in zip(*np.nonzero(~np.isnan(whole)), strict=True)
    ]
    assert errors == pytest.approx(float(np.sum(np.mean(drawn, axis=1))), rel=0.02)


@pytest.mark.parametrize("shape", [(8, 5), (5, 8)])
def test_regression_is_ridge_on_either_side(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(3)
    features, rows = rng.normal(size=shape), rng.normal(size=(shape[0], 3))
    regression = Regression(sparse.csr_array(features), 0.6)
    stacked = np.vstack([features, np.sqrt(0.6) * np.eye(shape[1])])
    wanted = np.linalg.lstsq(stacked, np.vstack([rows, np.zeros((shape[1], 3))]))[0]
    np.testing.assert_allclose(regression.weights(rows), wanted, atol=1e-10)
    np.testing.assert_allclose(regression.fitted(rows), features @ wanted, atol=1e-10)


def test_spread_counts_distance_and_uncertainty() -> None:
    rows = Belief(np.array([[1.0, 0.0], [3.0, 0.0]]), np.array([np.diag([0.5, 0.0]), np.diag([1.5, 0.0])]))
    np.testing.assert_allclose(spread_of(rows, np.ones((2, 2)) * [1.0, 0.0]), [(0 + 4) / 2 + 1.0, 1e-9])
