"""Evidence in words: every kind has a label in both languages, and what is said holds."""

import math
from typing import get_args

import numpy as np
import pytest

from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.claims import ClaimKind, Sentence
from chatrec.core.events import EventKind
from chatrec.core.ids import ItemId, ModelVersion, UserId
from chatrec.core.profile import Profile, Taste
from chatrec.core.query import Context, Interaction, Locale, Preference, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue.facts import Facts, holds
from chatrec.domains import domain
from chatrec.explain import Explainer
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.testing import synthetic_dataset
from chatrec.testing.synthetic import some_query

LOCALES: tuple[Locale, ...] = get_args(Locale)


def film(name: str, *genres: str, year: float | None = None) -> Item:
    labels = {"genre": genres} if genres else {}
    return Item(id=ItemId(name.lower()), title=name, labels=labels, numbers={} if year is None else {"year": year})


FILMS = Catalogue(
    [
        film("Heat", "Crime", year=1995),
        film("Alien", "Horror", "Sci-Fi", year=1979),
        film("Babe", "Comedy", year=1995),
        film("Big", "Comedy", year=1988),
    ]
)
HEAT, ALIEN, BABE, BIG = range(4)
MOVIES = Explainer(FILMS, domain("movies"))
# Loved Heat, hated Alien, was not moved by Big.
HISTORY = (Interaction(ALIEN, -1.0), Interaction(BIG, 0.5), Interaction(HEAT, 1.0))


def shown(*pieces: tuple[Kind, str, float], row: int = BABE) -> SlateItem:
    evidence = tuple(Evidence(Term("test", kind, ref), value) for kind, ref, value in pieces)
    return SlateItem(row, math.fsum(value for _, _, value in pieces), evidence)


def asked(locale: Locale = "en", history: tuple[Interaction, ...] = HISTORY, *wishes: str) -> Query:
    preferences = tuple(Preference("genre", wish) for wish in wishes)
    return Query(history=history, preferences=preferences, context=Context(locale))


def reason(*pieces: tuple[Kind, str, float], locale: Locale = "en", row: int = BABE) -> Sentence:
    return MOVIES.reason(shown(*pieces, row=row), asked(locale))


@pytest.mark.parametrize(
    ("kind", "ref", "value", "english", "chinese"),
    [
        (Kind.PRIOR, "trending", 1.0, "chosen by many people lately", "最近很多人选择"),
        (Kind.PRIOR, "trending", -1.0, "chosen by fewer people lately than most", "最近选择的人比多数少"),
        (Kind.HISTORY, "item:heat", 1.0, "you liked Heat (1995)", "你喜欢《Heat》（1995）"),
        (Kind.HISTORY, "item:big", 1.0, "you know Big (1988)", "你看过《Big》（1988）"),
        (Kind.HISTORY, "item:alien", -1.0, "you did not like Alien (1979)", "你不喜欢《Alien》（1979）"),
        (Kind.ATTRIBUTE, "genre=Comedy", 0.3, "your taste in comedy films", "你的口味：喜剧片"),
        (Kind.ATTRIBUTE, "decade=1990s", 0.3, "your taste in films from the 1990s", "你的口味：1990年代的电影"),
        (Kind.ATTRIBUTE, "year=1995", 0.3, "your taste in films from 1995", "你的口味：1995年的电影"),
        (
            Kind.ATTRIBUTE,
            "price=10..20",
            0.3,
            "your taste in films of price 10 to 20",
            "你的口味：price在10到20之间的电影",
        ),
        (
            Kind.ATTRIBUTE,
            "price=..1.5",
            0.3,
            "your taste in films of price up to 1.5",
            "你的口味：price不超过1.5的电影",
        ),
        (Kind.ATTRIBUTE, "price=20..", 0.3, "your taste in films of price over 20", "你的口味：price超过20的电影"),
        (Kind.ATTRIBUTE, "studio=A24", 0.3, "your taste in films of studio A24", "你的口味：studio为A24的电影"),
        (Kind.WISH, "genre=Horror", 2.0, "you asked for horror films", "你想要恐怖片"),
        (Kind.WISH, "genre=Horror", -2.0, "you would rather not have horror films", "你不太想要恐怖片"),
        (Kind.PRIOR, "base", -3.0, "where every film starts", "所有电影的共同起点"),
        (Kind.DIVERSITY, "item:big", -0.3, "similar to Big (1988) above", "与上面的《Big》（1988）相似"),
        (Kind.REST, "history:88", 0.1, "88 smaller reasons from your history", "你的历史中另外 88 个较小的理由"),
        (Kind.REST, "history:1", 0.1, "1 smaller reason from your history", "你的历史中另外 1 个较小的理由"),
        (Kind.REST, "wish:1", 0.1, "1 smaller wish", "另外 1 个较小的愿望"),
    ],
)
def test_labels(kind: Kind, ref: str, value: float, english: str, chinese: str) -> None:
    for locale, label in zip(LOCALES, (english, chinese), strict=True):
        assert [one.label for one in MOVIES.reasons(shown((kind, ref, value)), asked(locale))] == [label]


