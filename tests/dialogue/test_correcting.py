"""The profile corrected in words: what counts no more, what counts again, and what the reply says of it."""

from dataclasses import replace

import numpy as np
import pytest
from tests.dialogue.films import film_dataset
from tests.dialogue.talk import Talk

from chatrec.core.acts import CorrectProfile
from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import EventKind
from chatrec.core.moves import Move
from chatrec.dialogue import Tools, dump, holds, load
from chatrec.dialogue.state import Corrected
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.attributes import AttributesTrainer


@pytest.fixture(scope="module")
def telling(tools: Tools) -> Tools:
    """The house with a model in which tastes decide alone, so that a correction shows in the list."""
    scorer = AttributesTrainer().fit(film_dataset(), np.random.default_rng(0))
    reranker = DiversityReranker(tools.catalogue, strength=0.0)
    return replace(tools, recommender=Recommender(tools.catalogue, scorer, reranker, model="test"))


@pytest.fixture
def talk(telling: Tools) -> Talk:
    talk = Talk(telling)
    talk.say("I loved Alien, Psycho and Fargo")
    talk.say("recommend five films")
    return talk


def row(catalogue: Catalogue, title: str) -> int:
    return next(row for row, item in enumerate(catalogue) if item.title == title)


def muted(talk: Talk) -> set[str]:
    return {talk.tools.catalogue[talk.tools.catalogue.row(item)].title for item, taste in talk.profile.tastes.items() if taste.muted}  # fmt: skip


@pytest.mark.parametrize(
    ("dispute", "undo", "counts_no_more", "again"),
    [
        ("not because of Alien", "undo that", "Alien (1979)", "counts again"),
        ("别因为《Alien》推荐", "撤回", "《Alien》（1979）", "重新算数"),
    ],
)
def test_a_disputed_reason_counts_no_more_until_it_is_undone(
    dispute: str, undo: str, counts_no_more: str, again: str, talk: Talk
) -> None:
    before = talk.state.last_rows
    turn = talk.say(dispute)
    assert turn.move is Move.RECOMMEND
    assert turn.feedback == ((EventKind.MUTE, row(talk.tools.catalogue, "Alien")),)
    assert muted(talk) == {"Alien"}
    said = talk.reply(turn)
    assert counts_no_more in said
    assert undo in said
    changed = set(before) != set(talk.state.last_rows)
    assert changed == any(words in said for words in ("New in the list", "新进入列表"))
    assert changed != any(words in said for words in ("stays as it is", "列表没有变化"))
    talk.state = load(dump(talk.state))
    assert again in talk.reply(talk.say(undo))
    assert muted(talk) == set()
    assert talk.state.last_rows == before
    assert talk.state.corrected is None


def test_what_is_no_longer_liked_counts_no_more_and_is_held_back(talk: Talk) -> None:
    before = talk.state.last_rows
    turn = talk.say("I no longer like horror")
    assert {kind for kind, _ in turn.feedback} == {EventKind.MUTE}
    assert muted(talk) == {"Alien", "Psycho"}
    assert [(wish.field, wish.value, wish.weight) for wish in turn.state.soft] == [("genre", "Horror", -1.0)]
    said = talk.reply(turn)
    assert "hold back on horror" in said or "fewer horror" in said
    assert "Psycho (1960) and Alien (1979)" in said
    catalogue = talk.tools.catalogue
    came = [catalogue[row].title for row in talk.state.last_rows if row not in before]
    assert bool(came) == ("New in the list" in said)
    assert all(title in said for title in came)
    talk.say("never mind that")
    assert (muted(talk), talk.state.soft) == (set(), ())


def test_many_that_count_no_more_are_named_in_part(talk: Talk) -> None:
    talk.say("I loved Heat, Seven, Speed and Scream")
    said = talk.reply(talk.say("我不再喜欢惊悚片了"))
    assert len(muted(talk)) == 7
    assert "等另外4部" in said


