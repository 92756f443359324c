import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Interactions
from chatrec.data import apart, cold_items, cold_users, holdout, leave_last, random_rows, temporal

COUNTS = st.lists(st.integers(0, 9), max_size=12)


def interactions(counts: list[int]) -> Interactions:
    """User u has counts[u] rows; the items number the rows, so that each row can be told from the others."""
    users = np.repeat(np.arange(len(counts)), counts)
    rows = np.arange(len(users))
    return Interactions(users, rows, np.ones(len(rows)), rows.astype(float), len(counts), len(rows))


@given(st.lists(st.integers(0, 30), max_size=20), st.floats(0.0, 0.99), st.integers(0, 2**32))
def test_every_row_is_in_exactly_one_part_and_every_user_can_be_trained_on(
    counts: list[int], share: float, seed: int
) -> None:
    whole = interactions(counts)
    train, test = holdout(whole, share, np.random.default_rng(seed))
    assert sorted([*train.items, *test.items]) == list(range(len(whole)))
    for user, count in enumerate(counts):
        held = int((test.users == user).sum())
        assert held == max(0, min(round(share * count), count - 1))
    for part in (train, test):
        assert (np.diff(part.users) >= 0).all()
        assert (part.users == whole.users[part.items]).all()
        assert (part.n_users, part.n_items) == (whole.n_users, whole.n_items)