@pytest.mark.parametrize(
    ("field", "value", "english", "chinese"),
    [
        ("country", "Japan", "It fits your taste in Japanese films.", "日本的电影合你的口味。"),
        ("mood", "tense", "It fits your taste in tense films.", "紧张的电影合你的口味。"),
        ("genre", "Crime", "It fits your taste in crime films.", "犯罪片合你的口味。"),
    ],
)
def test_what_our_pack_tells_stands_before_the_noun(field: str, value: str, english: str, chinese: str) -> None:
    both = Catalogue([Item(id=ItemId(one), title=one, labels={field: (value,)}) for one in ("a", "b")])
    told = Explainer(both, domain("movies").worded(both))
    for locale, said in (("en", english), ("zh", chinese)):
        query = asked(locale, (Interaction(0, 1.0),))
        assert told.reason(shown((Kind.ATTRIBUTE, f"{field}={value}", 1.0), row=1), query).text == said


@pytest.mark.parametrize(
    ("kind", "ref", "value", "english", "chinese"),
    [
        (Kind.TEXT, "word=heist", 0.5, "you said “heist”", "你说过“heist”"),
        (Kind.TEXT, "item:heat", 0.5, "you mentioned Heat (1995)", "你提到过《Heat》（1995）"),
        (Kind.REST, "text:2", 0.5, "2 smaller reasons from what you said", "你说的话中另外 2 个较小的理由"),
        (Kind.PRIOR, "spoken-of", 0.5, "chosen by many people who say what they want", "说出想要什么的人中很多选了它"),
        (Kind.PRIOR, "spoken-of", -0.5, "chosen by fewer people who say what they want", "说出想要什么的人中较少选它"),
    ],
)
def test_labels_of_what_was_said(kind: Kind, ref: str, value: float, english: str, chinese: str) -> None:
    item = SlateItem(BABE, value, (Evidence(Term("words", kind, ref), value),))
    for locale, label in zip(LOCALES, (english, chinese), strict=True):
        assert [one.label for one in MOVIES.reasons(item, asked(locale))] == [label]
        wanted = f"{label[:1].upper()}{label[1:]}{'.' if locale == 'en' else '。'}" if kind is Kind.TEXT else ""
        assert MOVIES.reason(item, asked(locale)).text == wanted


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", Kind)
def test_the_rest_of_every_kind_has_a_label(kind: Kind, locale: Locale) -> None:
    (one,) = MOVIES.reasons(shown((Kind.REST, f"{kind.value}:7", 0.5)), asked(locale))
    assert "7" in one.label
    assert one.claims == ()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", [1.0, -1.0])
def test_popularity_is_said_differently_of_popular_and_of_rare_items(value: float, locale: Locale) -> None:
    label, other = (
        MOVIES.reasons(shown((Kind.PRIOR, "popularity", sign * value)), asked(locale))[0].label for sign in (1, -1)
    )
    assert label
    assert label != other


@pytest.mark.parametrize("limit", [0, 1, 3, 100])
def test_reasons_sum_to_the_score_within_the_limit(limit: int) -> None:
    pieces = [(Kind.HISTORY, "item:heat", 1.5), (Kind.ATTRIBUTE, "genre=Comedy", -0.25), (Kind.PRIOR, "base", -2.0)]
    item = shown(*pieces, (Kind.ATTRIBUTE, "genre=Horror", 0.125))
    reasons = MOVIES.reasons(item, asked(), limit=limit)
    assert math.fsum(one.value for one in reasons) == item.score
    assert sum(one.term.kind is not Kind.REST for one in reasons) == min(limit, 4)


