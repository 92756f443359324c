"""What people type in passing, on films of which a pack tells: ages, the time there is, how a thing feels, names half remembered."""

from pathlib import Path

import pytest
from tests.dialogue.notation import written
from tests.dialogue.talk import Talk

from chatrec.core.acts import More, UnknownTitle
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.events import EventKind
from chatrec.core.ids import ConversationId, ItemId, UserId
from chatrec.core.moves import Move
from chatrec.core.query import Excludes, Query
from chatrec.dialogue import DialogueState, Tools
from chatrec.dialogue.nlu.numbers.amounts import Amounts
from chatrec.dialogue.nlu.words.shorthand import spelt_out
from chatrec.dialogue.state import Served
from chatrec.domains import domain

CASES = [line.split("\t") for line in (Path(__file__).parent / "everyday.tsv").read_text("utf-8").splitlines()]
SHOWN = ("Heat", "Alien", "Babe", "Fargo", "Psycho")


@pytest.fixture(scope="module")
def after_a_list(informed: Tools) -> DialogueState:
    rows = {item.title: row for row, item in reversed(list(enumerate(informed.catalogue)))}
    last = Served(Query(), frozenset(), tuple(rows[title] for title in SHOWN))
    return DialogueState(conversation=ConversationId("c1"), user=UserId("ann"), turn=1, last=last)


@pytest.fixture
def talk(informed: Tools) -> Talk:
    return Talk(informed)


@pytest.mark.parametrize(("message", "meaning"), CASES)
def test_what_is_said_in_passing_means(
    message: str, meaning: str, informed: Tools, after_a_list: DialogueState
) -> None:
    assert written(informed.nlu.parse(message, after_a_list), informed.catalogue) == meaning


@pytest.mark.parametrize(
    ("message", "spelt"),
    [
        ("idk, ill watch smth u recommend", "I don't know, I'll watch something you recommend"),
        ("can u recommend a gud movi tonite pls", "can you recommend a gud movie tonight please"),
        ("im ill, id like sth w/o blood", "I'm ill, I'd like something without blood"),
        ("Whats new tho", "What's new though"),
        ("The Will, I.D. and U Turn", "The Will, I.D. and U Turn"),
    ],
)
def test_shorthand_is_spelt_out_where_it_leaves_no_doubt(message: str, spelt: str) -> None:
    assert spelt_out(message) == spelt


@pytest.mark.parametrize("answer", ["the second", "second one", None])
def test_what_is_only_pointed_at_is_asked_for_and_the_answer_is_taken(answer: str | None, talk: Talk) -> None:
    shown = talk.say("recommend something").state.last_rows
    asked = talk.say("seen that one already")
    assert asked.acts == (UnknownTitle("", shown, EventKind.SEEN),)
    assert talk.reply(asked).startswith("Which one do you mean: ")
    said = answer or talk.tools.catalogue[shown[1]].title
    assert talk.say(said).feedback == ((EventKind.SEEN, shown[1]),)


def test_it_is_what_was_judged_last_and_a_no_asks_for_others(talk: Talk) -> None:
    talk.say("blade runner was great")
    assert "117 minutes" in talk.reply(talk.say("is it long"))
    before = talk.state.last_rows
    turn = talk.say("nah")
    assert (turn.move, turn.acts[0]) == (Move.RECOMMEND, More())
    assert not set(turn.state.last_rows) & set(before)


def test_a_no_before_any_list_asks_for_nothing(talk: Talk) -> None:
    assert talk.say("nah").move is Move.SUGGEST


def test_adjectives_are_refused_as_english_does(talk: Talk) -> None:
    reply = talk.reply(talk.say("a thriller, but nothing dark or slow"))
    assert "nothing dark or slow" in reply or "nothing slow or dark" in reply
    assert "without dark" not in reply
    assert "without cartoons" in talk.reply(talk.say("nothing animated"))


def test_what_children_watch_too_suits_them_until_any_age_is_said(talk: Talk) -> None:
    first = talk.say("something with my kids")
    assert "suitable at the age of 10" in talk.reply(first)
    ages = [talk.tools.catalogue[row].numbers.get("age", 0.0) for row in first.state.last_rows]
    assert max(ages) <= 10
    assert talk.say("my kids hate musicals").state.hard[0].key == "age=..10"
    assert {wish.field for wish in talk.say("any age is fine").state.hard} == {"genre"}
    assert {wish.field for wish in talk.say("my kids love dogs").state.hard} == {"genre"}


def test_what_others_have_seen_is_left_out_here(talk: Talk) -> None:
    shown = talk.say("recommend something").state.last_rows
    turn = talk.say("she's seen all of these")
    ids = tuple(talk.tools.catalogue[row].id for row in shown)
    assert turn.state.hard == (Excludes("item", ids),)
    assert turn.feedback == ()
    assert "without those 5 films" in talk.reply(turn)


def test_both_are_the_two_that_were_named(talk: Talk) -> None:
    talk.say("something like the godfather or goodfellas")
    titles = {talk.tools.catalogue[row].title for _, row in talk.say("seen both").feedback}
    assert titles == {"The Godfather", "GoodFellas"} or titles == {"The Godfather", "Goodfellas"}
    talk.say("start over")
    talk.say("recommend something")
    assert talk.say("seen both").feedback == ()


@pytest.mark.parametrize(
    ("message", "field", "most"),
    [
        ("i only have an hour and a half", "runtime", 90.0),
        ("we've got 2 hours", "runtime", 120.0),
        ("i have $500", "price", 500.0),
        ("i have 16 gb of ram", None, 0.0),
        ("i have 3 kids", None, 0.0),
    ],
)
def test_what_one_has_to_spend_is_a_bound_and_what_one_owns_is_none(
    message: str, field: str | None, most: float
) -> None:
    item = Item(id=ItemId("a"), title="A", numbers={"price": 3.0, "ram_gb": 8.0, "runtime": 90.0})
    found = Amounts(Catalogue([item]), domain("shop" if "$" in message or "gb" in message else "movies"))(message)
    assert [(one.span.field, one.span.high) for one in found] == ([(field, most)] if field else [])
