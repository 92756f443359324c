"""What is said about the talk itself, over several messages: whole lists that are known, company, choices, questions, the profile."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.dialogue.talk import Talk
from tests.dialogue.test_gold import after_a_list, catalogue, nlu

from chatrec.core.acts import Choose, Company, Favour, NoSuchPlace, OffTopic, Questions, Seen, TheItem
from chatrec.core.catalogue import Catalogue
from chatrec.core.events import Event, EventKind
from chatrec.core.moves import Move
from chatrec.core.query import AS_USUAL, Dial
from chatrec.core.tone import tone
from chatrec.dialogue import DialogueState, Say, Tools, dump, holds, load
from chatrec.dialogue.companions import CHINESE, ENGLISH, OWNED, named_companion
from chatrec.dialogue.nlu import BackedNlu, RuleNlu, trained_intents
from chatrec.dialogue.nlu.remarks.feelings import felt
from chatrec.dialogue.nlu.words.text import Normaliser, words
from chatrec.dialogue.nlu.words.unread import Unread

__all__ = ["after_a_list", "catalogue", "nlu"]

HERE = Path(__file__).parent
COMPANY = [tuple(line.split("\t")) for line in (HERE / "company.tsv").read_text("utf-8").splitlines()]
TONES = [tuple(line.split("\t")) for line in (HERE / "tones.tsv").read_text("utf-8").splitlines()]
SILENT = (HERE / "silent.txt").read_text("utf-8").splitlines()


@pytest.fixture
def talk(tools: Tools) -> Talk:
    return Talk(tools)


@pytest.fixture
def told(informed: Tools) -> Talk:
    return Talk(informed)


@pytest.mark.parametrize(("said", "holding"), COMPANY)
def test_what_company_likes_and_refuses_counts_here_and_is_no_taste(said: str, holding: str, told: Talk) -> None:
    for message in said.split(" >> "):
        turn = told.say(message)
    held = {wish.key for wish in turn.state.hard} | {f"{wish.field}~{wish.value}" for wish in turn.state.soft}
    assert held == set(filter(None, holding.split(" ; ")))
    assert turn.state.company is not None
    assert not told.profile.tastes
    for item in turn.slate.items if turn.slate else ():
        assert all(wish.allows(told.tools.catalogue[item.item]) for wish in turn.state.hard)


def test_for_whom_it_is_is_said_in_both_languages(told: Talk) -> None:
    assert "I keep your girlfriend in mind" in told.reply(told.say("my girlfriend hates violence"))
    reply = told.reply(told.say("我女朋友不喜欢恐怖片"))
    assert "照顾到你女朋友" in reply
    assert "不要恐怖片" in reply
    assert "tell me what they like" in told.reply(told.say("my dad is watching too"))


def test_an_example_of_company_is_heard_and_no_like(told: Talk) -> None:
    turn = told.say("my dad loves Unforgiven")
    assert [type(act) for act in turn.acts] == [Company, Favour]
    assert turn.feedback == ()
    assert turn.state.said[-1].items == (turn.acts[1].target.item,)
    assert "example: Unforgiven (1992)" in told.reply(turn)


def test_what_company_refuses_speaks_for_nothing(told: Talk) -> None:
    assert told.say("with my girlfriend, she hates violence").state.said == ()
    assert told.say("my girlfriend loves westerns").state.said[-1].text.endswith("westerns")


def test_whom_a_pronoun_means_is_forgotten_with_all_else(told: Talk) -> None:
    assert told.say("she hates horror").acts == (OffTopic(),)
    told.say("my wife hates war films")
    told.state = load(dump(told.state))
    assert told.say("she hates horror").acts[0] == Company("wife")
    told.say("start over")
    assert told.say("she hates horror").acts == (OffTopic(),)


def test_every_companion_has_a_name_in_both_languages() -> None:
    for who in {*ENGLISH.values(), *CHINESE.values(), *OWNED.values()}:
        assert named_companion(who, "en").startswith("your ")
        assert named_companion(who, "zh").startswith("你")
    assert named_companion("mother-in-law", "en") == "your mother-in-law"
    assert named_companion("nobody we know", "en") == "your company"


@pytest.mark.parametrize("message", ["I've seen all of these", "这些我都看过了"])
def test_a_whole_list_that_is_known_makes_room_for_another_and_can_be_taken_back(message: str, talk: Talk) -> None:
    first = talk.say("recommend something")
    turn = talk.say(message)
    assert turn.feedback == tuple((EventKind.SEEN, row) for row in first.state.last_rows)
    assert turn.slate is not None
    assert not {item.item for item in turn.slate.items} & set(first.state.last_rows)
    talk.state = load(dump(talk.state))
    undone = talk.say("undo that")
    assert undone.feedback == tuple((EventKind.RETRACT, row) for row in first.state.last_rows)
    assert not talk.profile.tastes
    assert undone.state.last_rows == first.state.last_rows
    assert talk.reply(undone).count("what you said about") == 1
    assert talk.say("undo that").acts == (OffTopic(),)


def test_what_is_spared_stays_and_a_place_that_is_not_there_is_told(talk: Talk) -> None:
    first = talk.say("recommend something")
    third = first.state.last_rows[2]
    turn = talk.say("I've seen all but the third")
    assert len(turn.feedback) == 4
    assert third in turn.state.last_rows
    assert talk.say("I've seen all but the ninth").acts == (NoSuchPlace("the ninth"),)
    assert talk.say("all except Nowhere At All I have seen").feedback == ()


def test_nothing_is_known_of_a_list_that_was_not_shown(talk: Talk) -> None:
    assert not any(isinstance(act, Seen) for act in talk.say("I've seen all of these").acts)


@pytest.mark.parametrize("message", SILENT)
def test_what_only_sounds_like_a_remark(
    message: str, nlu: RuleNlu, after_a_list: DialogueState, catalogue: Catalogue
) -> None:
    assert len(catalogue) > 0
    said = {type(act).__name__ for act in nlu.parse(message, after_a_list)}
    assert not said & {"Choose", "Approve", "Questions", "AskProfile", "Company"}
    assert sum(isinstance(act, Seen) for act in nlu.parse(message, after_a_list)) < 3


def test_what_is_chosen_is_kept_and_wished_well(talk: Talk) -> None:
    shown = talk.say("recommend something")
    row = shown.state.last_rows[1]
    turn = talk.say("great, the second one it is")
    assert (turn.move, turn.feedback, turn.slate) == (Move.CHAT, ((EventKind.ACCEPT, row),), None)
    assert talk.tools.catalogue[row].title in talk.reply(turn)
    taste = talk.profile.tastes[talk.tools.catalogue[row].id]
    assert (taste.kind, taste.weight) == (EventKind.ACCEPT, 0.5)
    assert talk.say("就看这部了").acts == (Choose(TheItem(row)),)
    assert row not in talk.say("recommend something").state.last_rows
    talk.state = replace(talk.state, topic=None)
    unsure = talk.say("that's the one!")
    assert (unsure.acts, unsure.feedback) == ((Choose(),), ())
    assert talk.reply(unsure) in {"Enjoy it!", "Have fun with it!"}


def test_praise_of_a_list_gets_a_friendly_word(talk: Talk) -> None:
    assert talk.say("that's better").acts == (OffTopic(),)
    talk.say("recommend something")
    turn = talk.say("much better")
    assert turn.move is Move.CHAT
    assert talk.reply(turn).startswith("Good to hear!")
    assert "More" in turn.suggestions
    assert talk.reply(talk.say("好多了")).startswith("太好了")


def test_no_question_is_asked_until_they_are_welcome(tools: Tools) -> None:
    asking = Talk(tools)
    assert asking.say("recommend something").state.question is not None
    assert "no more questions" in asking.reply(asking.say("stop asking me questions"))
    asking.state = load(dump(asking.state))
    assert asking.state.unasked == 2
    assert asking.say("recommend something").state.question is None
    asking.say("start over")
    assert asking.say("推荐一些").state.question is None
    assert "ask where it helps" in asking.reply(asking.say("you can ask me"))
    assert asking.state.unasked is None


def test_who_refuses_a_question_gets_the_list_it_stood_for(talk: Talk) -> None:
    turn = talk.say("recommend something")
    assert turn.state.question is not None
    talk.state = replace(talk.state, question=replace(turn.state.question, instead=True))
    assert talk.say("别问了").move is Move.RECOMMEND
    assert talk.say("just show me films").acts[0] == Questions(welcome=False)


def test_an_empty_profile_says_so(talk: Talk) -> None:
    reply = talk.reply(talk.say("what do you know about me?"))
    assert "know nothing of your tastes yet" in reply
    assert "no wishes so far" in reply
    assert "还不了解你的口味" in talk.reply(talk.say("你了解我什么"))


def test_the_profile_is_told_apart_from_the_wishes_of_this_conversation(talk: Talk) -> None:
    ids = [item.id for item in talk.tools.catalogue if item.title != "Heat"]
    kinds = (*[EventKind.RATING] * 5, EventKind.SEEN, EventKind.BUY, EventKind.DISLIKE)
    events = [
        Event(
            event_id=f"p{at}",
            user="ann",
            item=ids[at],
            kind=kind,
            at=float(at),
            value=at / 5 if kind is EventKind.RATING else None,
        )
        for at, kind in enumerate(kinds)
    ]
    talk.profile = talk.profile.folded(
        [*events, Event(event_id="m", user="ann", item=ids[4], kind=EventKind.MUTE, at=9.0)]
    )
    talk.say("I loved Heat, no horror, I love comedies, less known, with my wife")
    turn = talk.say("what do you know about me?")
    assert turn.move is Move.ANSWER
    assert [claim for point in turn.plan.points for claim in point.claims if not holds(claim, turn.plan.facts)] == []
    reply = talk.reply(turn)
    best = next(item.title for item in talk.tools.catalogue if item.id == ids[3])
    for part in (
        "You rated (5), best of all: ",
        "You said that you like (1): Heat",
        best,
        "You bought (1)",
        "You said that you know (1)",
        "not counted, as you asked: 1",
        "In this conversation you asked for: no horror",
        "leans by: comedy",
        "your wife",
        "less known",
        "forget that I liked Heat",
        "Start over",
    ):
        assert part.lower() in reply.lower(), part
    says = {point.say for point in talk.say("我的口味是什么").plan.points}
    assert {Say.TOLD, Say.TOLD_BEST, Say.WISHED_HERE, Say.LEANING_HERE, Say.CHANGE_TASTES} <= says


def test_what_most_of_the_liked_ones_are_is_counted(talk: Talk) -> None:
    likes = [
        Event(event_id=f"l{at}", user="ann", item=talk.tools.catalogue[at].id, kind=EventKind.LIKE, at=1.0)
        for at in range(8)
    ]
    talk.profile = talk.profile.folded(likes)
    turn = talk.say("what are my tastes?")
    point = next(point for point in turn.plan.points if point.say is Say.LEANS)
    assert all(holds(claim, turn.plan.facts) for claim in point.claims)
    assert not holds(replace(point.claims[0], value="40"), turn.plan.facts)
    assert any(point.say is Say.TOLD_MOST for point in turn.plan.points)


def test_a_person_who_is_not_profiled_is_told_so_first(talk: Talk) -> None:
    talk.state = replace(talk.state, profiled=False)
    assert talk.say("show my profile").plan.points[0].say is Say.UNPROFILED


@pytest.mark.parametrize(("message", "sounds"), TONES)
def test_a_feeling_gets_its_tone(message: str, sounds: str, state: DialogueState) -> None:
    text = Normaliser()(message)
    acts, _ = felt(Unread(text, words(text)), state)
    assert [tone(act.mood).value for act in acts] == ([] if sounds == "nothing" else [sounds])


@pytest.mark.parametrize(
    "message",
    [
        "something with my cousin from Peru",
        "my uncle never eats fish",
        "最热门的",
        "nobody here knows how to fix my car",
    ],
)
def test_no_guess_turns_the_dial_over_words_that_nothing_reads(message: str, talk: Talk) -> None:
    talk.tools = replace(talk.tools, nlu=BackedNlu(talk.tools.nlu, trained_intents()))
    assert talk.say(message).state.dial == AS_USUAL
    assert talk.say("be daring").state.dial != AS_USUAL


def test_complaints_of_a_list_turn_the_dial(talk: Talk) -> None:
    stands = [talk.say(message).state.dial for message in ("these are all too popular", "太冷门了", "too mainstream")]
    assert stands == [Dial(0.5, 0.0), Dial(-0.5, 0.0), Dial(0.5, 0.0)]