def test_the_largest_liked_items_are_named_once_each() -> None:
    likes = (Interaction(HEAT, 1.0), Interaction(BIG, 0.75), Interaction(ALIEN, 0.8))
    evidence = (
        Evidence(Term("one", Kind.HISTORY, "item:big"), 0.5),
        Evidence(Term("one", Kind.HISTORY, "item:heat"), 2.0),
        Evidence(Term("other", Kind.HISTORY, "item:heat"), 1.0),
        Evidence(Term("one", Kind.HISTORY, "item:alien"), 0.25),
    )
    said = MOVIES.reason(SlateItem(BABE, 3.75, evidence), asked("en", likes))
    assert said.text == "Because you liked Heat (1995) and Big (1988)."
    assert {claim.ref for claim in said.claims if claim.kind is ClaimKind.OPINION} == {"heat", "big"}


def test_what_was_not_liked_is_never_called_liked() -> None:
    assert reason((Kind.HISTORY, "item:alien", 3.0), (Kind.HISTORY, "item:big", 2.0)).text == ""
    said = reason((Kind.HISTORY, "item:alien", 3.0), (Kind.HISTORY, "item:heat", 1.0))
    assert said.text == "Because you liked Heat (1995)."


def test_a_taste_is_the_reason_only_where_the_item_has_it_and_the_user_leans_to_it() -> None:
    crime = (Kind.ATTRIBUTE, "genre=Crime", 1.0)
    assert reason(crime, row=HEAT).text == "It fits your taste in crime films."
    assert reason(crime, row=BABE).text == ""
    assert reason((Kind.ATTRIBUTE, "genre=Horror", 1.0), row=ALIEN).text == ""
    assert reason((Kind.ATTRIBUTE, "decade=1990s", 1.0)).text == "It fits your taste in films from the 1990s."
    assert reason((Kind.ATTRIBUTE, "year=1995", 1.0)).text == "It fits your taste in films from 1995."
    assert reason((Kind.ATTRIBUTE, "year=1979", 1.0)).text == ""
    assert reason((Kind.ATTRIBUTE, "price=10..20", 1.0)).text == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_where_only_the_base_speaks_there_is_no_reason(locale: Locale) -> None:
    silent = [(Kind.PRIOR, "base", 4.0), (Kind.DIVERSITY, "item:big", 0.2), (Kind.REST, "history:5", 2.0)]
    assert reason(*silent, (Kind.HISTORY, "item:heat", -1.0), locale=locale) == Sentence("")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_claim_of_every_reason_holds_in_a_real_slate(locale: Locale) -> None:
    data = synthetic_dataset(np.random.default_rng(9), users=60, items=80)
    blend = blend_trainer(Settings()).fit(data, np.random.default_rng(0))
    reranker = DiversityReranker(data.catalogue, strength=0.5)
    house = Recommender(data.catalogue, blend, reranker, model=ModelVersion("v0001"))
    explainer, rng = Explainer(data.catalogue, domain("generic")), np.random.default_rng(1)
    claims = 0
    for _ in range(20):
        some = some_query(rng, data.catalogue)
        query = Query(history=some.history, preferences=some.preferences, context=Context(locale), n=8)
        slate = house.recommend(query)
        facts = facts_of(query, slate, data.catalogue)
        for item in slate.items:
            said = explainer.reason(item, query)
            assert bool(said.text) == bool(said.claims)
            told = [*said.claims, *(claim for one in explainer.reasons(item, query) for claim in one.claims)]
            assert [claim for claim in told if not holds(claim, facts)] == []
            claims += len(told)
    assert claims > 500


def facts_of(query: Query, slate: Slate, catalogue: Catalogue) -> Facts:
    tastes = {catalogue[past.item].id: Taste(past.weight, EventKind.RATING, past.at) for past in query.history}
    return Facts(
        catalogue=catalogue,
        profile=Profile(UserId("ada"), tastes),
        preferences=query.preferences,
        slate=slate,
    )
