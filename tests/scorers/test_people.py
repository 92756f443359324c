"""User-user neighbours against the formula in dense matrices and by hand."""

import numpy as np
import pytest

from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.matrix import choices
from chatrec.scorers.people import PeopleTrainer
from chatrec.testing import synthetic_dataset

ITEMS = 25


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(1), users=80, items=ITEMS)


@pytest.mark.parametrize(("k", "power", "rarity"), [(1, 1.0, 0.0), (7, 3.0, 0.2), (500, 2.0, 1.0)])
def test_equals_the_formula_in_dense_matrices(k: int, power: float, rarity: float, data: Dataset) -> None:
    chosen = choices(data.interactions).toarray()
    weights = np.zeros(ITEMS)
    history = (Interaction(4, 1.0), Interaction(11, 0.25), Interaction(0, -0.5), Interaction(20, 0.75))
    for past in history:
        weights[past.item] = past.weight
    similar = chosen @ weights / (np.linalg.norm(chosen, axis=1) * np.linalg.norm(weights))
    nearest = np.argsort(-similar, kind="stable")[:k]
    nearest = nearest[similar[nearest] > 0]
    votes = similar[nearest] ** power @ chosen[nearest] / np.maximum(1.0, chosen.sum(axis=0)) ** rarity
    scorer = PeopleTrainer(k=k, power=power, rarity=rarity).fit(data, np.random.default_rng(0))
    scores = scorer.attribute(Query(history=history), Candidates(np.arange(ITEMS))).scores
    np.testing.assert_allclose(scores, votes, rtol=1e-9, atol=1e-12)


def small(data: Dataset, rows: list[tuple[int, int]], n_items: int) -> Dataset:
    users, items = np.array(rows).T
    n = len(rows)
    return data.with_interactions(
        Interactions(users, items, np.ones(n), np.zeros(n), n_users=int(users.max()) + 1, n_items=n_items)
    )


def test_two_neighbours_by_hand(data: Dataset) -> None:
    """User 0 chose 0, 1 and 2, user 1 chose 0 and 3; the query likes 0 and 1: cosines 2/√6 and 1/2."""
    rows = small(data, [(0, 0), (0, 1), (0, 2), (1, 0), (1, 3)], 5)
    scorer = PeopleTrainer(power=1.0, rarity=0.0).fit(rows, np.random.default_rng(0))
    query = Query(history=(Interaction(0, 1.0), Interaction(1, 1.0)))
    values = scorer.attribute(query, Candidates(np.array([2, 3, 4]))).values
    one, half = 1 / np.sqrt(6), 1 / 2
    np.testing.assert_allclose(values, [[one, one], [half, 0.0], [0.0, 0.0]], atol=1e-15)


def test_only_the_k_nearest_vote_and_of_equals_the_first(data: Dataset) -> None:
    rows = small(data, [(0, 0), (0, 1), (1, 0), (1, 2), (2, 0), (2, 3)], 4)
    scorer = PeopleTrainer(k=2, rarity=0.0).fit(rows, np.random.default_rng(0))
    scores = scorer.score_batch([Query(history=(Interaction(0, 1.0),))])[0]
    assert scores[1] == scores[2] > 0
    assert scores[3] == 0.0


def test_a_dislike_takes_votes_from_those_who_chose_it(data: Dataset) -> None:
    rows = small(data, [(0, 0), (0, 1), (0, 2), (1, 0), (1, 3)], 4)
    scorer = PeopleTrainer(rarity=0.0).fit(rows, np.random.default_rng(0))
    liked = Interaction(0, 1.0)
    before, after = (scorer.score_batch([Query(history=past)])[0] for past in ((liked,), (liked, Interaction(1, -0.5))))
    assert after[2] < before[2]
    values = scorer.attribute(Query(history=(liked, Interaction(1, -0.5))), Candidates(np.array([2]))).values
    assert values[0, 0] > 0 > values[0, 1]


def test_somebody_who_resembles_nobody_gets_no_votes(data: Dataset) -> None:
    rows = small(data, [(0, 0), (0, 1)], 4)
    scorer = PeopleTrainer().fit(rows, np.random.default_rng(0))
    only_disliked, only_unknown = Query(history=(Interaction(0, -1.0),)), Query(history=(Interaction(3, 1.0),))
    assert not scorer.score_batch([only_disliked, only_unknown]).any()
    assert not scorer.attribute(only_disliked, Candidates(np.arange(4))).values.any()


def test_without_a_user_the_model_is_that_of_a_training_that_never_saw_them(data: Dataset) -> None:
    """Forgetting is dropping the row: nothing of it is left in any other number."""
    others = data.interactions.of_users(np.arange(1, data.interactions.n_users))
    whole = PeopleTrainer().fit(data, np.random.default_rng(0)).arrays()
    rest = PeopleTrainer().fit(data.with_interactions(others), np.random.default_rng(0)).arrays()
    first = int(whole["indptr"][1])
    assert first > 0
    assert np.array_equal(whole["indices"][first:], rest["indices"])
    assert np.array_equal(whole["data"][first:], rest["data"])
