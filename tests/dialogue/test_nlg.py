"""The law of words: every sentence of every reply makes only claims that hold."""

import random
import string

import pytest
from tests.dialogue.films import FILMS
from tests.dialogue.talk import Talk

from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import EventKind
from chatrec.core.profile import Profile
from chatrec.core.query import Between, Excludes, Includes, Outside
from chatrec.dialogue import Facts, Say, Tools, holds
from chatrec.dialogue.nlg.templates import LANGUAGES
from chatrec.domains import domain

SENTENCES = [
    "recommend something", "three comedies", "no horror", "horror", "I loved {title}", "I hated {title}", "I've seen {title}",
    "more", "why?", "why the second one?", "why {title}?", "from the 90s", "before 1960", "westerns before 1950", "start over", "yes", "no", "surprise me", "play it safe", "as usual", "whatever", "westerns from 1960",
    "any year is fine", "I love dramas", "I can't stand musicals", "100 films", "hello", "thanks", "help", "blah",
    "I loved Sabrina", "I loved Nowhere At All", "something like {title}", "I take back {title}", "comedies or dramas",
    "推荐三部科幻片", "不要恐怖片", "我喜欢《{title}》", "我讨厌《{title}》", "看过《{title}》", "换一批", "为什么", "为什么推荐第二部",
    "九十年代", "不要八十年代的", "don't show me {title}", "年代不限", "重新开始", "我喜欢喜剧", "不喜欢爱情片", "恐怖片也可以", "一百部电影", "你好", "谢谢", "好的", "算了", "更冷门一点", "随便", "1950年以前的西部片", "还要搞笑的",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_every_claim_of_every_sentence_holds_and_constraints_hold_in_every_slate(tools: Tools, seed: int) -> None:
    rng = random.Random(seed)
    talk = Talk(tools)
    for _ in range(60):
        if talk.state.last_rows and rng.random() < 0.2:
            kind = rng.choice([EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN, EventKind.RETRACT])
            turn = talk.press(kind, rng.choice(talk.state.last_rows))
        else:
            turn = talk.say(rng.choice(SENTENCES).format(title=rng.choice(FILMS).title))
        for sentence in tools.nlg.realise(turn.plan):
            assert sentence.text
            assert "{" not in sentence.text
            assert [claim for claim in sentence.claims if not holds(claim, turn.plan.facts)] == []
        for item in turn.slate.items if turn.slate else ():
            assert all(constraint.allows(tools.catalogue[item.item]) for constraint in turn.state.hard)


@pytest.mark.parametrize("say", Say)
def test_both_languages_have_the_same_points_with_the_same_slots(say: Say) -> None:
    nouns = {"noun", "a_noun", "plural", "measure", "zh_noun", "en_plural"}
    slots = {
        frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name) - nouns
        for language in LANGUAGES.values()
        for template in language.templates[say]
    }
    assert len(slots) == 1


@pytest.mark.parametrize(
    ("constraints", "english", "chinese"),
    [
        ((), "films", "电影"),
        (
            (Includes("genre", ("Sci-Fi",)), Between("year", 1990, 1999)),
            "science-fiction films from the 1990s",
            "1990年代的科幻片",
        ),
        ((Includes("genre", ("Comedy", "Drama")),), "comedy or drama films", "喜剧片或剧情片"),
        (
            (Includes("genre", ("Comedy",)), Includes("genre", ("Romance",)), Excludes("genre", ("Horror",))),
            "comedy and romance films, without horror",
            "同时属于喜剧片和爱情片的电影（不要恐怖片）",
        ),
        ((Between("year", 1995, 1995),), "films from 1995", "1995年的电影"),
        ((Between("year", 1990, None),), "films from 1990 on", "1990年及以后的电影"),
        ((Between("year", None, 1979),), "films from 1979 or earlier", "1979年及以前的电影"),
        ((Outside("year", 1980, 1989),), "films not from the 1980s", "电影（不要1980年代的）"),
        (
            (Includes("brand", ("Acme",)), Between("price", 10, 20)),
            "films of brand Acme and priced at 10 to 20",
            "brand为Acme、price10到20的电影",
        ),
    ],
)
def test_wishes_in_words(constraints: tuple[Includes, ...], english: str, chinese: str) -> None:
    films = domain("movies")
    assert LANGUAGES["en"].things(constraints, True, films) == english
    assert LANGUAGES["zh"].things(constraints, True, films) == chinese


@pytest.mark.parametrize(
    "claim",
    [
        Claim(ClaimKind.TITLE, "f1", "Heat (1996)"),
        Claim(ClaimKind.TITLE, "nobody", "Heat"),
        Claim(ClaimKind.LABEL, "f1", "genre=Comedy"),
        Claim(ClaimKind.NUMBER, "f1", "year=1996"),
        Claim(ClaimKind.TASTE, "f1", "like"),
        Claim(ClaimKind.OPINION, "f1", "liked"),
        Claim(ClaimKind.COUNTING, "f1", "no"),
        Claim(ClaimKind.COUNTING, "f1", "yes"),
        Claim(ClaimKind.PLACE, "f1", "came"),
        Claim(ClaimKind.PLACE, "f1", "went"),
        Claim(ClaimKind.PLACE, "nobody", "went"),
        Claim(ClaimKind.WISH, "genre!=Horror", ""),
        Claim(ClaimKind.EVIDENCE, "f1", "together|history|item:f2|+"),
        Claim(ClaimKind.EVIDENCE, "f1", "nonsense"),
        Claim(ClaimKind.COUNT, "slate", "5"),
        Claim(ClaimKind.COUNT, "known", "1"),
        Claim(ClaimKind.COUNT, "fits:year=..1949", "2"),
    ],
)
def test_a_claim_without_a_fact_does_not_hold(claim: Claim, tools: Tools) -> None:
    assert not holds(claim, Facts(catalogue=tools.catalogue, profile=Profile("ann")))
