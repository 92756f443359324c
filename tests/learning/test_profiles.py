"""The event log as profiles and as training data: one fold for both."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.events import TEXTS, Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.profile import Profile
from chatrec.core.query import Said
from chatrec.learning import Profiles, behaviour

CATALOGUE = Catalogue([Item(id=ItemId(name), title=name) for name in "abcd"])
USERS = ("ada", "bo", "cy")
PROFILED = ('{"profiling":false}', '{"profiling":true}')


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[SqliteStores]:
    opened = open_sqlite(tmp_path / "chatrec.db")
    yield opened
    opened.close()


def happened(words: Sequence[tuple[str, str, EventKind, float]]) -> list[Event]:
    """Events in order; "z" is an item that the catalogue lacks; who steers is profiled from then on or no more."""
    return [
        Event(
            event_id=EventId(f"e{at}"),
            user=UserId(user),
            item=None if kind is EventKind.STEER else ItemId(item),
            kind=kind,
            at=float(at),
            value=value if kind is EventKind.RATING else None,
            text="heat" if kind in TEXTS else PROFILED[value > 0] if kind is EventKind.STEER else None,
        )
        for at, (user, item, kind, value) in enumerate(words)
    ]


WORDS = st.lists(
    st.tuples(
        st.sampled_from(USERS), st.sampled_from("abcdz"), st.sampled_from(EventKind), st.sampled_from([-1, 0, 0.5])
    ),
    max_size=30,
)


@given(words=WORDS, refreshed=st.lists(st.integers(0, 30), max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_snapshot_and_the_tail_of_the_log_are_the_whole_log(
    words: list[tuple[str, str, EventKind, float]], refreshed: list[int], stores: SqliteStores
) -> None:
    """Whenever a snapshot was kept, and however often, the profile is that of folding everything."""
    for user in USERS:
        stores.events.remove_user(UserId(user))
        stores.profiles.remove_user(UserId(user))
    events, profiles = happened(words), Profiles(stores.events, stores.profiles)
    for at, event in enumerate(events):
        stores.events.append([event])
        if at in refreshed:
            assert profiles.refresh(event.user) == profiles.of(event.user)
    for user in map(UserId, USERS):
        wanted = Profile(user).folded(event for event in events if event.user == user)
        assert profiles.of(user) == wanted
        assert list(profiles.of(user).tastes) == list(wanted.tastes)


def test_a_profile_catches_up_with_what_was_written_behind_its_back(stores: SqliteStores) -> None:
    first, second = happened([("ada", "a", EventKind.LIKE, 0), ("ada", "b", EventKind.DISLIKE, 0)])
    profiles = Profiles(stores.events, stores.profiles)
    stores.events.append([first])
    profiles.refresh(first.user)
    stores.events.append([second])
    assert {item: taste.weight for item, taste in profiles.of(first.user).tastes.items()} == {"a": 1.0, "b": -1.0}


def test_an_unknown_user_has_an_empty_profile_and_no_snapshot(stores: SqliteStores) -> None:
    nobody = UserId("nobody")
    assert Profiles(stores.events, stores.profiles).refresh(nobody) == Profile(nobody)
    assert stores.profiles.get(nobody) is None


@given(words=WORDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_training_sees_what_serving_sees(words: list[tuple[str, str, EventKind, float]], stores: SqliteStores) -> None:
    for user in USERS:
        stores.events.remove_user(UserId(user))
    stores.events.append(happened(words))
    data = behaviour(stores.events, CATALOGUE)
    served = Profiles(stores.events, stores.profiles)
    histories = dict(zip(data.users, data.interactions.histories(), strict=True))
    for user in map(UserId, USERS):
        profile = served.of(user)
        counting = tuple(past for past in profile.history(CATALOGUE) if past.weight and profile.steering.profiling)
        assert histories.get(user, ()) == counting
    assert len(data.interactions) == sum(map(len, histories.values()))


def test_an_empty_log_is_an_empty_data_set(stores: SqliteStores) -> None:
    data = behaviour(stores.events, CATALOGUE)
    assert (len(data.users), len(data.interactions), data.interactions.n_items) == (0, 0, 4)
    assert data.interactions.weights.dtype == np.float64


def test_searches_and_comments_of_those_who_chose_something_are_training_data(stores: SqliteStores) -> None:
    """In the order of time; a comment names its item, where the catalogue has it."""
    told = [("bo", None, EventKind.SEARCH), ("bo", "b", EventKind.LIKE), ("ada", None, EventKind.SEARCH)]
    told += [("bo", "c", EventKind.COMMENT), ("bo", "z", EventKind.COMMENT)]
    stores.events.append(
        [
            Event(
                event_id=EventId(f"t{at}"),
                user=UserId(user),
                item=None if item is None else ItemId(item),
                kind=kind,
                at=float(at),
                text=f"{kind} {at}" if kind in TEXTS else None,
            )
            for at, (user, item, kind) in enumerate(told)
        ]
    )
    said = behaviour(stores.events, CATALOGUE).said
    assert [(one.user, one.at, one.said) for one in said] == [
        (0, 0.0, Said("search 0")),
        (0, 3.0, Said("comment 3", (2,))),
        (0, 4.0, Said("comment 4")),
    ]


def test_a_snapshot_is_written_where_it_shortens_the_way(stores: SqliteStores) -> None:
    profiles, ada = Profiles(stores.events, stores.profiles), UserId("ada")
    assert profiles.refresh(ada) == Profile(ada)
    assert stores.profiles.get(ada) is None
    stores.events.append(happened([("ada", "a", EventKind.LIKE, 0.0)]))
    known = profiles.of(ada)
    assert stores.profiles.get(ada) is None
    assert profiles.refresh(ada) == known
    kept = stores.profiles.get(ada)
    assert kept is not None
    assert (kept.profile.tastes, kept.seq) == (known.tastes, 1)
