"""A language model beside the classical stages: one that knows is heard, one that does not gets weight 0."""

import json
import re

import numpy as np
import pytest
from tests.llm.oracles import Liking, Oracle

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import InputError
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset
from chatrec.data import dataset_of
from chatrec.domains import domain
from chatrec.evaluation.chat_rec import ALONE, BOTH, CLASSICAL, LISTS, SHORT, ChatRec, Stages, published_lines
from chatrec.evaluation.guessing import Guessed, learned_share
from chatrec.evaluation.narrowing import Judged, Weighed, bucket_of, learned_weight
from chatrec.llm.judging import Judge
from chatrec.llm.stars import StarGuesser
from chatrec.llm.telling import Profiles
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.ratings import RatingsTrainer

KINDS = ("Comedy", "War")
SCALE = (1.0, 5.0)


@pytest.fixture(scope="module")
def behaviour() -> tuple[Dataset, Dataset]:
    """60 people, each of whom rates 24 of the 60 films of one kind, five stars mostly; popularity knows no tastes."""
    items = [
        Item(id=ItemId(f"i{at}"), title=f"Film {at}", labels={"genre": (KINDS[at % 2],)}, numbers={})
        for at in range(120)
    ]
    rng = np.random.default_rng(3)
    users, chosen = [], []
    for user in range(60):
        users += [UserId(f"u{user}")] * 24
        chosen += [items[row].id for row in 2 * rng.choice(60, 24, replace=False) + user % 2]
    stars = rng.choice([1.0, 0.5, -0.5], len(users))
    catalogue, times = Catalogue(items), np.arange(len(users), dtype=np.float64)
    whole = dataset_of(catalogue, users, chosen, np.ones(len(users)), times)
    return whole, dataset_of(catalogue, users, chosen, stars, times)


def measured(behaviour: tuple[Dataset, Dataset], liking: Liking, *, users: int = 24, **more: object):
    data, graded = behaviour
    oracle = Oracle(liking, **more)
    films = domain("movies")
    stages = Stages(
        ranker=PopularityTrainer(),
        rater=RatingsTrainer(factors=2, rounds=3),
        judge=Judge(oracle, Profiles(data.catalogue, films), timeout_s=1.0),
        guess=StarGuesser(oracle, data.catalogue, films, scale=SCALE, timeout_s=1.0),
    )
    return ChatRec(data=data, graded=graded, scale=SCALE, name="made up", users=users).run(stages)


def same_kind(told: str, letter: str, line: str) -> float:  # noqa: ARG001 - a Liking
    """What somebody would answer who knows which films are of which kind."""
    known = re.search(r"Film (\d+)", told)
    return 4.0 * (known is not None and KINDS[int(known[1]) % 2] in line)


def test_a_model_that_knows_tastes_is_heard(behaviour) -> None:
    report = measured(behaviour, same_kind)
    weights = [float(weight) for weight in str(report.settings["weight after 1-4, 5-19, 20+"]).split(", ")]
    assert max(weights) > 0
    found = report.models
    assert found[BOTH]["ndcg@5"].mean > found[CLASSICAL]["ndcg@5"].mean
    assert report.paired.models[BOTH]["ndcg@5"].estimate.mean > 0
    assert set(LISTS) | set(SHORT) | {"rmse", "mae"} <= set(found[ALONE])
    assert json.loads(report.json())["models"][BOTH]["precision@5"]["n"] == 24
    assert report.settings["questions"] == f"{24 * 6}, 0 without an answer"


def test_a_model_that_loves_letters_gets_no_weight_and_changes_nothing(behaviour) -> None:
    report = measured(behaviour, lambda told, letter, line: -0.1 * ord(letter), stars=1.0)  # noqa: ARG005 - a Liking
    assert report.settings["weight after 1-4, 5-19, 20+"] == "0, 0, 0"
    assert report.settings["weight of its stars"] == 0.0
    assert report.models[BOTH]["ndcg@5"].mean == report.models[CLASSICAL]["ndcg@5"].mean
    assert report.models[BOTH]["rmse"].mean == report.models[CLASSICAL]["rmse"].mean
    assert report.models[ALONE]["rmse"].mean > report.models[CLASSICAL]["rmse"].mean


def test_a_model_that_never_answers_leaves_nothing_to_compare(behaviour) -> None:
    report = measured(behaviour, same_kind, users=3, fails=10_000)
    assert report.settings["questions"] == "6, 6 without an answer"  # hopeless: no more are asked
    assert report.paired is None
    assert report.models == {CLASSICAL: {}, ALONE: {}, BOTH: {}}


def test_nobody_to_test_is_refused(behaviour) -> None:
    with pytest.raises(InputError, match="--users 0 tests nobody"):
        measured(behaviour, same_kind, users=0)


def test_a_weight_is_what_ranks_best_and_zero_where_it_is_not_sure() -> None:
    scores = np.linspace(1.0, 0.0, 20)
    at_the_end = np.arange(20) >= 15
    knowing = [Judged(scores, np.where(at_the_end, 0.0, -3.0), at_the_end, 5, 20)] * 4
    found = learned_weight(knowing)
    assert found.weight > 0
    assert found.alone == 0.0
    assert found.gain == pytest.approx((1.0, 1.0, 1.0, 4))
    level = [one._replace(scores=np.full(20, 0.5)) for one in knowing]
    assert learned_weight(level).weight > 0.01  # in log-odds: there is no spread of scores to go by
    silent = [Judged(scores, np.zeros(20), at_the_end, 5, 20)] * 4
    assert learned_weight(silent) == Weighed(questions=4)
    assert learned_weight([]) == Weighed()
    misled = [Judged(scores, np.where(at_the_end, -3.0, 0.0), at_the_end, 5, 20)] * 4
    lost = learned_weight(misled)
    assert (lost.weight, lost.questions) == (0.0, 4)
    assert lost.gain.mean <= 0
    assert [bucket_of(known) for known in (0, 1, 4, 5, 19, 20, 500)] == [0, 1, 1, 5, 5, 20, 20]


def test_the_share_of_the_stars_is_the_least_squares_one() -> None:
    rng = np.random.default_rng(0)
    predicted, noise = rng.uniform(1, 5, 200), rng.normal(0, 0.1, 200)
    guesses = predicted + rng.normal(0, 1, 200)
    found = Guessed(np.arange(200), predicted + 0.25 * (guesses - predicted) + noise, predicted, guesses)
    assert learned_share(found) == pytest.approx(0.25, abs=0.02)
    assert learned_share(found._replace(stars=predicted)) == 0.0
    assert learned_share(found._replace(guesses=predicted)) == 0.0


def test_the_published_figures_stand_below() -> None:
    assert any("0.3802" in line for line in published_lines())