def test_what_is_forgotten_is_no_taste_any_more(talk: Talk) -> None:
    turn = talk.say("forget that I watched Alien with my kids")
    assert turn.feedback == ((EventKind.RETRACT, row(talk.tools.catalogue, "Alien")),)
    assert talk.tools.catalogue[row(talk.tools.catalogue, "Alien")].id not in talk.profile.tastes
    assert turn.state.hard == ()


def test_of_what_nothing_is_known_nothing_is_changed_and_that_is_said(talk: Talk) -> None:
    turn = talk.say("not because of Titanic")
    assert turn.feedback == ()
    assert "I know nothing of you and Titanic (1997)" in talk.reply(turn)
    assert "stays as it is" in talk.reply(turn)
    assert turn.state.corrected is None


def test_a_second_dispute_of_the_same_is_confirmed_and_changes_nothing(talk: Talk) -> None:
    talk.say("not because of Alien")
    turn = talk.say("not because of Alien")
    assert turn.feedback == ()
    assert "no longer counts" in talk.reply(turn) or "not because of Alien" in talk.reply(turn)
    turn = talk.say("Alien counts again")
    assert turn.feedback == ((EventKind.UNMUTE, row(talk.tools.catalogue, "Alien")),)


def test_a_correction_and_a_wish_in_one_message(talk: Talk) -> None:
    turn = talk.say("not because of Alien, and no westerns")
    assert any(isinstance(act, CorrectProfile) for act in turn.acts)
    assert [wish.key for wish in turn.state.hard] == ["genre!=Western"]


def test_what_was_never_said_holds_no_more(talk: Talk) -> None:
    talk.say("I like war films")
    assert [wish.value for wish in talk.state.soft] == ["War"]
    assert talk.say("that's wrong, I never said I like war films").state.soft == ()


@pytest.mark.parametrize(
    ("asked", "said"), [("recommend something", "no, I meant no horror"), ("推荐点电影", "不，我的意思是不要恐怖片")]
)
def test_no_i_meant_corrects_the_wish_and_does_not_answer_the_question(asked: str, said: str, tools: Tools) -> None:
    talk = Talk(tools)
    talk.say("from the 90s")
    assert talk.say(asked).question is not None
    assert [wish.key for wish in talk.say(said).state.hard] == ["genre!=Horror"]


@pytest.mark.parametrize(
    ("off", "on", "gone", "back"),
    [
        ("stop using my history", "use my history again", "You are not profiled now", "What I know of you counts"),
        ("不要用我的历史推荐", "重新用我的历史推荐", "已关闭个性化", "已开启个性化"),
        ("don't profile me", "undo that", "You are not profiled now", "What I know of you counts"),
    ],
)
def test_profiling_is_switched_in_words_and_back(off: str, on: str, gone: str, back: str, talk: Talk) -> None:
    before, known = talk.state.last_rows, talk.profile
    turn = talk.say(off)
    assert (turn.move, turn.profiling, talk.state.profiled) == (Move.RECOMMEND, False, False)
    assert turn.query is not None
    assert turn.query.history == ()
    reply = talk.reply(turn)
    assert gone in reply
    assert set(before) != set(talk.state.last_rows)
    assert "New in the list" in reply or "新进入列表" in reply
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)
    talk.state = load(dump(talk.state))
    assert talk.say(off).profiling is None
    talk.state = replace(talk.state, corrected=Corrected((), talk.state.turn, everything=True))
    turn = talk.say(on)
    assert (turn.profiling, talk.profile, talk.state.last_rows) == (True, known, before)
    assert back in talk.reply(turn)
    wrong = Claim(ClaimKind.PROFILING, "", "off")
    assert not holds(wrong, turn.plan.facts)


def test_what_is_said_while_not_profiled_counts_in_the_conversation(talk: Talk) -> None:
    turn = talk.say("stop using my history, but I love Casablanca")
    assert turn.query is not None
    assert [past.item for past in turn.query.history] == [row(talk.tools.catalogue, "Casablanca")]
