"""Calibration: planted weights come back, useless scores get none, and the solution is the optimum."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit

from chatrec.core.arrays import FloatArray
from chatrec.scorers.calibration import calibrated, hardest

L2 = 1e-3


def responses_of(scores: FloatArray, weights: list[float], base: float, rng: np.random.Generator) -> FloatArray:
    return (rng.random(len(scores)) < expit(scores @ np.array(weights) + base)).astype(np.float64)


def loss(parameters: FloatArray, scores: FloatArray, responses: FloatArray) -> float:
    """The objective in the scores' own units: the penalty is on the weights of scores with unit spread."""
    logits = scores @ parameters[:-1] + parameters[-1]
    penalty = L2 / 2 * float(((parameters[:-1] * scores.std(axis=0)) ** 2).sum())
    return float((np.logaddexp(0, logits) - responses * logits).mean()) + penalty


def test_planted_weights_come_back() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(200_000, 3)) * [1.0, 0.1, 30.0]
    found = calibrated(scores, responses_of(scores, [1.5, 8.0, 0.02], -1.0, rng))
    np.testing.assert_allclose(found.weights, [1.5, 8.0, 0.02], rtol=0.05)
    assert found.base == pytest.approx(-1.0, abs=0.05)


def test_a_score_that_speaks_against_the_truth_gets_nothing_and_noise_little() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(50_000, 3))
    responses = responses_of(scores[:, :2], [1.0, -2.0], 0.0, rng)
    found = calibrated(scores, responses)
    assert found.weights[1] == 0.0
    assert 0.0 <= found.weights[2] < 0.03
    assert found.weights[0] > 0.4


@pytest.mark.parametrize("constant", [0.0, 0.1, -3e7])
def test_a_score_that_never_varies_gets_weight_zero(constant: float) -> None:
    """0.1 repeated a thousand times has, by rounding, a standard deviation of 1e-17."""
    rng = np.random.default_rng(2)
    varying = rng.normal(size=1000)
    found = calibrated(np.column_stack([np.full(1000, constant), varying]), (varying > 0).astype(np.float64))
    assert found.weights[0] == 0.0
    assert found.weights[1] > 0.0


def test_at_the_solution_the_gradient_is_zero_or_presses_against_a_bound() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(3000, 3))
    responses = responses_of(scores, [0.8, -0.5, 0.1], -0.3, rng)
    found = calibrated(scores, responses)
    at, step = np.append(found.weights, found.base), 1e-5
    for k in range(4):
        move = np.eye(4)[k] * step
        slope = (loss(at + move, scores, responses) - loss(at - move, scores, responses)) / (2 * step)
        if k < 3 and at[k] == 0.0:
            assert slope > 0
        else:
            assert abs(slope) < 1e-4


def test_the_solution_is_the_one_that_another_method_finds_from_another_start() -> None:
    rng = np.random.default_rng(4)
    scores = rng.normal(size=(2000, 2))
    responses = responses_of(scores, [0.7, 0.3], 0.5, rng)
    found = calibrated(scores, responses)
    other = minimize(loss, [5.0, 0.0, -4.0], (scores, responses), method="Nelder-Mead", options={"xatol": 1e-6})
    np.testing.assert_allclose(np.append(found.weights, found.base), other.x, atol=1e-3)


@pytest.mark.parametrize("answer", [0.0, 1.0])
def test_responses_that_all_agree_give_a_finite_base(answer: float) -> None:
    found = calibrated(np.random.default_rng(5).normal(size=(100, 2)), np.full(100, answer))
    assert np.isfinite(found.weights).all()
    assert (found.base > 0) == (answer == 1.0)


def test_no_responses_leave_the_scores_as_they_are() -> None:
    found = calibrated(np.zeros((0, 3)), np.zeros(0))
    assert found.weights.tolist() == [1.0, 1.0, 1.0]
    assert found.base == 0.0


def test_the_hardest_items_are_the_best_allowed_of_each_scorer() -> None:
    scores = np.array([[[9.0, 0.0], [5.0, 1.0], [4.0, 2.0], [3.0, 7.0]]])
    allowed = np.array([[False, True, True, True]])
    assert hardest(scores, allowed, most=1).tolist() == [[False, True, False, True]]
    assert hardest(scores, allowed, most=9).tolist() == allowed.tolist()
