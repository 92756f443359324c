"""Weights for the top of the list: the loss's gradient, the optimum, NDCG against the metrics' own, and the guard."""

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.evaluation.metrics import ndcg
from chatrec.scorers.ordering import Contest, chosen_weights, ordered, softmax_weights

QUESTIONS, CANDIDATES = 600, 40


def contest(weights: list[float], seed: int, noise: float = 1.0) -> Contest:
    """Three of the candidates by a planted sum, in noise, are relevant; a quarter of the places are empty."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(QUESTIONS, CANDIDATES, len(weights))) * np.geomspace(1.0, 30.0, len(weights))
    present = rng.random((QUESTIONS, CANDIDATES)) < 0.75
    truth = scores @ np.array(weights) + rng.gumbel(size=present.shape) * noise
    order = np.argsort(-np.where(present, truth, -np.inf), axis=1)
    relevant = np.zeros_like(present)
    np.put_along_axis(relevant, order[:, :3], np.True_, axis=1)
    return Contest(scores, present, relevant & present, np.full(QUESTIONS, 5))


def mean(values: FloatArray) -> float:
    return float(values.mean())


def test_ndcg_is_that_of_the_metrics() -> None:
    seen = contest([1.0, 0.5], seed=0)
    totals = np.where(seen.present, seen.scores @ [1.0, 0.2], -np.inf)
    top = np.argsort(-totals, axis=1)[:, :10]
    wanted = ndcg(np.take_along_axis(seen.relevant, top, axis=1).astype(float), seen.wanted)
    np.testing.assert_allclose(seen.ndcg(np.array([1.0, 0.2])), wanted, atol=1e-12)


def test_planted_proportions_come_back() -> None:
    found = softmax_weights(contest([1.0, 0.2, 0.1], seed=1))
    np.testing.assert_allclose(found[1:] / found[0], [0.2, 0.1], rtol=0.15)


def test_what_speaks_against_the_truth_or_never_varies_gets_nothing() -> None:
    seen = contest([1.0, -0.03], seed=2)
    constant = np.concatenate([seen.scores, np.full((QUESTIONS, CANDIDATES, 1), 0.1)], axis=2)
    found = softmax_weights(Contest(constant, seen.present, seen.relevant, seen.wanted))
    assert found[0] > 0.3
    assert found[1:].tolist() == [0.0, 0.0]


def test_no_small_step_from_the_softmax_optimum_lowers_its_loss() -> None:
    seen = contest([1.0, 0.1], seed=3)
    scale = seen.scores[seen.present].std(axis=0)

    def loss(weights: FloatArray) -> float:
        totals = seen.scores @ weights
        value = 0.0
        for row in range(QUESTIONS):
            rest = totals[row][seen.present[row] & ~seen.relevant[row]]
            found = totals[row][seen.relevant[row]]
            value += np.mean([np.log(np.exp(one) + np.exp(rest).sum()) - one for one in found])
        return value / QUESTIONS + 5e-4 * float(((weights * scale) ** 2).sum())

    best = softmax_weights(seen)
    for step in (0.02, -0.02):
        assert loss(best * [1 + step, 1.0]) > loss(best)
        assert loss(best * [1.0, 1 + step]) > loss(best)


def test_the_search_never_loses_what_the_softmax_found() -> None:
    seen = contest([1.0, 0.3, 0.0], seed=4, noise=3.0)
    assert mean(seen.ndcg(ordered(seen))) >= mean(seen.ndcg(softmax_weights(seen)))


def test_worth_is_what_a_scorer_adds_and_noise_adds_nothing() -> None:
    weights, worth = chosen_weights(contest([1.0, 0.1, 0.0], seed=5))
    assert weights[0] > 0
    assert worth[0] > worth[1] > 0.02
    assert abs(worth[2]) < 0.01


def test_one_scorer_leaves_nothing_to_choose() -> None:
    seen = contest([1.0], seed=9)
    weights, worth = chosen_weights(seen)
    assert weights.tolist() == [1.0]
    assert worth == pytest.approx([mean(seen.ndcg(np.ones(1)))])


def test_the_best_scorer_alone_beats_weights_that_do_not_carry_over() -> None:
    """One scorer says it all, and twenty of noise meet too few questions to be told apart from help."""
    rng = np.random.default_rng(6)
    seen = contest([1.0], seed=6, noise=0.05)
    noise = rng.normal(size=(QUESTIONS, CANDIDATES, 20))
    few = Contest(np.concatenate([seen.scores, noise], axis=2), seen.present, seen.relevant, seen.wanted)
    weights, _ = chosen_weights(few.where(np.arange(QUESTIONS) < 12))
    fresh = contest([1.0], seed=7, noise=0.05)
    noisy = Contest(np.concatenate([fresh.scores, noise], axis=2), fresh.present, fresh.relevant, fresh.wanted)
    assert mean(noisy.ndcg(weights)) > 0.95 * mean(fresh.ndcg(np.ones(1)))


def test_questions_that_nobody_can_answer_leave_every_scorer_its_unit() -> None:
    seen = contest([1.0, 1.0], seed=8)
    silent = Contest(seen.scores, seen.present, np.zeros_like(seen.relevant), np.zeros(QUESTIONS, np.int64))
    weights, worth = chosen_weights(silent)
    assert weights.tolist() == [1.0, 1.0]
    assert worth == pytest.approx([0.0, 0.0])
