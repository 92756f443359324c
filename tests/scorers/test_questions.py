"""Questions in time and at random: what is shown came before what is wanted, and nothing known is wanted."""

import numpy as np
import pytest

from chatrec.core.interactions import Dataset, Interactions
from chatrec.data import last_rows, timed
from chatrec.scorers.questions import ASKED, HoldOut, debut, exam
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(3), users=60, items=40)


def rows_of(counts: list[int], *, times: bool = True) -> Interactions:
    users = np.repeat(np.arange(len(counts)), counts)
    at = np.arange(len(users)) + 1.0
    return Interactions(users, np.arange(len(users)), np.ones(len(users)), at * times, len(counts), len(users))


def test_the_last_rows_are_a_share_at_least_one_and_never_the_first() -> None:
    past, future = last_rows(rows_of([1, 2, 10, 200]), 0.2, most=10)
    assert np.bincount(future.users, minlength=4).tolist() == [0, 1, 2, 10]
    assert len(past) + len(future) == 213
    for user in (1, 2, 3):
        assert past.times[past.users == user].max() < future.times[future.users == user].min()


def test_the_future_begins_with_what_was_liked_last_whatever_came_after() -> None:
    """Of ten purchases and thirty looks at things, the last two purchases and all from there on are the future."""
    rows = rows_of([40, 3])
    weights = np.where(np.arange(43) < 10, 0.72, 0.1)
    mixed = Interactions(rows.users, rows.items, weights, rows.times, 2, 43)
    past, future = last_rows(mixed, 0.2, positive=0.7)
    assert past.items[past.users == 0].tolist() == list(range(8))
    assert future.items.tolist() == list(range(8, 40))
    whole = Interactions(rows.users, rows.items, weights[::-1].copy(), rows.times, 2, 43)
    past, future = last_rows(whole, 0.2, positive=0.7)
    assert future.items.tolist() == [39, 42]


def test_times_are_known_when_every_row_has_one_and_they_differ() -> None:
    assert timed(rows_of([3, 3]))
    assert not timed(rows_of([3, 3], times=False))
    assert not timed(rows_of([1, 1]))


@pytest.mark.parametrize("kind", list(HoldOut))
def test_nothing_that_is_shown_or_known_is_wanted(kind: HoldOut, data: Dataset) -> None:
    _, held = exam(data.interactions, kind, 0.2, np.random.default_rng(0))
    for question in held.questions(held.users, (0, None), np.random.default_rng(1)):
        shown = question.query.history_items
        assert set(shown) <= set(question.known.tolist())
        assert not set(question.known.tolist()) & set(question.relevant.tolist())
        assert len(question.relevant) <= 1 or kind is not HoldOut.NEXT


@pytest.mark.parametrize("kind", [HoldOut.NEXT, HoldOut.LATER])
def test_in_time_the_newest_of_what_came_before_is_shown(kind: HoldOut, data: Dataset) -> None:
    _, held = exam(data.interactions, kind, 0.2, np.random.default_rng(0))
    whole = data.interactions.histories()
    for user, question in zip(held.users, held.questions(held.users, (2, 5), np.random.default_rng(1)), strict=True):
        before = whole[user][: len(question.known)]
        assert question.known.tolist() == [one.item for one in before]
        assert min(2, len(before)) <= len(question.query.history) < 5
        assert question.query.history == before[len(before) - len(question.query.history) :]


def test_at_random_the_shown_keep_their_order(data: Dataset) -> None:
    _, held = exam(data.interactions, HoldOut.RANDOM, 0.2, np.random.default_rng(0))
    for question in held.questions(held.users, (3, 6), np.random.default_rng(1)):
        times = [one.at for one in question.query.history]
        assert times == sorted(times)
        assert min(3, len(question.known)) <= len(times) < 6


def test_who_comes_new_shows_what_they_did_first_and_wants_what_they_did_later(data: Dataset) -> None:
    began = debut(data.interactions, HoldOut.AUTO, 0.2, np.random.default_rng(0))
    assert began is not None
    past, new = began
    assert len(new.users) == round(0.2 * len(np.unique(data.interactions.users)))
    assert not set(new.users.tolist()) & set(past.users.tolist())
    whole = data.interactions.histories()
    questions = list(new.questions(new.users, (1, 5), np.random.default_rng(1)))
    asked = [min(ASKED, len(whole[user]) - 1) for user in new.users]
    for user, question in zip(np.repeat(new.users, asked), questions, strict=True):
        shown, mine = question.query.history, whole[user]
        assert 1 <= len(shown) < 5
        assert shown == mine[: len(shown)]
        wanted = [one.item for one in mine[max(len(shown), len(mine) // 2) :] if one.weight >= new.positive]
        assert question.relevant.tolist() == wanted
        assert question.known.tolist() == [one.item for one in shown]


def test_beginnings_are_asked_about_only_where_they_are_known_and_later_behaviour_is_wanted(data: Dataset) -> None:
    rng = np.random.default_rng(0)
    assert debut(data.interactions, HoldOut.NEXT, 0.2, rng) is None
    assert debut(data.interactions, HoldOut.RANDOM, 0.2, rng) is None
    assert debut(rows_of([3] * 60, times=False), HoldOut.AUTO, 0.2, rng) is None
    assert debut(rows_of([3] * 40), HoldOut.AUTO, 0.2, rng) is None  # eight new people are too few
    few = debut(rows_of([3] * 60), HoldOut.AUTO, 0.2, rng)
    assert few is not None
    assert list(few[1].questions(few[1].users, (5, 20), rng)) == []
