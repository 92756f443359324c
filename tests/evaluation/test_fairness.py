"""Groups by activity and the gap between them."""

import numpy as np
import pytest

from chatrec.evaluation.fairness import activity_groups, gaps


def test_thirds_keep_users_of_equal_activity_together() -> None:
    groups = activity_groups(np.array([1.0, 1, 1, 5, 6, 7, 20, 30, 40]))
    assert {name: rows.tolist() for name, rows in groups.items()} == {
        "least_active": [0, 1, 2],
        "middle": [3, 4, 5],
        "most_active": [6, 7, 8],
    }


def test_equally_active_users_have_no_groups_and_two_kinds_have_no_middle() -> None:
    assert activity_groups(np.full(9, 4.0)) == {}
    assert activity_groups(np.array([1.0, 9, 9, 9, 9])) == {}  # more than two thirds reach the top
    assert list(activity_groups(np.array([1.0, 1, 1, 9, 9]))) == ["least_active", "most_active"]


def test_the_gap_is_the_difference_of_means_and_its_interval_covers_the_truth() -> None:
    """300 users a group around .2 and .5 with deviation .1: the gap's standard error is .1·√(2/300)."""
    rng = np.random.default_rng(0)
    values = np.concatenate([rng.normal(0.2, 0.1, 300), rng.normal(0.5, 0.1, 300)])[:, None]
    groups = {"least_active": np.arange(300), "most_active": np.arange(300, 600)}
    (gap,) = gaps(values, groups, np.random.default_rng(1))
    error = 0.1 * np.sqrt(2 / 300)
    assert gap.difference.mean == pytest.approx(values[300:].mean() - values[:300].mean())
    assert gap.difference.low < 0.3 < gap.difference.high
    assert gap.difference.high - gap.difference.low == pytest.approx(2 * 1.96 * error, rel=0.15)
    assert gap.groups["least_active"].mean == pytest.approx(values[:300].mean())
    assert gap.difference.n == 600
