"""Questions of fact and their answers, hand-written, from the films that we know and from a shop's own columns."""

from pathlib import Path

import pytest
from tests.dialogue.conftest import known_to_a_few, tools_for
from tests.dialogue.talk import Talk

from chatrec.core.acts import AskFact, AskWorks, Compare, Evaluate, NoSuchPlace, UnknownTitle
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.knowledge import Triple, knowledge
from chatrec.core.moves import Move
from chatrec.dialogue import Tools, dump, holds, load
from chatrec.dialogue.book import FactBook
from chatrec.domains import domain

QUESTIONS = Path(__file__).parent / "questions"


def cases() -> list[tuple[str, str]]:
    """A question, after others where ">>" parts them, and what its answer must say."""
    lines = [line for path in sorted(QUESTIONS.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return [(question, answer) for question, _, answer in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize(("question", "answer"), cases())
def test_a_question_is_answered(question: str, answer: str, informed: Tools) -> None:
    talk = Talk(informed)
    for message in question.split(" >> "):
        turn = talk.say(message)
        assert [
            claim for point in turn.plan.points for claim in point.claims if not holds(claim, turn.plan.facts)
        ] == []
        assert turn.slate is None
    assert answer in talk.reply(turn)


def test_both_languages_ask_as_much() -> None:
    english, chinese = ((QUESTIONS / f"{name}.tsv").read_text("utf-8").splitlines() for name in ("english", "chinese"))
    assert len(english) == len(chinese) == 25


def test_a_question_may_stand_behind_anything_else(informed: Tools) -> None:
    talk = Talk(informed)
    turn = talk.say("I loved Fargo. Who directed it, and is Alien violent?")
    assert turn.feedback
    assert "was directed by Joel Coen" in talk.reply(turn)
    assert "Alien (1979) has a lot of violence" in talk.reply(turn)
    assert turn.slate


def test_what_is_on_the_table_is_asked_about_by_its_place(informed: Tools) -> None:
    talk = Talk(informed)
    shown = talk.say("three comedies")
    second = informed.catalogue[shown.slate.items[1].item]
    turn = talk.say("who is in the second one?")
    assert turn.move is Move.ANSWER
    assert all(actor in talk.reply(turn) for actor in second.labels["actor"])
    assert [act.target.item for act in talk.say("how long is it?").acts] == [shown.slate.items[1].item]
    assert talk.say("多长").acts == talk.say("how long is it?").acts


def test_it_is_the_first_of_a_list_of_which_nothing_was_asked(informed: Tools) -> None:
    talk = Talk(informed)
    shown = talk.say("three comedies")
    assert talk.say("how long is it?").acts[0].target.item == shown.slate.items[0].item


@pytest.mark.parametrize(
    ("message", "text", "reply"),
    [
        ("who directed the fifth one?", "the fifth one", "There is no “the fifth one”: my last list has 3."),
        ("第五部是谁导演的", "第五部", "没有“第五部”：上一次只推荐了 3 部。"),
    ],
)
def test_a_place_that_the_list_lacks_is_said_to_be_none(message: str, text: str, reply: str, informed: Tools) -> None:
    talk = Talk(informed)
    talk.say("three comedies")
    turn = talk.say(message)
    assert turn.acts == (NoSuchPlace(text),)
    assert talk.reply(turn) == reply
    assert "not recommended anything" in Talk(informed).reply(Talk(informed).say("who directed the fifth one?"))


@pytest.mark.parametrize(
    ("answer", "year"),
    [
        ("the 1954 one", 1954),
        ("1995", 1995),
        ("the older one", 1954),
        ("the newer", 1995),
        ("第二部", None),
        ("the last", None),
    ],
)
def test_of_one_title_the_answer_picks_an_item_and_the_question_goes_on(
    answer: str, year: int | None, informed: Tools
) -> None:
    talk = Talk(informed)
    asked = talk.say("who directed Sabrina?")
    assert "Sabrina (1995)" in talk.reply(asked)
    assert "Sabrina (1954)" in talk.reply(asked)
    assert load(dump(talk.state)) == talk.state
    (act,) = talk.say(answer).acts
    assert isinstance(act, AskFact)
    assert act.about is not None
    picked = informed.catalogue[act.target.item]
    assert picked.title == "Sabrina"
    assert year is None or picked.numbers["year"] == year


@pytest.mark.parametrize(
    "message", ["the 1970 one", "neither", "the seventh", "hello", "what about comedies from 1954?"]
)
def test_what_picks_no_item_is_read_as_anything_else(message: str, informed: Tools) -> None:
    talk = Talk(informed)
    talk.say("who directed Sabrina?")
    assert not any(isinstance(act, AskFact) for act in talk.say(message).acts)


SHOP = Catalogue(
    [
        Item(
            id="p1",
            title="Aurora 7",
            labels={"brand": ("Acme",), "colour": ("red", "black")},
            numbers={"price": 499.0, "battery_h": 20.0, "weight_kg": 1.2},
        ),
        Item(id="p2", title="Borealis", labels={"brand": ("Nord",)}, numbers={"weight_kg": 2.0}),
    ],
    knowledge([Triple("item:p2", "made.in", "Sweden"), Triple("item:p2", "written_by", "Ann")]),
)


@pytest.fixture(scope="module")
def shop() -> Tools:
    return tools_for(known_to_a_few(SHOP), domain("generic"))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how much is the Aurora 7?", "Aurora 7 costs 499."),
        ("Aurora 7多少钱", "Aurora 7的价格是499。"),
        ("what brand is the Borealis", "Borealis is made by Nord."),
        ("Borealis是什么牌子", "Borealis的品牌是Nord。"),
        ("what colour is Aurora 7", "Aurora 7 is red and black."),
        ("how much does Borealis cost?", "The catalogue does not know this of Borealis: price."),
        ("what is the weight kg of Borealis", "Borealis: weight_kg 2."),
        ("is Aurora 7 red?", "Yes, Aurora 7 is red and black."),
        ("who wrote Borealis", "Borealis was written by Ann."),
        ("tell me about Aurora 7", "Aurora 7 is in the catalogue: Acme. It is made by Acme. It costs 499."),
    ],
)
def test_a_catalogue_of_any_kind_is_asked_by_its_own_fields(question: str, answer: str, shop: Tools) -> None:
    talk = Talk(shop)
    turn = talk.say(question)
    assert talk.reply(turn) == answer
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)


