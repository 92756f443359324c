"""Why not X, in words: what keeps it out, and what would bring it in."""

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.acts import AskWhy
from chatrec.core.moves import Move
from chatrec.dialogue import Tools, holds


@pytest.fixture
def talk(tools: Tools) -> Talk:
    return Talk(tools)


@pytest.mark.parametrize(
    ("first", "question", "said"),
    [
        ("I loved Heat", "why not Heat?", "You know Heat (1995) already"),
        ("no horror please", "why not Nosferatu?", "Nosferatu (1922) does not fit “no horror”"),
        ("我喜欢《Heat》", "为什么没有《Heat》？", "你已经知道《Heat》（1995）"),
        ("不要恐怖片", "为什么不推荐《Nosferatu》？", "《Nosferatu》（1922）不符合"),
    ],
)
def test_what_keeps_it_out_is_said_and_every_claim_holds(talk: Talk, first: str, question: str, said: str) -> None:
    listed = talk.say(first)
    turn = talk.say(question)
    assert turn.move is Move.EXPLAIN
    assert isinstance(turn.acts[0], AskWhy)
    assert said in talk.reply(turn)
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)
    assert talk.state.last_rows == tuple(one.item for one in listed.slate.items)  # the list stays what it was


def test_what_would_bring_it_in_does(talk: Talk) -> None:
    talk.say("no horror please")
    reply = talk.reply(talk.say("why not Nosferatu?"))
    assert "If you dropped “no horror”" in reply
    assert "Nosferatu (1922) would be in the list." in reply or "There is none" in reply
    talk.say("horror is fine")
    assert "Nosferatu" in talk.titles(talk.say("a horror film from the 1920s"))


def test_what_is_in_the_list_is_explained_as_ever(talk: Talk) -> None:
    listed = talk.titles(talk.say("recommend something"))
    assert "not in my last list" not in talk.reply(talk.say(f"why {listed[0]}?"))
