"""Decayed popularity by hand: what ages, what fades, and what has no date."""

import numpy as np
import pytest

from chatrec.core.attribution import Kind, Term
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Context, Query
from chatrec.scorers.recency import BINS, DAY_S, Recency, RecencyTrainer
from chatrec.testing import synthetic_dataset

NOW = 1_700_000_000.0
RNG = np.random.default_rng(0)


def behaviour(days_ago: list[float], users: list[int], items: list[int], weights: list[float]) -> Dataset:
    rows = Interactions(
        users=np.array(users),
        items=np.array(items),
        weights=np.array(weights),
        times=NOW - DAY_S * np.array(days_ago),
        n_users=max(users) + 1,
        n_items=3,
    )
    return synthetic_dataset(np.random.default_rng(0), users=len(set(users)), items=3).with_interactions(rows)


# Item 0 was chosen twice, 20 days ago; item 1 once, today; of item 2 somebody had a middling opinion 10 days ago.
DATA = behaviour([20, 20, 0, 10], [0, 1, 1, 2], [0, 0, 1, 2], [1.0, 1.0, 1.0, 0.0])


def fitted(data: Dataset, half_life_days: float = 10.0, smoothing: float = 0.5) -> Recency:
    return RecencyTrainer(half_life_days=half_life_days, smoothing=smoothing).fit(data, RNG)


def test_a_half_life_halves_and_a_user_is_as_old_as_their_last_choice() -> None:
    """c = (2/4, 1, 1/4): two half-lives, none, and half a choice one half-life ago; users 1/4 + 1 + 1/2."""
    chosen, users = np.array([0.5, 1.0, 0.25]), 1.75
    odds = np.log((chosen + 0.5) / (users - chosen + 0.5))
    np.testing.assert_allclose(fitted(DATA).score_batch([Query()])[0], odds - odds.mean(), atol=1e-12)


def test_a_very_long_half_life_is_popularity_among_the_dated() -> None:
    chosen, users = np.array([2.0, 1.0, 0.5]), 3.0
    odds = np.log((chosen + 0.5) / (users - chosen + 0.5))
    scores = fitted(DATA, half_life_days=36_500).score_batch([Query()])[0]
    np.testing.assert_allclose(scores, odds - odds.mean(), atol=1e-12)


@pytest.mark.parametrize("half_life_days", [0.5, 3.0, 30.0])
def test_ages_are_off_by_no_more_than_a_bin(half_life_days: float) -> None:
    """Against the exact sum: each weight 2^-age lies within 2^(1/8) of the counted one, so each sum does too."""
    data = synthetic_dataset(np.random.default_rng(4))
    rows, half_life_s = data.interactions, half_life_days * DAY_S
    exact = np.zeros(rows.n_items)
    np.add.at(exact, rows.items, (1 + rows.weights) / 2 * 2.0 ** ((rows.times - rows.times.max()) / half_life_s))
    counted = fitted(data, half_life_days).arrays()["chosen"]
    chosen = exact > 1e-300
    assert np.abs(np.log2(counted[chosen] / exact[chosen])).max() < 1 / BINS + 0.02


def test_trends_fade_when_nothing_new_comes() -> None:
    scorer = fitted(DATA)
    spreads = [
        np.ptp(scorer.score_batch([Query(context=Context(at=NOW + days * DAY_S))])) for days in (0, 10, 100, 10_000)
    ]
    assert spreads[0] > spreads[1] > spreads[2] > spreads[3]
    assert spreads[3] < 1e-6


def test_the_time_of_the_question_counts_and_the_past_has_no_other_trends() -> None:
    """Ten days on, all that was counted is worth half."""
    scorer = fitted(DATA)
    newest = scorer.arrays()["clock"][1]
    then, before, unknown = scorer.score_batch(
        [Query(context=Context(at=at)) for at in (newest + 10 * DAY_S, newest - 50 * DAY_S, 0.0)]
    )
    chosen, users = np.array([0.25, 0.5, 0.125]), 0.875
    odds = np.log((chosen + 0.5) / (users - chosen + 0.5))
    np.testing.assert_allclose(then, odds - odds.mean(), atol=1e-12)
    np.testing.assert_array_equal(before, unknown)


def test_one_prior_term_for_everybody() -> None:
    answer = fitted(DATA).attribute(Query(), Candidates(np.array([0, 1])))
    assert answer.terms == (Term("recency", Kind.PRIOR, "trending"),)
    assert answer.scores[1] > answer.scores[0]


@pytest.mark.parametrize("days_ago", [[0.0, 0.0], [NOW / DAY_S, NOW / DAY_S - 1]])
def test_without_dates_there_are_no_trends(days_ago: list[float]) -> None:
    """Times that are 0 or small whole numbers tell an order at most; beside dated rows they count nothing."""
    data = behaviour(days_ago, [0, 1], [0, 0], [1.0, 1.0])
    times = data.interactions.times
    scores = fitted(data).score_batch([Query()])[0]
    assert scores.any() == (times > DAY_S * 365).any()


def test_dates_beyond_the_last_bin_count_as_the_last() -> None:
    far = behaviour([-40_000, -90_000], [0, 1], [0, 1], [1.0, 1.0])
    scores = fitted(far).score_batch([Query()])[0]
    assert scores[0] == scores[1] > scores[2]
