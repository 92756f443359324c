"""Every protocol by hand, and against an independent reading of its definition."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.evaluation.fixed import Fixed, sequences

from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.data import dataset, load
from chatrec.evaluation import PROTOCOLS, Report, Study, find_protocol

FOUR = ((0, 1, 2, 3), (2, 3, 0, 4), (5, 1), (1,))


def run(name: str, data: Dataset, scorer: Fixed, **more: object) -> Report:
    return PROTOCOLS[name].run(Study(data=data, name="hand", **more), {"fixed": scorer})  # type: ignore[arg-type]


def pairs(rows: Interactions) -> set[tuple[int, int]]:
    return set(zip(rows.users.tolist(), rows.items.tolist(), strict=True))


def test_next_by_hand() -> None:
    """The last items are 3, 4 and 1. By descending row they rank after {5, 4}, {5} and {4, 3, 2}; user 3 has one item."""
    scorer = Fixed([0, 1, 2, 3, 4, 5])
    found = run("next", sequences(FOUR, items=6), scorer).models["fixed"]
    ndcg = np.mean([1 / math.log2(rank + 1) for rank in (3, 2, 4)])
    assert found["ndcg@10"].mean == pytest.approx(ndcg)
    assert found["mrr"].mean == pytest.approx(np.mean([1 / 3, 1 / 2, 1 / 4]))
    assert (found["hit_rate@10"].mean, found["hit_rate@10"].n) == (1.0, 3)
    assert pairs(scorer.trained[0]) == {(0, 0), (0, 1), (0, 2), (1, 2), (1, 3), (1, 0), (2, 5), (3, 1)}
    assert [query.history_items.tolist() for query in scorer.asked] == [[0, 1, 2], [2, 3, 0], [5]]


def test_next_strict_trains_on_neither_of_the_last_two_but_shows_the_one_before() -> None:
    scorer = Fixed([0, 1, 2, 3, 4, 5])
    report = run("next-strict", sequences(FOUR, items=6), scorer)
    assert pairs(scorer.trained[0]) == {(0, 0), (0, 1), (1, 2), (1, 3), (2, 5), (3, 1)}
    assert [query.history_items.tolist() for query in scorer.asked] == [[0, 1, 2], [2, 3, 0], [5]]
    assert report.settings["strict"] is True


def test_next_counts_ties_against_the_scorer() -> None:
    """A scorer that says the same of all 12 items puts the last one at place 11 of the 11 not used before."""
    data = sequences([(3, 0)], items=12)
    assert run("next", data, Fixed([0.0] * 12)).models["fixed"]["hit_rate@10"].mean == 0.0
    better = [1.0] * 10 + [0.0] * 2  # 9 others share the score of item 0, which stands at place 9 without item 3
    assert run("next", data, Fixed(better)).models["fixed"]["mrr"].mean == pytest.approx(1 / 9)


@pytest.mark.parametrize("name", ["next", "next-strict"])
def test_next_needs_to_know_what_came_last(name: str) -> None:
    scorer = Fixed([0.0] * 6)
    with pytest.raises(DataError, match=r"11 of 11 rows of 'hand' have no time.*sequences in time order"):
        run(name, sequences(FOUR, items=6, times=False), scorer)
    assert not scorer.trained


def test_times_that_are_all_equal_tell_no_order() -> None:
    with pytest.raises(DataError, match="All times are equal"):
        run("next", sequences([(0,), (1,)], items=6), Fixed([0.0] * 6))


def test_lightgcn_by_hand() -> None:
    """25 items by descending row; user 0 has 24 in training and finds 23 at place 1 but not 0, at place 24 of 24."""
    data = sequences([(24, 23, 0), (2, 24)], items=25)
    held_out = np.array([False, True, True, False, False])
    scorer = Fixed(list(range(25)))
    report = run("lightgcn", data, scorer, held_out=held_out)
    found = report.models["fixed"]
    assert (found["recall@20"].mean, found["recall@20"].n) == (0.5, 1)
    assert found["ndcg@20"].mean == pytest.approx(1 / (1 + 1 / math.log2(3)))
    assert pairs(scorer.trained[0]) == {(0, 24), (1, 2), (1, 24)}
    assert (report.settings["train"], report.settings["test"]) == (3, 2)


def test_lightgcn_needs_a_split_of_the_source() -> None:
    with pytest.raises(DataError, match=r"brings no split of its own; give a folder with train\.txt"):
        run("lightgcn", sequences(FOUR, items=6), Fixed([0.0] * 6))


def test_a_split_that_leaks_is_refused_before_fitting() -> None:
    """A pair that occurs twice, once to train on and once to find."""
    scorer = Fixed([0.0] * 6)
    with pytest.raises(DataError, match=r"leaks: 1 of 1 rows to find .* user row 0 with item row 2"):
        run("lightgcn", sequences([(1, 2, 2)], items=6), scorer, held_out=np.array([False, False, True]))
    assert not scorer.trained


def test_ratings_that_are_no_numbers_are_refused() -> None:
    rows = sequences(FOUR, items=6).interactions
    weights = np.where(rows.items == 5, np.nan, rows.weights)
    broken = Interactions(rows.users, rows.items, weights, rows.times, rows.n_users, rows.n_items)
    with pytest.raises(DataError, match="1 of 11 rows of 'hand' have no finite weight, the first is row 8 with nan"):
        Study(data=sequences(FOUR, items=6).with_interactions(broken), name="hand")


@pytest.fixture(scope="module")
def films(shared_data: Callable[[str], Path]) -> Dataset:
    return dataset(load(shared_data("ml-100k")))


@pytest.mark.parametrize("name", ["stratified-75-25", "neurec", "next", "next-strict"])
def test_no_test_pair_is_in_training_and_nothing_is_lost(films: Dataset, name: str) -> None:
    scorer = Fixed(np.bincount(films.interactions.items, minlength=1682).tolist())
    run(name, films, scorer, seeds=2)
    assert len(scorer.trained) == (1 if name.startswith("next") else 2)
    whole, lost = pairs(films.interactions), {"stratified-75-25": 0.25, "neurec": 0.2}
    for train in scorer.trained:
        assert pairs(train) < whole
        hidden = len(whole) - len(train)
        wanted = {"next": 943, "next-strict": 2 * 943}.get(name) or lost[name] * len(whole)
        assert hidden == pytest.approx(wanted, rel=0.01)


def test_stratified_keeps_what_recommenders_keeps(films: Dataset) -> None:
    """`python_stratified_split` of Recommenders cuts each user's shuffled rows at np.round(.75 n)."""
    scorer = Fixed([0.0] * 1682)
    run("stratified-75-25", films, scorer, seeds=1)
    counts = np.bincount(films.interactions.users)
    assert np.array_equal(np.bincount(scorer.trained[0].users), np.round(0.75 * counts))