def test_without_a_pack_nothing_is_invented(tools: Tools) -> None:
    talk = Talk(tools)
    for message in ("who directed Fargo?", "what is Alien about?", "is Heat violent?", "can kids watch Babe?"):
        turn = talk.say(message)
        assert "does not know this of" in talk.reply(turn)
        assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)


def test_false_claims_about_what_is_told_do_not_hold(informed: Tools) -> None:
    facts = Talk(informed).say("who wrote Fargo?").plan.facts
    wrong = [
        (ClaimKind.TOLD, "writer=Woody Allen"), (ClaimKind.LACKING, "writer"), (ClaimKind.LACKING, "genre=Crime"),
        (ClaimKind.LACKING, "plot"), (ClaimKind.PROSE, "A man walks into a bar."),
    ]  # fmt: skip
    assert not any(holds(Claim(kind, "fargo-1996", value), facts) for kind, value in wrong)
    assert not holds(Claim(ClaimKind.TOLD, "nothing", "writer=Joel Coen"), facts)


def test_a_home_that_wants_no_pack_is_told_none_of_it() -> None:
    films = domain("movies")
    plain = Catalogue([Item(id="1", title="Fargo", labels={"genre": ("Crime",)}, numbers={"year": 1996.0})])
    assert FactBook(plain, films).values(0, "writer") == ()
    assert FactBook(plain, films).prose(0, "en") == ""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what else has Zora Blaxley directed?", "The catalogue has nothing of Zora Blaxley that fits."),
        ("what did Kubrick make after Eyes Wide Shut?", "The catalogue has nothing of Stanley Kubrick that fits."),
        ("what else has Martin Scorsese made?", "the latest are"),
        ("What is Zorblax (2013) about?", "I do not know a film called “Zorblax”."),
        ("what did Kubrick direct after The Shining", "Full Metal Jacket (1987)"),
        ("is there much violence in Babe?", "violence"),
        ("can my 3 year old watch Jaws?", "No: Jaws (1975)"),
        ("who made Jaws?", "Steven Spielberg"),
        ("who directed Jaws? >> when was it made? >> what else has he directed?", "Catch Me If You Can (2002)"),
        ("what else has Steven Spielberg directed? >> what did he make before Jaws?", "The catalogue has"),
        ("what else has she made?", ""),
    ],
)
def test_further_questions_are_answered(question: str, answer: str, informed: Tools) -> None:
    talk = Talk(informed)
    for message in question.split(" >> "):
        turn = talk.say(message)
    assert answer in talk.reply(turn)
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)


@pytest.mark.parametrize("message", [
    "What type of movies do you enjoy?", "That film was actually on a true event but kind of Twisted.", "how are you?", "你好吗", "Who are you?",
    "I haven't seen the first one", "what do you recommend?", "who is in the mood for a comedy?", "what is the weather like",
])  # fmt: skip
def test_what_only_looks_like_a_question_about_an_item_is_none(message: str, informed: Tools) -> None:
    acts = informed.nlu.parse(message, Talk(informed).state)
    assert not any(
        isinstance(act, AskFact | AskWorks | Compare | Evaluate | NoSuchPlace | UnknownTitle) for act in acts
    )


def test_an_unknown_title_that_is_asked_about_is_no_fact(informed: Tools) -> None:
    turn = Talk(informed).say("who directed Zorblax Rising?")
    assert [type(act) for act in turn.acts] == [UnknownTitle]
    assert turn.state.topic is None


@pytest.mark.parametrize(
    ("message", "of", "field"),
    [
        ("which one is the shortest?", min, "runtime"),
        ("what's the longest of these?", max, "runtime"),
        ("and the newest of them", max, "year"),
        ("which film is the oldest", min, "year"),
        ("which is the least violent?", min, "violence"),
        ("哪部最短？", min, "runtime"),
        ("最新的是哪部", max, "year"),
        ("其中哪一部最长", max, "runtime"),
        ("这几部里哪部最暴力", max, "violence"),
    ],
)
def test_what_sets_one_of_the_list_apart_points_at_it(message: str, of: object, field: str, informed: Tools) -> None:
    talk = Talk(informed)
    shown = [one.item for one in talk.say("five films").slate.items]
    (act,) = talk.say(message).acts
    assert isinstance(act, AskFact)
    numbers = [number for row in shown if (number := informed.catalogue[row].numbers.get(field)) is not None]
    assert informed.catalogue[act.target.item].numbers[field] == of(numbers)
    assert act.about.field == field


@pytest.mark.parametrize(
    "message", ["his other films?", "more films by him", "anything else with him?", "show me more of his films"]
)
def test_he_is_whom_the_last_question_was_about(message: str, informed: Tools) -> None:
    talk = Talk(informed)
    talk.say("who directed Fargo")
    (act,) = talk.say(message).acts
    assert isinstance(act, AskWorks)
    assert act.of.value in {"Joel Coen", "Ethan Coen"}


def test_a_superlative_asks_for_films_where_no_list_is_meant(informed: Tools) -> None:
    assert Talk(informed).say("the newest comedies please").slate.items
