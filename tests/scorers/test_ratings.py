"""The rating predictor: a sum over what somebody rated, equal to what was trained, and better the more it may use."""

from functools import lru_cache

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Kind
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.posterior import Belief, RatingMatrix, believed
from chatrec.scorers.ratings import RatingPredictor, RatingsTrainer, who_rated_what
from chatrec.testing import synthetic_dataset

USERS, ITEMS = 150, 60


def planted() -> tuple[Dataset, Interactions, FloatArray]:
    """Ratings a + b + p·q of two tastes and noise .1, on three tenths of all pairs: (training, test, the truth)."""
    rng = np.random.default_rng(5)
    tastes = rng.normal(scale=0.4, size=(USERS, 2)) @ rng.normal(scale=0.8, size=(2, ITEMS))
    truth = 0.1 + rng.normal(scale=0.1, size=(USERS, 1)) + rng.normal(scale=0.1, size=ITEMS) + tastes
    return rated(rng, truth, np.full(truth.shape, 0.3), noise=0.1)


def clubs() -> tuple[Dataset, Interactions, FloatArray]:
    """Two clubs that each like one half of the items, rate those twice as often, and are so inexact (.5) that what they rated
    tells more than how.
    """
    rng = np.random.default_rng(5)
    match = rng.integers(0, 2, USERS)[:, None] == np.arange(ITEMS) % 2
    truth = np.where(match, 0.4, -0.4) + rng.normal(scale=0.1, size=ITEMS)
    return rated(rng, truth, np.where(match, 0.2, 0.1), noise=0.5)


def rated(
    rng: np.random.Generator, truth: FloatArray, chance: FloatArray, *, noise: float
) -> tuple[Dataset, Interactions, FloatArray]:
    users, items = np.nonzero(rng.random(truth.shape) < chance)
    weights = truth[users, items] + rng.normal(scale=noise, size=len(users))
    rows = Interactions(users, items, weights, np.zeros(len(users)), USERS, ITEMS)
    test = rng.random(len(rows)) < 0.2
    data = synthetic_dataset(rng, users=USERS, items=ITEMS)
    return data.with_interactions(rows.where(~test)), rows.where(test), truth


def rmse(predicted: FloatArray, test: Interactions) -> float:
    return float(np.sqrt(np.mean((predicted[test.users, test.items] - test.weights) ** 2)))


def predictions(scorer: RatingPredictor, data: Dataset) -> FloatArray:
    return scorer.score_batch([Query(history=history) for history in data.interactions.histories()])


@lru_cache
def fitted(factors: int = 2) -> RatingPredictor:
    return RatingsTrainer(factors=factors, rounds=20).fit(planted()[0], np.random.default_rng(0))


def test_a_user_is_what_training_believes_of_them() -> None:
    """The sum over the history equals the posterior mean of the user's row, computed for all users at once."""
    data, _, _ = planted()
    scorer = fitted()
    learned, rows = scorer.arrays(), data.interactions
    shape = (USERS, ITEMS)
    items = Belief(learned["items"], learned["covariances"])
    ratings = RatingMatrix.of(rows.weights - learned["mean"], (rows.users, rows.items), shape)
    expected = who_rated_what(rows.users, rows.items, shape) @ learned["implied"]
    users, _ = believed(ratings, items, expected, learned["spread"], float(learned["noise"]))
    known = learned["mean"] + users.means @ items.design().T + items.means[:, 0]
    np.testing.assert_allclose(predictions(scorer, data), known, atol=1e-9)


def test_every_rated_item_has_its_say_and_strangers_get_mean_and_offset() -> None:
    data, _, _ = planted()
    scorer, catalogue = fitted(), data.catalogue
    query = Query(history=(Interaction(3, 1.0), Interaction(7, -1.0)))
    found = scorer.attribute(query, Candidates(np.array([5, 9])))
    assert [(term.kind, term.ref) for term in found.terms] == [
        (Kind.PRIOR, "base"),
        (Kind.PRIOR, "item"),
        (Kind.HISTORY, f"item:{catalogue[3].id}"),
        (Kind.HISTORY, f"item:{catalogue[7].id}"),
    ]
    stranger = scorer.attribute(Query(), Candidates(np.array([5, 9])))
    np.testing.assert_array_equal(stranger.values, found.values[:, :2])
    np.testing.assert_allclose(stranger.values[:, 0], data.interactions.weights.mean())


def test_evidence_is_linear_in_the_ratings_of_the_same_items() -> None:
    """Twice the change of one rating changes that item's evidence twice as much, and no other item's."""
    scorer, candidates = fitted(), Candidates(np.arange(ITEMS))
    low, middle, high = (
        scorer.attribute(Query(history=(Interaction(3, weight), Interaction(7, 0.5))), candidates).values
        for weight in (-1.0, 0.0, 1.0)
    )
    np.testing.assert_allclose(high - middle, middle - low, atol=1e-12)
    np.testing.assert_allclose(high[:, 3], low[:, 3], atol=1e-12)
    assert np.abs(high - low)[:, 2].max() > 0.01


def test_tastes_are_found_and_noise_is_told_apart() -> None:
    data, test, truth = planted()
    scorer = fitted()
    error = rmse(predictions(scorer, data), test)
    assert 0.1 < error < 0.16  # the noise is .1; offsets alone leave the tastes, .45
    assert rmse(predictions(fitted(factors=0), data), test) > 0.3
    assert float(scorer.arrays()["noise"]) == pytest.approx(0.01, rel=0.3)
    assert np.std(truth - predictions(scorer, data)) < 0.15


def test_who_rated_what_tells_tastes_where_people_rate_what_they_like() -> None:
    data, _, truth = clubs()
    hearing = RatingsTrainer(factors=2, rounds=20).fit(data, np.random.default_rng(0))
    deaf = RatingsTrainer(factors=2, rounds=20, users_l2=1e9, items_l2=1e9).fit(data, np.random.default_rng(0))
    assert np.abs(deaf.arrays()["implied"]).max() < 1e-6
    off, missed = (np.std(truth - predictions(scorer, data)) for scorer in (hearing, deaf))
    assert off < 0.85 * missed


@pytest.mark.parametrize("weights", [(), (0.5, 0.5, 0.5)])
def test_nothing_to_learn_is_learned_as_that(weights: tuple[float, ...]) -> None:
    """No ratings, or ratings that are all equal: the mean is what is expected of everything."""
    data = synthetic_dataset(np.random.default_rng(0), users=3, items=4)
    n = len(weights)
    rows = Interactions(np.arange(n), np.arange(n), np.array(weights, np.float64), np.zeros(n), 3, 4)
    scorer = RatingsTrainer(factors=2).fit(data.with_interactions(rows), np.random.default_rng(0))
    expected = 0.5 if weights else 0.0
    np.testing.assert_allclose(scorer.score_batch([Query(), Query(history=rows.histories()[0])]), expected, atol=1e-6)


def test_the_limit_is_told() -> None:
    assert RatingsTrainer().most_items == 30_000
