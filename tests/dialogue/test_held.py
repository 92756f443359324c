"""Everything that shapes a list can be seen, and each of it taken back by itself."""

from dataclasses import replace

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.dial import Dial
from chatrec.core.errors import ConflictError
from chatrec.dialogue import Tools, press
from chatrec.dialogue.held import held

SAID = {
    "en": (
        "comedies or dramas from the 1990s but not from 1995, no horror",
        "without Toy Story",
        "like Heat",
        "I love musicals and hate westerns",
        "I had a terrible day",
    ),
    "zh": (
        "九十年代的喜剧或剧情片，不要1995年的，不要恐怖片",
        "不要《Toy Story》",
        "像《Heat》那样的",
        "我喜欢歌舞片，讨厌西部片",
        "今天过得很糟",
    ),
}
LABELS = {
    "en": {
        "year!=1995..1995": ("not from 1995", "Forget “not from 1995”"),
        "year=1990..1999": ("from the 1990s", "Forget “from the 1990s”"),
        "genre!=Horror": ("no horror", "Forget horror"),
        "genre=Comedy|Drama": ("comedy or drama", "Forget comedy or drama"),
        "item!=f16": ("no Toy Story", "Forget Toy Story"),
        "item~+f0": ("like Heat", "Forget Heat"),
        "genre~+Musical": ("more musical films", "Forget musical"),
        "genre~-Western": ("fewer western films", "Forget western"),
        "mood": ("how you feel", "Never mind my mood"),
    },
    "zh": {
        "year!=1995..1995": ("不要1995年的", "取消“不要1995年的”"),
        "year=1990..1999": ("1990年代", "取消“1990年代”"),
        "genre!=Horror": ("不要恐怖片", "取消恐怖片"),
        "genre=Comedy|Drama": ("喜剧片或剧情片", "取消喜剧片或剧情片"),
        "item!=f16": ("不要《Toy Story》", "取消《Toy Story》"),
        "item~+f0": ("类似《Heat》", "取消《Heat》"),
        "genre~+Musical": ("多些歌舞片", "取消歌舞片"),
        "genre~-Western": ("少些西部片", "取消西部片"),
        "mood": ("你的心情", "别管我的心情"),
    },
}


@pytest.fixture(params=sorted(SAID))
def talk(request, tools: Tools) -> Talk:
    found = Talk(tools)
    for message in SAID[request.param]:
        found.say(message)
    return found


def holding(talk: Talk) -> dict[str, tuple[str, str]]:
    return {one.key: tuple(one.words) for one in held(talk.state, talk.tools.catalogue, talk.tools.domain)}


def test_all_of_it_is_told_with_the_words_that_take_it_back(talk: Talk) -> None:
    assert holding(talk) == LABELS[talk.state.locale]


def test_each_is_taken_back_and_nothing_else(talk: Talk) -> None:
    all_of_it = holding(talk)
    for key in all_of_it:
        turn = press(key, talk.state, talk.profile, talk.tools, at=1.0)
        left = holding(replace(talk, state=turn.state))
        assert set(left) == set(all_of_it) - {key}
        assert turn.query is not None
        assert len(turn.query.preferences) + len(turn.query.constraints) == len(left) - ("mood" in left)
        with pytest.raises(ConflictError, match="any more"):
            press(key, turn.state, talk.profile, talk.tools, at=1.0)


def test_ranges_that_several_turns_stated_together_go_together(tools: Tools) -> None:
    talk = Talk(tools)
    talk.say("after 1980")
    talk.say("before 1990")
    assert holding(talk) == {"year=1981..1989": ("from 1981 to 1989", "Any year is fine")}
    turn = press("year=1981..1989", talk.state, talk.profile, tools, at=1.0)
    assert turn.state.constraints == ()
    assert "no longer holds" in talk.reply(turn)


@pytest.mark.parametrize("dial", [Dial(-1.0, 0.5), Dial(0.5, -0.5), Dial(0.0, -1.0), Dial()])
def test_the_dial_is_set_where_it_is_put(dial: Dial, tools: Tools) -> None:
    talk = Talk(tools)
    talk.say("less known")
    turn = press(dial, talk.state, talk.profile, tools, at=1.0)
    assert turn.state.dial == dial
    assert turn.query is not None
    assert turn.query.context.dial == dial
    told = talk.reply(turn)
    assert ("more alike" in told) == (dial.variety < 0)
    assert ("usual mix" in told) == (dial == Dial())
