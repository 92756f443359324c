from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.data.files import original, table

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import LawBroken
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset
from chatrec.data import WeightRule, dataset, dataset_of, load, load_tables

CATALOGUE = Catalogue([Item(id=ItemId(name), title=name) for name in "abcde"])
ROWS = st.lists(
    st.tuples(st.sampled_from("uvw"), st.sampled_from("abcdef"), st.integers(-4, 4), st.integers(0, 3)),
    max_size=30,
    unique_by=lambda row: (row[0], row[1], row[3]),
)

Said = tuple[str, str, int, int]


def built(rows: Sequence[Said]) -> Dataset:
    users, items = [UserId(row[0]) for row in rows], [ItemId(row[1]) for row in rows]
    weights, times = np.array([row[2] / 4 for row in rows]), np.array([row[3] for row in rows], float)
    return dataset_of(CATALOGUE, users, items, weights, times)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[Said], shuffler: Callable[..., None]) -> None:
    one = built(rows)
    shuffler.shuffle(rows)  # type: ignore[attr-defined]
    other = built(rows)
    assert (one.fingerprint, one.users) == (other.fingerprint, other.users)
    assert np.array_equal(one.interactions.weights, other.interactions.weights)


@given(ROWS)
def test_a_dataset_holds_the_latest_word_of_each_pair_by_user_and_time(rows: list[Said]) -> None:
    latest: dict[tuple[str, str], tuple[int, int]] = {}
    for user, item, weight, time in sorted(rows, key=lambda row: row[3]):
        if CATALOGUE.has(ItemId(item)):
            latest[user, item] = (time, weight)
    data = built(rows)
    found = data.interactions
    assert data.users == tuple(sorted({user for user, _ in latest}))
    assert [
        (data.users[user], time, CATALOGUE[item].id, weight)
        for user, item, weight, time in zip(found.users, found.items, found.weights, found.times, strict=True)
    ] == sorted((user, time, item, weight / 4) for (user, item), (time, weight) in latest.items())
    assert (found.n_users, found.n_items) == (len(data.users), 5)


def test_any_other_content_has_another_fingerprint() -> None:
    row = ("u", "a", 4, 1)
    others = [("v", "a", 4, 1), ("u", "b", 4, 1), ("u", "a", 3, 1), ("u", "a", 4, 2)]
    prints = {built(rows).fingerprint for rows in ([row], [], *([other] for other in others), [row, others[0]])}
    assert len(prints) == 7
    assert all(len(one) == 16 for one in prints)


def test_columns_of_different_lengths_are_a_bug() -> None:
    with pytest.raises(LawBroken, match="2 users and 1 items"):
        dataset_of(CATALOGUE, [UserId("u"), UserId("v")], [ItemId("a")], np.ones(2), np.ones(2))


def test_the_weight_rules(tmp_path: Path) -> None:
    loaded = load(original(tmp_path, [f"u\t{item}\t{rating}\t{item}" for item, rating in ((1, 5), (2, 4), (3, 1))]))
    by_rule = {rule: dataset(loaded, rule) for rule in WeightRule}
    assert list(by_rule[WeightRule.ALL].interactions.weights) == [1.0, 1.0, 1.0]
    assert list(by_rule[WeightRule.LIKED].interactions.weights) == [1.0, 1.0]
    assert list(by_rule[WeightRule.LIKED].interactions.items) == [0, 1]
    assert list(by_rule[WeightRule.GRADED].interactions.weights) == [1.0, 0.5, -1.0]
    assert len({data.fingerprint for data in by_rule.values()}) == 1


def test_likes_count_as_liked(tmp_path: Path) -> None:
    items = table(tmp_path / "items.csv", "item_id,title\n1,One\n2,Two\n3,Three\n")
    events = table(tmp_path / "events.csv", "user,item,kind\nu,1,like\nu,2,seen\nu,3,dislike\n")
    assert list(dataset(load_tables(items, events), WeightRule.LIKED).interactions.items) == [0]


def test_files_and_columns_of_the_same_content_have_one_fingerprint(shared_data: Callable[[str], Path]) -> None:
    loaded = load(shared_data("ml-100k"))
    ratings = loaded.ratings
    mixed = np.random.default_rng(0).permutation(len(ratings))
    again = dataset_of(
        Catalogue(loaded.items),
        [ratings.user_ids[user] for user in ratings.users[mixed]],
        [loaded.items[item].id for item in ratings.items[mixed]],
        ratings.graded()[mixed],
        ratings.times[mixed],
    )
    assert dataset(loaded).fingerprint == again.fingerprint
    assert len(again.interactions) == 100_000
