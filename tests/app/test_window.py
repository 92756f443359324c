"""The latest turns and events, read piece by piece from a real database."""

import json

import pytest

from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.app import window
from chatrec.app.dashboard import feedback_out, kept_out_out, shown_out, turns_out, words_out
from chatrec.app.window import EventSeen, Window
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import ConversationId, DecisionId, EventId, ItemId, UserId
from chatrec.ports.conversations import StoredConversation, StoredTurn

NOW = 1_800_000_000.0
ADA, BO = UserId("ada"), UserId("bo")


@pytest.fixture
def stores(tmp_path):
    opened = open_sqlite(tmp_path / "chatrec.db")
    yield opened
    opened.close()


def say(stores: SqliteStores, user: UserId, number: int, at: float, **reply: object) -> None:
    """Store a turn of the user's only conversation."""
    conversation = StoredConversation(ConversationId(f"of-{user}"), user, "{}", at, at)
    stores.conversations.put(conversation, StoredTurn(number, "words", json.dumps(reply), at))


def like(stores: SqliteStores, name: str, at: float, decision: str | None = None) -> None:
    stores.events.append(
        [
            Event(
                event_id=EventId(name),
                user=ADA,
                item=ItemId("heat"),
                kind=EventKind.LIKE,
                at=at,
                decision=None if decision is None else DecisionId(decision),
            )
        ]
    )


def moves(looked: Window) -> list[str]:
    return [turn.move for turn in looked.turns()]


def test_each_look_adds_what_came_since_the_one_before(stores) -> None:
    looked = Window(stores.activity)
    assert moves(looked) == []
    say(stores, ADA, 1, NOW, move="recommend")
    say(stores, BO, 1, NOW + 1, move="ask")
    assert moves(looked) == ["recommend", "ask"]
    assert moves(looked) == ["recommend", "ask"]
    say(stores, ADA, 2, NOW + 2, move="chat")
    assert moves(looked) == ["recommend", "ask", "chat"]


def test_a_forgotten_user_takes_their_turns_along_when_the_latest_was_theirs(stores) -> None:
    """SQLite then gives the same places again, so that nothing may be taken for read."""
    looked = Window(stores.activity)
    say(stores, BO, 1, NOW, move="ask")
    say(stores, ADA, 1, NOW, move="recommend")
    looked.turns()
    stores.conversations.remove_user(ADA)
    say(stores, BO, 2, NOW + 2, move="chat")
    assert moves(looked) == ["ask", "chat"]
    stores.conversations.remove_user(BO)
    assert moves(looked) == []


def test_more_than_fits_leaves_the_latest(stores, monkeypatch) -> None:
    monkeypatch.setattr(window, "TURNS", 3)
    looked = Window(stores.activity)
    for number in range(1, 9):
        say(stores, ADA, number, NOW + number, move=f"m{number}")
        if number in (2, 8):
            looked.turns()
    assert moves(looked)[-3:] == ["m6", "m7", "m8"]


def test_a_turn_of_another_version_is_a_turn(stores) -> None:
    say(stores, ADA, 1, NOW, move=["not", "ours"])
    assert moves(Window(stores.activity)) == [""]


def test_events_are_read_once(stores) -> None:
    looked = Window(stores.activity)
    like(stores, "a", NOW)
    assert looked.events() == (EventSeen(NOW, EventKind.LIKE, shown=False),)
    like(stores, "b", NOW + 1, decision="d")
    assert [event.shown for event in looked.events()] == [False, True]


def test_the_figures_are_those_of_a_hand_count(stores) -> None:
    shown = [[], ["heat", "fargo"], ["heat", "gone"]]
    excluded = [{"known": 2}, {"genre=Drama": 3, "shown": 1}, {"genre=Drama": 4, "year=1990..1999": 1}]
    wordings = [
        {},
        {"by": "both", "model": "m", "blocked": 2, "tokens": 10, "cost": 0.5},
        {"by": "template", "model": "m", "trouble": "slow", "tokens": 1},
    ]
    for number, (items, out, words) in enumerate(zip(shown, excluded, wordings, strict=True)):
        say(
            stores,
            ADA,
            number,
            NOW - 400.0 * number - 100,
            move="recommend" if items else "apologise_and_relax",
            locale="zh" if number == 2 else "en",
            acts=[{"act": "accept", "text": "x"}] if number == 1 else [],
            slate=[{"item_id": item, "title": "T"} for item in items],
            excluded=out,
            wording=words,
        )
    turns = Window(stores.activity).turns()
    catalogue = Catalogue([Item(id=ItemId(name), title=name.title()) for name in ("heat", "fargo", "ran", "alien")])

    told = turns_out(turns, NOW)
    assert (told.window, told.last_hour, told.whole_hour) == (3, 3, True)
    assert told.steps == (0,) * 8 + (1, 0, 1, 1)
    assert told.moves == {"recommend": 2, "apologise_and_relax": 1}
    assert told.locales == {"en": 2, "zh": 1}

    given = shown_out(turns, catalogue, "en")
    assert (given.lists, given.places, given.items, given.catalogue) == (2, 4, 3, 4)
    assert given.coverage == 0.75
    # Exposures 0, 1, 1, 2: the sum of (2i - n - 1) x over n times the sum is (0 - 1 + 1 + 6) / 16.
    assert given.gini == pytest.approx(6 / 16)
    assert [(one.title, one.times) for one in given.top] == [("Heat", 2), ("Fargo", 1), ("gone", 1)]
    assert given.top_share == 1.0

    kept = kept_out_out(turns, str.upper)
    assert kept.reasons == {"known": 2, "shown": 1, "constraint": 8}
    assert [(wish.key, wish.items) for wish in kept.wishes] == [("genre=Drama", 7), ("year=1990..1999", 1)]
    assert kept.wishes[0].label == "GENRE=DRAMA"
    assert (kept.offered, kept.taken) == (1, 1)

    words = words_out(turns)
    assert (words.asked, words.by, words.trouble) == (2, {"template": 2, "both": 1}, {"slow": 1})
    assert (words.blocked, words.tokens, words.cost) == (2, 11, 0.5)


def test_only_the_last_day_of_feedback_counts() -> None:
    events = [
        EventSeen(NOW - 90_000, EventKind.LIKE, shown=True),
        EventSeen(NOW - 10, EventKind.LIKE, shown=True),
        EventSeen(NOW - 9, EventKind.LIKE, shown=False),
        EventSeen(NOW - 8, EventKind.DISLIKE, shown=True),
    ]
    told = feedback_out(events, NOW)
    assert (told.last_day, told.liked_cards) == ({"like": 2, "dislike": 1}, 1)


def test_an_empty_home_has_nothing_to_tell() -> None:
    assert turns_out((), NOW).since is None
    assert (shown_out((), Catalogue(()), "en").gini, shown_out((), Catalogue(()), "en").top_share) == (0.0, 0.0)
