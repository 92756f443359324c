"""Ratios over dialogues against hand computations."""

import numpy as np
import pytest

from chatrec.evaluation.ratios import Ratio


def test_micro_f1_counts_over_all_dialogues() -> None:
    ratio = Ratio()
    ratio.f1("a", {"x", "y"}, {"x"})
    ratio.f1("b", {"z"}, {"z", "w"})
    ratio.f1("b", set(), {"v"})
    estimate = ratio.estimate(np.random.default_rng(0))
    assert estimate.mean == pytest.approx(2 * 2 / (3 + 4))
    assert estimate.n == 2
    assert estimate.low == pytest.approx(2 / 4)  # of dialogue b alone
    assert estimate.high == pytest.approx(2 / 3)  # of dialogue a alone


def test_macro_f1_is_the_mean_over_classes() -> None:
    ratio = Ratio()
    ratio.f1_by_class("a", {"x"}, {"x"})
    ratio.f1_by_class("b", {"x"}, {"y"})
    assert ratio.estimate(np.random.default_rng(0)).mean == pytest.approx((2 / 3 + 0) / 2)


def test_nothing_counted_is_no_estimate() -> None:
    ratio = Ratio()
    assert ratio.estimate(np.random.default_rng(0)).n == 0
    ratio.f1("a", (), ())
    assert ratio.estimate(np.random.default_rng(0)).n == 0