def test_the_seed_decides_and_nothing_else() -> None:
    whole = interactions([10] * 50)
    one, again, other = (holdout(whole, 0.2, np.random.default_rng(seed))[1].items for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_every_row_of_a_user_is_held_out_equally_often() -> None:
    whole = interactions([5])
    rng = np.random.default_rng(0)
    held = np.zeros(5)
    for _ in range(2_000):
        held[holdout(whole, 0.2, rng)[1].items] += 1
    assert held.sum() == 2_000
    assert np.abs(held - 400).max() < 90  # five standard deviations of Binomial(2000, 1/5)


def test_a_million_rows_take_less_than_a_second() -> None:
    whole = interactions([166] * 6_024)
    started = time.perf_counter()
    holdout(whole, 0.2, np.random.default_rng(0))
    assert time.perf_counter() - started < 10.0  # 0.3 s on an idle machine; a loop over rows would take minutes


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_an_impossible_share_is_refused_by_value(share: float) -> None:
    with pytest.raises(InputError, match=repr(share)):
        holdout(interactions([3]), share, np.random.default_rng(0))
    with pytest.raises(InputError, match=repr(share)):
        random_rows(interactions([3]), share, np.random.default_rng(0))


@given(COUNTS, st.floats(0.0, 0.99), st.integers(0, 2**32))
def test_a_share_of_all_rows_is_in_the_test_and_the_rest_in_training(
    counts: list[int], share: float, seed: int
) -> None:
    whole = interactions(counts)
    train, test = random_rows(whole, share, np.random.default_rng(seed))
    assert sorted([*train.items, *test.items]) == list(range(len(whole)))
    assert len(test) == round(share * len(whole))
    for part in (train, test):
        assert (np.diff(part.items) > 0).all()


def test_every_row_is_as_likely_in_the_test_and_the_seed_decides() -> None:
    whole, rng = interactions([1, 4]), np.random.default_rng(0)
    tested = np.bincount(np.concatenate([random_rows(whole, 0.2, rng)[1].items for _ in range(2_000)]), minlength=5)
    assert np.abs(tested - 400).max() < 90  # five standard deviations of Binomial(2000, 1/5)
    one, again = (random_rows(whole, 0.4, np.random.default_rng(1))[1].items for _ in range(2))
    assert np.array_equal(one, again)


@given(COUNTS, st.booleans())
def test_the_ends_of_histories_are_apart(counts: list[int], validation: bool) -> None:
    whole = interactions(counts)
    parts = leave_last(whole, validation=validation)
    train, second, last = ([part.items[part.users == user].tolist() for user in range(len(counts))] for part in parts)
    for user, count in enumerate(counts):
        mine = whole.items[whole.users == user].tolist()
        assert train[user] + second[user] + last[user] == mine
        assert len(last[user]) == (count > 1)
        assert len(second[user]) == (validation and count > 2)


def test_a_given_split_is_taken_as_it_is() -> None:
    train, test = apart(interactions([2, 1]), np.array([False, True, False]))
    assert (train.items.tolist(), test.items.tolist()) == ([0, 2], [1])


def shared(counts: list[int], items: int = 7) -> Interactions:
    """User u has counts[u] of the items, the next ones round the circle; times go up over all rows in a shuffled order."""
    users = np.repeat(np.arange(len(counts)), counts)
    places = np.concatenate([np.arange(count) for count in counts]) if counts else np.zeros(0, np.int64)
    order = np.random.default_rng(0).permutation(len(users)) + 1.0
    rows = ((users * 3 + places) % items).astype(np.int64)
    return Interactions(users, rows, np.ones(len(users)), order, len(counts), items)


@given(st.lists(st.integers(0, 7), max_size=12), st.floats(0.0, 0.99), st.integers(0, 2**32))
def test_hidden_items_and_users_leave_nothing_behind_in_training(counts: list[int], share: float, seed: int) -> None:
    whole = shared(counts)
    for split, column in ((cold_items, "items"), (cold_users, "users")):
        train, test, hidden = split(whole, share, np.random.default_rng(seed))
        active = np.unique(getattr(whole, column))
        assert len(hidden) == round(share * len(active))
        assert set(hidden.tolist()) <= set(active.tolist())
        assert not np.isin(getattr(train, column), hidden).any()
        assert np.isin(getattr(test, column), hidden).all()
        assert sorted([*train.times, *test.times]) == sorted(whole.times)
        again = split(whole, share, np.random.default_rng(seed))
        assert np.array_equal(hidden, again.hidden)


def test_every_item_is_hidden_equally_often() -> None:
    whole, rng = shared([7, 7, 2]), np.random.default_rng(0)
    hidden = np.bincount(np.concatenate([cold_items(whole, 0.3, rng).hidden for _ in range(2_000)]), minlength=7)
    assert hidden.sum() == 4_000
    assert np.abs(hidden - 4_000 / 7).max() < 5 * np.sqrt(2_000 * (2 / 7) * (5 / 7))


@given(st.lists(st.integers(1, 7), min_size=1, max_size=12), st.floats(0.0, 0.8))
def test_a_cut_in_time_is_the_same_for_everybody(counts: list[int], share: float) -> None:
    whole = shared(counts)
    n = len(whole)
    if round(share * n) == n:
        return
    train, test = temporal(whole, share)
    assert (len(train), len(test)) == (n - round(share * n), round(share * n))
    assert not len(test) or train.times.max() < test.times.min()


def test_rows_at_one_time_stay_together() -> None:
    whole = interactions([2, 2])
    times = np.array([1.0, 5.0, 5.0, 9.0])
    rows = Interactions(whole.users, whole.items, whole.weights, times, 2, 4)
    train, test = temporal(rows, 0.5)
    assert (train.items.tolist(), test.items.tolist()) == ([0], [1, 2, 3])


@pytest.mark.parametrize(
    ("times", "said"), [([0.0, 5.0], "1 of 2 rows have no time"), ([5.0, 5.0], "nothing before it")]
)
def test_a_cut_in_time_needs_times_that_differ(times: list[float], said: str) -> None:
    rows = Interactions(np.arange(2), np.arange(2), np.ones(2), np.array(times), 2, 2)
    with pytest.raises(DataError, match=said):
        temporal(rows, 0.5)


@pytest.mark.parametrize("split", [cold_items, cold_users])
def test_everything_cannot_be_hidden(split: Callable[..., object]) -> None:
    with pytest.raises(InputError, match=r"1\.0"):
        split(interactions([3]), 1.0, np.random.default_rng(0))
    with pytest.raises(InputError, match=r"1\.0"):
        temporal(interactions([3]), 1.0)
