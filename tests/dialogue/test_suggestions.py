"""Every suggestion that is shown is understood as it is meant."""

import random

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.acts import (
    Accept,
    Act,
    Adjust,
    AskFact,
    AskWhy,
    Dislike,
    Everything,
    Help,
    Like,
    More,
    Negate,
    Recommend,
    Retract,
    Seen,
)  # fmt: skip
from chatrec.dialogue import Tools

SAID = {
    "en": (
        "sci-fi from the 90s", "no horror", "comedies or dramas", "nothing from the 80s", "I loved Heat", "why?", "more",
        "before 1940 and after 1990", "I hated Heet", "westerns and musicals from 1995", "do you have Alien?", "hello",
        "I loved the Terminator 3", "I like romance", "no crime, no thrillers", "have you got Sabrina?", "no Heat",
        "I watched Sabrina", "documentaries before 1950", "french films", "either war or noir", "qwerty",
    ),
    "zh": (
        "九十年代的科幻片", "不要恐怖片", "喜剧或者剧情片", "不要八十年代的", "我喜欢《Heat》", "为什么？", "换一批", "1940年以前的",
        "我讨厌《Sabrina》", "又要西部又要歌舞的片子", "有没有《Alien》", "你好", "我喜欢爱情片", "不要犯罪片和惊悚片", "我看过《Sabrina》",
        "1950年以前的纪录片", "法国电影", "战争片或黑色电影", "今天天气", "不要《Heat》", "少来点动作片",
    ),
}  # fmt: skip
MEANT: tuple[tuple[tuple[str, ...], type[Act], type | None], ...] = (
    (("Why ", "为什么推荐"), AskWhy, None),
    (("More", "换一批"), More, None),
    (("No ", "不要"), Negate, None),
    (("Surprise me", "给我点惊喜", "As usual", "恢复正常"), Adjust, None),
    (("Forget ", "取消", "Any ", "不限", "Make it ", "改成", "Only ", "只看"), Accept, None),
    (("Start over", "重新开始"), Retract, Everything),
    (("I loved ", "我喜欢"), Like, None),
    (("I didn't like ", "我不喜欢"), Dislike, None),
    (("I have seen ", "我看过"), Seen, None),
    (("Tell me about ", "说说"), AskFact, None),
    (("Something like ", "类似"), Like, None),
    (("Recommend something", "推荐一些"), Recommend, None),
    (("What can I say?", "我能说什么？"), Help, None),
)


def meant(suggestion: str) -> tuple[type[Act], type | None]:
    return next((act, target) for openers, act, target in MEANT if suggestion.startswith(openers))


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("seed", range(12))
def test_what_is_suggested_is_understood_as_meant(locale: str, seed: int, tools: Tools) -> None:
    rng, talk, seen = random.Random(seed), Talk(tools), 0
    for message in rng.sample(SAID[locale], 8):
        turn = talk.say(message)
        for suggestion in turn.suggestions:
            act, target = meant(suggestion)
            said = tools.nlu.parse(suggestion, talk.state)
            assert any(isinstance(one, act) for one in said), (message, suggestion, said)
            assert all(target is None or isinstance(getattr(one, "target", None), target) for one in said), said
            seen += 1
        if turn.suggestions and rng.random() < 0.5:
            talk.say(rng.choice(turn.suggestions))
    assert seen > 8
