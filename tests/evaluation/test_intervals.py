"""Do 95 % intervals hold the truth 95 % of the time? A seeded simulation."""

import numpy as np
import pytest

from chatrec.evaluation import bootstrap


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    """400 studies of 60 users each, whose true mean precision is 0.3; 95 % +- 2 cover it.

    Two standard errors of a share of .95 over 400 studies are .022.
    """
    rng = np.random.default_rng(0)
    found = [bootstrap(rng.binomial(10, 0.3, (60, 1)) / 10, rng, draws=600)[0] for _ in range(400)]
    covered = np.mean([estimate.low <= 0.3 <= estimate.high for estimate in found])
    assert 0.93 <= covered <= 0.97


def test_the_interval_is_that_of_the_normal_approximation_where_that_is_good() -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(size=(2000, 1))
    estimate = bootstrap(values, rng)[0]
    half = 1.96 * values.std() / np.sqrt(2000)
    assert estimate.mean == values.mean()
    assert estimate.low == pytest.approx(values.mean() - half, abs=0.15 * half)
    assert estimate.high == pytest.approx(values.mean() + half, abs=0.15 * half)
    assert estimate.n == 2000


def test_columns_share_their_draws() -> None:
    """So a metric that is always a tenth higher is a tenth higher in its interval, too."""
    values = np.random.default_rng(2).random((50, 1))
    one, other = bootstrap(np.hstack([values, values + 0.1]), np.random.default_rng(3))
    assert other.low - one.low == pytest.approx(0.1, abs=1e-12)
    assert other.high - one.high == pytest.approx(0.1, abs=1e-12)


def test_users_who_agree_leave_no_doubt_and_one_user_is_no_study() -> None:
    assert bootstrap(np.full((7, 1), 0.25), np.random.default_rng(0)) == [(0.25, 0.25, 0.25, 7)]
    assert bootstrap(np.array([[0.5]]), np.random.default_rng(0)) == [(0.5, 0.5, 0.5, 1)]


@pytest.mark.parametrize("draws", [1, 99, 100, 250])
def test_any_number_of_draws(draws: int) -> None:
    values = np.arange(10.0)[:, None]
    estimate = bootstrap(values, np.random.default_rng(0), draws=draws)[0]
    assert 0.0 <= estimate.low <= estimate.high <= 9.0


def test_users_without_a_value_are_left_out_of_their_column() -> None:
    """The gaps change nothing about the other column, and the rest is as if those users had never been there."""
    values = np.random.default_rng(4).normal(1.0, 0.5, (400, 2))
    gap = values.copy()
    gap[::4, 1] = np.nan
    whole, holed = bootstrap(values, np.random.default_rng(5)), bootstrap(gap, np.random.default_rng(5))
    alone = bootstrap(gap[~np.isnan(gap[:, 1]), 1:], np.random.default_rng(6))[0]
    assert holed[0] == whole[0]
    assert (holed[1].mean, holed[1].n) == (pytest.approx(alone.mean), 300)
    assert holed[1].high - holed[1].low == pytest.approx(alone.high - alone.low, rel=0.15)


def test_a_column_without_any_value_says_nothing_and_one_value_leaves_no_doubt() -> None:
    values = np.full((9, 2), np.nan)
    values[3, 1] = 0.5  # a resample misses it four times in ten
    none, one = bootstrap(values, np.random.default_rng(0))
    assert np.isnan(none[:3]).all()
    assert none.n == 0
    assert one == (0.5, 0.5, 0.5, 1)
