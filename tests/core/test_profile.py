"""What events say, and the law of the fold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import InputError, LawBroken
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.profile import LIKED, Profile, taste_weight
from chatrec.core.query import Interaction

ADA = UserId("ada")


def event(kind: EventKind, item: str = "heat", value: float | None = None, at: float = 0.0) -> Event:
    return Event(event_id=EventId("e"), user=ADA, item=ItemId(item), kind=kind, at=at, value=value)


EVENTS = st.lists(
    st.one_of(
        st.builds(
            event, st.sampled_from([kind for kind in EventKind if kind is not EventKind.RATING]), st.sampled_from("abc")
        ),
        st.builds(event, st.just(EventKind.RATING), st.sampled_from("abc"), st.floats(-1, 1)),
    ),
    max_size=20,
)


@given(EVENTS, st.lists(st.integers(0, 20)))
def test_any_batches_fold_to_the_same_profile(events: list[Event], cuts: list[int]) -> None:
    whole = Profile(ADA).folded(events)
    piecewise, start = Profile(ADA), 0
    for cut in sorted(cuts):
        piecewise, start = piecewise.folded(events[start:cut]), max(start, cut)
    assert piecewise.folded(events[start:]) == whole
    assert list(piecewise.folded(events[start:]).tastes) == list(whole.tastes)


@given(EVENTS)
def test_the_latest_word_counts_and_stands_last(events: list[Event]) -> None:
    tastes = Profile(ADA).folded(events).tastes
    last = {one.item: one for one in events}
    assert {item: taste.weight for item, taste in tastes.items()} == {
        item: taste_weight(one) for item, one in last.items() if one.kind is not EventKind.RETRACT
    }
    spoken = [
        one.item
        for at, one in enumerate(events)
        if one is last[one.item] and one.item not in {e.item for e in events[at + 1 :]}
    ]
    assert list(tastes) == [item for item in spoken if item in tastes]


@pytest.mark.parametrize(("stars", "weight"), [(5, 1.0), (4, 0.75), (3, 0.5), (2, -0.25), (1, -0.5)])
def test_stars_weigh_what_the_docstring_says(stars: int, weight: float) -> None:
    assert taste_weight(event(EventKind.RATING, value=(stars - 3) / 2)) == weight
    assert (weight >= LIKED) is (stars >= 4)


def test_words_weigh() -> None:
    weights = [taste_weight(event(kind)) for kind in (EventKind.LIKE, EventKind.SEEN, EventKind.DISLIKE)]
    assert weights == [1.0, 0.5, -1.0]


def test_a_history_passes_over_what_left_the_catalogue() -> None:
    catalogue = Catalogue([Item(id=ItemId("x"), title="X"), Item(id=ItemId("heat"), title="Heat")])
    profile = Profile(ADA).folded([event(EventKind.LIKE, "gone"), event(EventKind.DISLIKE, at=7.0)])
    assert profile.history(catalogue) == (Interaction(1, -1.0, 7.0),)


def test_nobody_is_folded_into_somebody_else() -> None:
    with pytest.raises(LawBroken, match="user 'ada' cannot be folded into the profile of 'bo'"):
        Profile(UserId("bo")).folded([event(EventKind.LIKE)])


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (EventKind.RATING, None, "only ratings carry one"),
        (EventKind.LIKE, 1.0, "only ratings carry one"),
        (EventKind.RATING, 1.5, r"1\.5 of event 'e' lies outside \[-1, 1\]"),
        (EventKind.RATING, float("nan"), "nan of event 'e' lies outside"),
    ],
)
def test_an_event_that_says_nonsense_cannot_exist(kind: EventKind, value: float | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        event(kind, value=value)


def test_an_event_without_an_item_cannot_exist() -> None:
    with pytest.raises(InputError, match="none of them empty"):
        event(EventKind.LIKE, item="")
