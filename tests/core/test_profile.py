"""What events say, and the law of the fold."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import InputError, LawBroken
from chatrec.core.events import DONE, TEXTS, Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.profile import LIKED, MUTING, POSITIVE, KindWeights, Profile, positive_from, taste_weight
from chatrec.core.query import Interaction

ADA = UserId("ada")


def event(kind: EventKind, item: str = "heat", value: float | None = None, at: float = 0.0, count: int = 1) -> Event:
    text = "words" if kind in TEXTS else None
    return Event(
        event_id=EventId("e"), user=ADA, item=ItemId(item), kind=kind, at=at, value=value, text=text, count=count
    )


EVENTS = st.lists(
    st.one_of(
        st.builds(
            event,
            st.sampled_from([kind for kind in EventKind if kind not in (EventKind.RATING, EventKind.STEER)]),
            st.sampled_from("abc"),
        ),
        st.builds(event, st.just(EventKind.RATING), st.sampled_from("abc"), st.floats(-1, 1)),
        st.builds(event, st.sampled_from(sorted(DONE)), st.sampled_from("abc"), count=st.integers(1, 10**6)),
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


@given(EVENTS.map(lambda events: [one for one in events if one.kind not in DONE | TEXTS | MUTING]))
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


WEIGHTS = st.builds(KindWeights, **{name: st.floats(0, 0.74) for name in ("view", "click", "play", "cart", "buy")})


@given(EVENTS, WEIGHTS)
def test_weighing_after_the_fold_equals_folding_by_the_weights(events: list[Event], weights: KindWeights) -> None:
    after = Profile(ADA).folded(events).weighed(weights)
    assert after == Profile(ADA, weights=weights).folded(events)
    assert after.weighed(KindWeights()) == Profile(ADA).folded(events)


@given(EVENTS, WEIGHTS)
def test_a_word_wins_over_every_deed(events: list[Event], weights: KindWeights) -> None:
    """With the deeds taken away, likes, dislikes and ratings weigh the same, and stand where and when they stood."""
    words = Profile(ADA, weights=weights).folded(one for one in events if one.kind not in DONE).tastes
    for item, taste in Profile(ADA, weights=weights).folded(events).tastes.items():
        if taste.kind in DONE:
            assert item not in words
            assert 0.0 <= taste.weight < LIKED
        elif taste.kind is EventKind.SEEN:
            assert taste.weight >= words[item].weight == 0.5
        else:
            assert taste[:3] == words[item][:3]


@given(EVENTS, st.sampled_from(sorted(DONE)))
def test_one_more_deed_never_weighs_less_and_texts_say_nothing(events: list[Event], kind: EventKind) -> None:
    before = Profile(ADA).folded(events)
    after = before.folded([event(kind, "a")])
    if "a" in before.tastes:
        assert after.tastes[ItemId("a")].weight >= before.tastes[ItemId("a")].weight
    assert after.folded([event(EventKind.SEARCH, "a"), event(EventKind.COMMENT, "b")]) == after
    nothing = Event(event_id=EventId("e"), user=ADA, item=None, kind=EventKind.SEARCH, at=0.0, text="heat")
    assert after.folded([nothing]) == after


def test_a_view_after_a_buy_erases_nothing() -> None:
    bought = Profile(ADA).folded([event(EventKind.BUY, at=1.0)]).tastes[ItemId("heat")]
    viewed = Profile(ADA).folded([event(EventKind.BUY, at=1.0), event(EventKind.VIEW, at=2.0)]).tastes[ItemId("heat")]
    assert (viewed.kind, viewed.at, viewed.done) == (EventKind.BUY, 2.0, ((EventKind.BUY, 1), (EventKind.VIEW, 1)))
    assert bought.weight < viewed.weight < LIKED
    again = Profile(ADA).folded([event(EventKind.BUY), event(EventKind.RETRACT), event(EventKind.VIEW)])
    assert again.tastes[ItemId("heat")].done == ((EventKind.VIEW, 1),)


def test_a_kind_of_weight_zero_is_in_no_history() -> None:
    catalogue = Catalogue([Item(id=ItemId("heat"), title="Heat")])
    profile = Profile(ADA, weights=KindWeights(view=0.0)).folded([event(EventKind.VIEW)])
    assert profile.history(catalogue) == ()
    assert profile.weighed(KindWeights()).history(catalogue) == (Interaction(0, 13 / 128, 0.0),)


def test_what_is_positive_where_nobody_says_or_buys_anything() -> None:
    assert positive_from(np.array([0.1, -1.0, 1.0])) == POSITIVE
    assert positive_from(np.array([0.0, 0.25, 0.5])) == 0.25
    assert positive_from(np.array([-1.0])) == positive_from(np.zeros(0)) == POSITIVE


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


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": EventKind.SEARCH}, "has text None; searches and comments carry one"),
        ({"kind": EventKind.LIKE, "text": "great"}, "has text 'great'"),
        ({"kind": EventKind.SEARCH, "text": " "}, "has 1 characters; give 1 to 4000, not only blanks"),
        ({"kind": EventKind.COMMENT, "text": "x" * 4001}, "has 4001 characters"),
        ({"kind": EventKind.VIEW, "item": None}, "none of them empty"),
        ({"kind": EventKind.COMMENT, "text": "x", "item": ItemId("")}, "none of them empty"),
        ({"kind": EventKind.BUY, "seconds": 3.0}, "views and plays may last 0 or longer"),
        ({"kind": EventKind.PLAY, "seconds": float("inf")}, "has seconds inf"),
        ({"kind": EventKind.PLAY, "seconds": -1.0}, "has seconds -1.0"),
        ({"kind": EventKind.PLAY, "count": 0}, "has count 0"),
        ({"kind": EventKind.LIKE, "count": 2}, "has count 2; what was done counts 1 or more"),
    ],
)
def test_a_deed_or_a_text_that_says_nonsense_cannot_exist(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Event(**{"event_id": EventId("e"), "user": ADA, "item": ItemId("heat"), "at": 0.0, **given})


def test_what_is_muted_is_kept_and_silent_until_something_new_is_said() -> None:
    catalogue = Catalogue([Item(id=ItemId("a"), title="A"), Item(id=ItemId("b"), title="B")])
    known = Profile(ADA).folded([event(EventKind.LIKE, "a"), event(EventKind.VIEW, "b")])
    muted = known.folded([event(EventKind.MUTE, "a"), event(EventKind.MUTE, "b"), event(EventKind.MUTE, "c")])
    assert [(past.item, past.weight) for past in known.history(catalogue)] == [(0, 1.0), (1, 13 / 128)]
    # A known item stays, silent, so that it does not come back; interest in one that is not known goes.
    assert [(past.item, past.weight) for past in muted.history(catalogue)] == [(0, 0.0)]
    assert [(taste.weight, taste.muted) for taste in muted.tastes.values()] == [(1.0, True), (13 / 128, True)]
    assert muted.folded([event(EventKind.UNMUTE, "a"), event(EventKind.UNMUTE, "b")]) == known
    assert muted.folded([event(EventKind.PLAY, "a")]).tastes[ItemId("a")].muted
    assert muted.folded([event(EventKind.PLAY, "b")]).tastes[ItemId("b")].muted
    assert not muted.folded([event(EventKind.DISLIKE, "a")]).tastes[ItemId("a")].muted


def steered(text: str) -> Event:
    return Event(event_id=EventId("e"), user=ADA, item=None, kind=EventKind.STEER, at=0.0, text=text)


@given(EVENTS, EVENTS)
def test_nothing_is_learned_of_somebody_who_is_not_profiled(before: list[Event], during: list[Event]) -> None:
    off, on = steered('{"profiling":false}'), steered('{"profiling":true}')
    whole = Profile(ADA).folded([*before, off, *during, on])
    taking_back = [one for one in during if one.kind is EventKind.RETRACT or one.kind in MUTING]
    assert whole == Profile(ADA).folded([*before, *taking_back])
    assert list(whole.tastes) == list(Profile(ADA).folded([*before, *taking_back]).tastes)


def test_how_they_steer_is_folded_and_no_taste() -> None:
    profile = Profile(ADA).folded([event(EventKind.LIKE), steered('{"sliders":{"words":1.5}}')])
    assert profile.steering.sliders()["words"] == 1.5
    assert list(profile.tastes) == ["heat"]
    unread = profile.folded([steered('{"profiling":false}')]).unread()
    assert (dict(unread.tastes), unread.steering.heed) == ({}, profile.steering.heed)
    assert list(unread.folded([event(EventKind.LIKE)]).tastes) == ["heat"]
    with pytest.raises(InputError, match="no slider 'wit'"):
        steered('{"sliders":{"wit":1}}')
