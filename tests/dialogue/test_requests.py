"""What no field of the catalogue holds is asked for all the same: things like an item, things that speak of something."""

from pathlib import Path

import pytest
from tests.dialogue.notation import written
from tests.dialogue.talk import Talk

from chatrec.core.acts import Like
from chatrec.core.query import ABOUT, ALIKE, Preference
from chatrec.dialogue import DialogueState, Tools, holds
from chatrec.dialogue.stored import dump, load
from chatrec.recommend import REQUESTS

FOLDER = Path(__file__).parent / "requests"


def cases() -> list[tuple[str, str]]:
    lines = [line for path in sorted(FOLDER.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return [(utterance, meaning) for utterance, _, meaning in (line.partition("\t") for line in lines)]


@pytest.fixture
def talk(informed: Tools) -> Talk:
    return Talk(informed)


def ids(talk: Talk, *titles: str) -> list[str]:
    return [item.id for title in titles for item in talk.tools.catalogue if item.title == title]


@pytest.mark.parametrize(("utterance", "meaning"), cases())
def test_a_request_means(utterance: str, meaning: str, informed: Tools, state: DialogueState) -> None:
    assert written(informed.nlu.parse(utterance, state), informed.catalogue) == meaning


def test_where_nothing_is_written_of_items_there_are_no_topics(tools: Tools, state: DialogueState) -> None:
    assert not tools.catalogue.tells
    for utterance, _ in cases():
        wished = [act.target for act in tools.nlu.parse(utterance, state) if isinstance(act, Like)]
        assert not [target for target in wished if getattr(target, "field", "") == ABOUT]


@pytest.mark.parametrize(
    ("message", "word", "said"),
    [
        ("find me a movie about chess", "chess", "here mention “chess”; what follows them does not."),
        ("a movie set in Africa", "Africa", "films here mention “Africa”."),
        ("关于国际象棋的电影", "国际象棋", "提到“国际象棋”，排在"),
    ],
)
def test_what_speaks_of_a_topic_leads_and_it_is_said_how_many_do(
    message: str, word: str, said: str, talk: Talk
) -> None:
    turn = talk.say(message)
    rows = talk.tools.catalogue.mentions.rows(word).tolist()
    shown = [item.item for item in turn.slate.items]
    n = min(len(rows), len(shown))
    assert set(shown[:n]) <= set(rows)
    assert not set(shown[n:]) & set(rows)
    reply = talk.reply(turn)
    assert said in reply
    assert str(len(rows)) in reply or len(rows) == 1
    assert "synopsis" in reply or "简介" in reply
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)
    first = talk.tools.explainer.reasons(turn.slate.items[0], turn.query)
    (own,) = (reason for reason in first if reason.term.source == REQUESTS)
    assert word in own.label


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("a comedy about quantum flux", "No film here mentions “quantum flux”."),
        ("关于量子通量的喜剧", "这里没有电影提到“量子通量”。"),
    ],
)
def test_a_topic_of_which_nothing_speaks_is_said_to_be_none(message: str, said: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert said in talk.reply(turn)
    assert all("Comedy" in talk.tools.catalogue[item.item].labels["genre"] for item in turn.slate.items)
    assert len(turn.slate.items) == 5


def test_a_topic_that_nothing_left_speaks_of_is_said_to_be_elsewhere(talk: Talk) -> None:
    turn = talk.say("a musical about submarines")
    assert "What mentions “submarines” here" in talk.reply(turn)


def test_what_a_topic_speaks_against_goes_to_the_end(talk: Talk) -> None:
    turn = talk.say("no films about dogs")
    assert "goes to the end" in talk.reply(turn)
    assert turn.state.soft == (Preference(ABOUT, "dogs", -1.0),)
    assert not {item.item for item in turn.slate.items} & set(talk.tools.catalogue.mentions.rows("dogs").tolist())


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("something like Toy Story", "something like Toy Story (1995)"),
        ("像《玩具总动员》那样的", "像《玩具总动员》（1995）那样的"),
    ],
)
def test_what_is_like_an_item_leads_and_it_is_said_why(message: str, said: str, talk: Talk) -> None:
    turn = talk.say(message)
    catalogue = talk.tools.catalogue
    (anchor,) = ids(talk, "Toy Story")
    own = set(catalogue[catalogue.row(anchor)].labels["genre"])
    assert anchor not in [catalogue[item.item].id for item in turn.slate.items]
    assert all(own & set(catalogue[item.item].labels["genre"]) for item in turn.slate.items)
    reply = talk.reply(turn)
    assert said in reply.replace("Something", "something")
    assert ("It shares" in reply or "it shares" in reply) if "Toy" in message else "都有" in reply
    assert turn.state.soft == (Preference(ALIKE, anchor),)
    assert turn.feedback == ()  # a wish of this conversation and no taste
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)


def test_a_likeness_combines_is_replaced_and_can_be_taken_back(talk: Talk) -> None:
    first = talk.say("something like Toy Story but newer")
    assert all(talk.tools.catalogue[item.item].numbers["year"] > 1995 for item in first.slate.items)
    both = talk.say("like Alien and Heat")
    assert both.state.soft == tuple(Preference(ALIKE, one) for one in ids(talk, "Alien", "Heat"))
    left = talk.say("forget Alien")
    assert left.state.soft == (Preference(ALIKE, *ids(talk, "Heat")),)
    assert talk.reply(left).count("Alien (1979)") == 1
    assert talk.say("start over").state.soft == ()


def test_a_topic_is_replaced_and_can_be_taken_back(talk: Talk) -> None:
    talk.say("a movie about chess")
    assert talk.say("a movie set in Africa").state.soft == (Preference(ABOUT, "Africa"),)
    assert talk.say("forget Africa").state.soft == ()


def test_requests_survive_a_restart(talk: Talk) -> None:
    state = talk.say("a movie about chess like Toy Story").state
    assert len(state.soft) == 2
    assert load(dump(state)) == state


def test_unlike_is_the_opposite(talk: Talk) -> None:
    turn = talk.say("nothing like Alien")
    assert turn.state.soft == (Preference(ALIKE, *ids(talk, "Alien"), -1.0),)
    assert "Nothing like Alien (1979), then." in talk.reply(turn)
