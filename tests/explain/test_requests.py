"""Requests that no field holds in words: where an item speaks of a topic, and what it shares with one that was named."""

import math

import pytest

from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.claims import ClaimKind
from chatrec.core.ids import ItemId
from chatrec.core.profile import Profile
from chatrec.core.query import ABOUT, ALIKE, Context, Locale, Preference, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue.facts import Facts, holds, preference_key
from chatrec.domains import domain
from chatrec.explain import Explainer
from chatrec.explain.changes import Unwish
from chatrec.explain.spoken import Speaker
from chatrec.llm.telling import Profiles
from chatrec.recommend import REQUESTS

FILMS = Catalogue(
    [
        Item(id=ItemId("heat"), title="Heat", labels={"genre": ("Crime",)}, titles={"zh": "盗火线"}),
        Item(
            id=ItemId("fresh"),
            title="Fresh",
            labels={"genre": ("Crime",)},
            text="A boy plays chess.",
            texts={"zh": "男孩下棋"},
        ),
        Item(id=ItemId("pawn"), title="Pawn", labels={"theme": ("chess",)}),
        Item(id=ItemId("book"), title="Chess"),
    ]
)
HEAT, FRESH, PAWN, BOOK = range(4)
MOVIES = Explainer(FILMS, domain("movies"))
PEOPLE, CRIME, TOPIC = "item=heat", "item=heat|genre=Crime", "text=chess"
LIKE_HEAT, CHESS = Preference(ALIKE, "heat"), Preference(ABOUT, "chess")


def asked(*wishes: Preference, locale: Locale = "en") -> Query:
    return Query(preferences=wishes, context=Context(locale))


def shown(*pieces: tuple[str, float], row: int = FRESH, popular: float = 0.5) -> SlateItem:
    evidence = tuple(Evidence(Term(REQUESTS, Kind.WISH, ref), value) for ref, value in pieces)
    evidence += (Evidence(Term("popularity", Kind.PRIOR, "popularity"), popular),)
    return SlateItem(row, math.fsum(piece.value for piece in evidence), evidence)


@pytest.mark.parametrize(
    ("ref", "value", "weight", "english", "chinese"),
    [
        (TOPIC, 6.0, 1.0, "mentions “chess”", "提到“chess”"),
        (CRIME, 2.0, 1.0, "crime, like Heat", "和《盗火线》一样：犯罪片"),
        (PEOPLE, 1.0, 1.0, "liked by people who like Heat", "喜欢《盗火线》的人也喜欢它"),
        (PEOPLE, -1.0, 1.0, "less liked by people who like Heat", "喜欢《盗火线》的人不太喜欢它"),
        (PEOPLE, 1.0, -1.0, "less liked by people who like Heat", "喜欢《盗火线》的人不太喜欢它"),
        ("item=gone", 1.0, 1.0, "liked by people who like gone", "喜欢gone的人也喜欢它"),
    ],
)
def test_labels(ref: str, value: float, weight: float, english: str, chinese: str) -> None:
    piece = Evidence(Term(REQUESTS, Kind.WISH, ref), value)
    wish = Preference(ALIKE, "heat", weight)
    assert [MOVIES.label(piece, asked(wish, locale=locale)) for locale in ("en", "zh")] == [english, chinese]


@pytest.mark.parametrize(
    ("pieces", "row", "said"),
    [
        (((TOPIC, 6.0),), FRESH, "“chess” stands in its synopsis."),
        (((TOPIC, 6.0),), PAWN, "It is about “chess”."),
        (((TOPIC, 6.0),), BOOK, "“chess” stands in its title."),
        (((PEOPLE, 2.0), (CRIME, 0.1)), FRESH, "It is liked by people who like Heat."),
        (((PEOPLE, 0.1), (CRIME, 2.0)), FRESH, "It shares crime with Heat."),
        (((PEOPLE, 1.0), (CRIME, 1.0)), FRESH, "It is liked by people who like Heat, and shares crime with it."),
        (((PEOPLE, 0.1), (CRIME, 0.1)), FRESH, "Many people like it."),
        (((PEOPLE, 1.0), (CRIME, 1.0), (TOPIC, 6.0)), FRESH, "“chess” stands in its synopsis."),
    ],
)
def test_the_request_that_adds_most_is_the_reason(pieces: tuple[tuple[str, float], ...], row: int, said: str) -> None:
    item, query = shown(*pieces, row=row), asked(LIKE_HEAT, CHESS)
    sentence = MOVIES.reason(item, query)
    assert sentence.text == said
    facts = Facts(catalogue=FILMS, profile=Profile("u"), slate=Slate((item,), {}, "v1"), preferences=query.preferences)
    assert sentence.claims
    assert all(claim.kind is ClaimKind.EVIDENCE and holds(claim, facts) for claim in sentence.claims)


def test_chinese_reasons() -> None:
    query = asked(LIKE_HEAT, Preference(ABOUT, "棋"), locale="zh")
    assert (
        MOVIES.reason(shown((PEOPLE, 1.0), (CRIME, 1.0)), query).text
        == "喜欢《盗火线》的人也喜欢它，而且都有：犯罪片。"
    )
    assert MOVIES.reason(shown(("text=棋", 6.0)), query).text == "简介中提到“棋”。"


def test_what_is_not_wanted_is_no_reason() -> None:
    """Who wants nothing like Heat is not told that something is good because it is less like it."""
    query = asked(Preference(ALIKE, "heat", -1.0))
    assert MOVIES.reason(shown((PEOPLE, 3.0)), query).text == "Many people like it."


def test_changes_and_models_name_requests() -> None:
    speaker = Speaker(FILMS, MOVIES, asked(LIKE_HEAT, CHESS), str)
    assert speaker.clause(Unwish(LIKE_HEAT)) == "you did not ask for something like Heat"
    assert speaker.clause(Unwish(CHESS)) == "you did not ask for something that mentions “chess”"
    told = Profiles(FILMS, domain("movies")).told(asked(LIKE_HEAT, CHESS, Preference("genre", "Crime", -1.0)))
    assert told.startswith("They ask for: something like Heat; “chess”; no ")
    assert preference_key(LIKE_HEAT) == "item~+heat"