def test_neurec_hides_a_fifth_of_all_rows_whoever_they_belong_to(films: Dataset) -> None:
    scorer = Fixed([0.0] * 1682)
    run("neurec", films, scorer, seeds=2)
    one, other = (np.bincount(train.users, minlength=943) for train in scorer.trained)
    assert one.sum() == other.sum() == 80_000
    assert (one != other).any()


def test_next_on_movielens_agrees_with_a_loop(films: Dataset) -> None:
    """Popularity, with the ranks counted user by user."""
    rows = films.interactions
    popular = np.bincount(rows.items, minlength=1682).astype(float)
    ranks = []
    for user in range(rows.n_users):
        *past, last = rows.items[rows.users == user].tolist()
        ranks.append(sum(popular[item] >= popular[last] for item in set(range(1682)) - set(past)))
    found = run("next", films, Fixed(popular.tolist())).models["fixed"]
    assert found["hit_rate@10"].mean == pytest.approx(np.mean([rank <= 10 for rank in ranks]))
    assert found["ndcg@10"].mean == pytest.approx(np.mean([(rank <= 10) / math.log2(rank + 1) for rank in ranks]))


def test_an_unknown_protocol_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="no protocol 'nxt'; known are: holdout, stratified-75-25, neurec, next, "):
        find_protocol("nxt")


def test_every_protocol_shows_what_it_measures(films: Dataset) -> None:
    popular = Fixed(np.bincount(films.interactions.items, minlength=1682).tolist())
    held_out = np.random.default_rng(0).random(len(films.interactions)) < 0.2
    graded = films.interactions.times % 5 / 2 - 1
    rows = films.interactions
    rated = films.with_interactions(
        Interactions(rows.users, rows.items, graded, rows.times, rows.n_users, rows.n_items)
    )
    for protocol in PROTOCOLS.values():
        data, scale = (rated, (1.0, 5.0)) if protocol.graded else (films, None)
        study = Study(data=data, name="ml-100k", seeds=1, held_out=held_out, scale=scale)
        report = protocol.run(study, {"fixed": popular})
        assert set(protocol.shown) <= report.models["fixed"].keys()
        assert report.text(protocol.shown)


def test_lightgcn_on_gowalla_agrees_with_a_loop(shared_data: Callable[[str], Path]) -> None:
    """Popularity for the first 300 users, with recall and NDCG as LightGCN-PyTorch writes them, user by user."""
    loaded = load(shared_data("gowalla"))
    whole = dataset(loaded)
    some = whole.interactions.users < 300
    held_out = np.asarray(loaded.held_out)[some]
    rows = whole.interactions.where(some)
    popular = np.bincount(rows.items[~held_out], minlength=rows.n_items).astype(float)
    order = np.argsort(-popular, kind="stable")
    recalls, ndcgs = [], []
    for user in range(300):
        mine = rows.users == user
        known, wanted = (set(rows.items[mine & part].tolist()) for part in (~held_out, held_out))
        top = [item for item in order.tolist() if item not in known][:20]
        hits = np.array([item in wanted for item in top])
        discounts = 1 / np.log2(np.arange(2, 22))
        recalls.append(hits.sum() / len(wanted))
        ndcgs.append(discounts[hits].sum() / discounts[: min(20, len(wanted))].sum())
    scorer = Fixed(popular.tolist())
    found = run("lightgcn", whole.with_interactions(rows), scorer, held_out=held_out).models["fixed"]
    assert found["recall@20"].mean == pytest.approx(np.mean(recalls))
    assert found["ndcg@20"].mean == pytest.approx(np.mean(ndcgs))
