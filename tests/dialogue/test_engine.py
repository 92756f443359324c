"""Whole turns: what is shown, what is said, what is remembered."""

from dataclasses import replace

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.errors import InputError
from chatrec.core.events import EventKind
from chatrec.core.moves import Move
from chatrec.core.profile import Profile
from chatrec.dialogue import DialogueState, Tools, take_turn


@pytest.fixture
def talk(tools: Tools) -> Talk:
    return Talk(tools)


def test_a_stranger_gets_what_is_popular_and_is_told_so(talk: Talk) -> None:
    turn = talk.say("recommend something")
    assert (turn.move, len(turn.slate.items), turn.locale) == (Move.RECOMMEND, 5, "en")
    assert "Tell me a film you like" in talk.reply(turn)


def test_a_stranger_with_wishes_is_told_that_they_alone_count(talk: Talk) -> None:
    turn = talk.say("三部九十年代的喜剧")
    assert turn.locale == "zh"
    assert "为你找到 3 部1990年代的喜剧片" in talk.reply(turn) or "这里有 3 部1990年代的喜剧片" in talk.reply(turn)
    assert "只是按你的要求" in talk.reply(turn)


def test_a_like_in_the_message_counts_in_its_own_turn(talk: Talk) -> None:
    turn = talk.say("I loved Heat and Alien, recommend something")
    assert {kind for kind, _ in turn.feedback} == {EventKind.LIKE}
    assert [past.weight for past in turn.query.history] == [1.0, 1.0]
    assert not {"Heat", "Alien"} & set(talk.titles(turn))
    assert "Heat (1995) and Alien (1979)" in talk.reply(turn)


def test_more_goes_on_and_a_reaction_keeps_the_page(talk: Talk) -> None:
    first = talk.say("recommend something")
    second = talk.say("more")
    assert not set(first.state.last_rows) & set(second.state.last_rows)
    disliked = second.state.last_rows[2]
    third = talk.press(EventKind.DISLIKE, disliked)
    assert disliked not in third.state.last_rows
    assert not set(first.state.last_rows) & set(third.state.last_rows)
    assert third.feedback == ((EventKind.DISLIKE, disliked),)


def test_when_everything_was_shown_we_say_so(talk: Talk) -> None:
    assert len(talk.say("50 westerns").slate.items) == 2
    turn = talk.say("more")
    assert turn.move is Move.APOLOGISE_AND_RELAX
    assert turn.state.hard == talk.state.hard


def test_nothing_fits_is_said_and_nothing_is_relaxed_silently(talk: Talk) -> None:
    turn = talk.say("westerns before 1950")
    assert (turn.move, turn.slate.items) == (Move.APOLOGISE_AND_RELAX, ())
    assert {constraint.key for constraint in turn.query.constraints} == {"genre=Western", "year=..1949"}
    assert "If I make it “from 1966 or earlier” instead of “from 1949 or earlier”, I can offer 1 more." in talk.reply(
        turn
    )
    assert turn.suggestions[:2] == ("Make it from 1966 or earlier", "Forget western")


def test_why_is_answered_from_the_evidence_of_the_last_list(talk: Talk) -> None:
    shown = talk.say("I love comedies, recommend three")
    assert len(shown.slate.items) == 3
    turn = talk.say("why the second one?")
    assert (turn.move, turn.slate, turn.query) == (Move.EXPLAIN, None, None)
    assert turn.plan.facts.slate == shown.slate
    assert "you asked for comedy films" in talk.reply(turn)
    assert "不在我上一次的推荐里" in talk.reply(talk.say("为什么推荐《Nosferatu》"))


def test_why_before_any_list_and_after_a_restart(talk: Talk) -> None:
    assert "not recommended anything" in talk.reply(talk.say("why?"))


def test_a_lifted_exclusion_and_a_clamped_number_are_said(talk: Talk) -> None:
    talk.say("no horror")
    assert "“no horror” no longer holds." in talk.reply(talk.say("horror"))
    assert "You asked for 100; only 5 fit." in talk.reply(talk.say("100 films"))
    talk.say("start over")
    assert "You asked for 0; I show 1 at a time." in talk.reply(talk.say("0 films"))


def test_a_single_film_can_be_kept_out_and_let_in_again(talk: Talk) -> None:
    turn = talk.say("don't show me Heat")
    assert "Heat" not in talk.titles(turn)
    assert "without Heat." in talk.reply(turn)
    turn = talk.say("收回Heat")
    assert turn.state.hard == ()
    assert "Heat" in talk.reply(turn)


def test_an_unknown_title_is_asked_about_and_never_logged(talk: Talk) -> None:
    turn = talk.say("I loved Sabrina")
    assert (turn.move, turn.feedback) == (Move.CHAT, ())
    assert "do you mean Sabrina (1954) or Sabrina (1995)?" in talk.reply(turn)
    assert talk.say(turn.suggestions[0]).feedback[0][0] is EventKind.LIKE


def test_the_answer_is_in_the_language_of_the_message(talk: Talk) -> None:
    assert [talk.say(words).locale for words in ("你好", "👍", "hello", "…", "谢谢")] == ["zh", "zh", "en", "en", "zh"]


@pytest.mark.parametrize("message", ["blah blah", "今天吃什么", "😀", "\x00", "привет", ""])
def test_what_is_not_understood_gets_help_that_names_both_languages(talk: Talk, message: str) -> None:
    turn = talk.say(message)
    assert turn.move is Move.SUGGEST
    reply = talk.reply(turn)
    assert ("English or Chinese" in reply and "films" in reply) or ("中文或英文" in reply and "电影" in reply)


def test_every_suggestion_is_understood(talk: Talk) -> None:
    said = [
        "hello",
        "recommend something",
        "westerns before 1950",
        "why?",
        "三部喜剧",
        "重新开始",
        "I loved Sabrina",
        "1800年的电影",
    ]
    for message in said:
        turn = talk.say(message)
        assert 1 <= len(turn.suggestions) <= (5 if turn.question else 3)
        for suggestion in turn.suggestions:
            acts = talk.tools.nlu.parse(suggestion, turn.state)
            assert "OffTopic" not in str(acts), (message, suggestion)
            assert "UnknownTitle" not in str(acts), (message, suggestion)


def test_a_button_of_no_known_kind_is_refused(talk: Talk) -> None:
    with pytest.raises(InputError, match="like, dislike, seen or retract"):
        talk.press(EventKind.RATING, 0)


def test_a_turn_changes_nothing_it_was_given(talk: Talk) -> None:
    state, profile = talk.state, talk.profile
    take_turn("I loved Heat, no horror", state, profile, talk.tools, at=1.0)
    assert state == DialogueState(conversation="c1", user="ann")
    assert profile == Profile("ann")
    assert take_turn("more", state, profile, talk.tools, at=1.0) == take_turn(
        "more", state, profile, talk.tools, at=1.0
    )
    assert replace(state) == state
