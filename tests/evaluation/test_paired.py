"""Paired tests against enumeration, SciPy and simulations with a known truth."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from chatrec.evaluation.paired import holm, permutation_p


def test_p_agrees_with_all_sign_patterns() -> None:
    """Eight users have 256 patterns; 10,000 draws of them are within four standard errors of the exact share."""
    differences = np.array([0.5, -0.1, 0.3, 0.2, 0.0, 0.4, -0.2, 0.1])
    signs = np.array(list(product((-1, 1), repeat=8)))
    exact = np.mean(np.abs(signs @ differences) >= abs(differences.sum()) - 1e-12)
    found = permutation_p(differences[:, None], np.random.default_rng(0))[0]
    assert found == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 10_000))


def test_p_agrees_with_scipy() -> None:
    differences = np.random.default_rng(1).normal(0.15, 1.0, 120)
    wanted = stats.permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=9999, rng=np.random.default_rng(2)
    ).pvalue
    found = permutation_p(differences[:, None], np.random.default_rng(3))[0]
    assert found == pytest.approx(wanted, abs=0.02)


def test_a_difference_that_is_none_is_no_surprise_and_nan_is_none() -> None:
    columns = np.column_stack([np.zeros(50), np.full(50, np.nan), np.ones(50)])
    found = permutation_p(columns, np.random.default_rng(0), draws=500)
    assert found[:2].tolist() == [1.0, 1.0]
    assert found[2] == pytest.approx(1 / 501)


def test_users_without_a_value_change_nothing() -> None:
    """The other users' coins are the same, so only what those users add can differ, and they add nothing."""
    values = np.random.default_rng(0).normal(0.1, 1, 64)
    gap = np.where(np.arange(64) % 4 == 0, np.nan, values)
    zero = np.nan_to_num(gap)
    one = permutation_p(gap[:, None], np.random.default_rng(5))
    assert one == permutation_p(zero[:, None], np.random.default_rng(5))


def test_of_no_difference_one_in_twenty_is_called_one() -> None:
    """200 columns of noise over 40 users: the share below .05 is within four standard errors of .05."""
    rng = np.random.default_rng(0)
    found = permutation_p(rng.normal(0, 1, (40, 200)), rng, draws=2000)
    assert np.mean(found < 0.05) == pytest.approx(0.05, abs=4 * np.sqrt(0.05 * 0.95 / 200))


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_lowers_keeps_the_order_and_is_no_harsher_than_bonferroni(ps: list[float]) -> None:
    found = holm(ps)
    assert all(p <= adjusted <= min(1.0, len(ps) * p) for p, adjusted in zip(ps, found, strict=True))
    assert np.array_equal(np.argsort(ps, kind="stable"), np.lexsort((ps, found)))
