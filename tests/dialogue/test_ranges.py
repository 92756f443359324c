"""Ranges of numbers as a person says them, of every numeric field of every domain, in questions and recaps alike."""

from dataclasses import replace
from itertools import product
from math import inf, nextafter
from pathlib import Path

import numpy as np
import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.query import Between, Locale
from chatrec.dialogue.nlg.ranges import ranged
from chatrec.dialogue.nlu import RuleNlu
from chatrec.dialogue.questions import every_question
from chatrec.dialogue.state import DialogueState
from chatrec.domains import domain

LINES = [tuple(line.split("\t")) for line in (Path(__file__).parent / "ranges.tsv").read_text("utf-8").splitlines()]
DOMAINS = ("movies", "books", "music", "media", "shop", "generic")


def end(text: str) -> float | None:
    """An end of a range: "97", "<97" for below it, ">97" for above it, "" for none."""
    if not text:
        return None
    number = float(text.lstrip("<>"))
    return nextafter(number, -inf) if text[0] == "<" else nextafter(number, inf) if text[0] == ">" else number


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_a_range_in_words(line: tuple[str, ...]) -> None:
    name, field, low, high, english, chinese = line
    known = replace(domain(name), currency="CNY" if name == "shop" else "")
    wish = Between(field, end(low), end(high))
    assert (ranged(wish, known, "en"), ranged(wish, known, "zh")) == (english, chinese)


def test_every_field_is_told_with_its_unit_and_its_ends() -> None:
    for name, locale in product(DOMAINS, ("en", "zh")):
        known = domain(name)
        for field, number in known.numbers.items():
            unit = number.unit.say(locale) if number.unit and field not in ("price", "list_price") else ""
            for low, high in (
                (None, 8.0),
                (5.0, None),
                (5.0, 8.0),
                (5.0, 5.0),
                (nextafter(5.0, inf), nextafter(8.0, -inf)),
            ):
                said = ranged(Between(field, low, high), known, locale)
                assert unit in said, said
                assert all(end is None or f"{end:g}" in said for end in (low, high)), said
                assert "{" not in said


@pytest.mark.parametrize(("locale", "noun"), [("en", "films {}"), ("zh", "{}的电影")])
def test_what_we_say_is_understood(locale: Locale, noun: str) -> None:
    items = [
        Item(id=ItemId(f"i{n}"), title=f"Zorb {n}", numbers={"runtime": 60.0 + n, "year": 1950.0 + n})
        for n in range(60)
    ]
    films = domain("movies")
    nlu, state = RuleNlu(Catalogue(items), films), DialogueState(conversation="c1", user="ann")
    for field, low, high in (
        ("runtime", None, 97.0), ("runtime", None, nextafter(97.0, -inf)), ("runtime", 97.0, None), ("runtime", nextafter(97.0, inf), None),
        ("year", None, 1994.0), ("year", 1990.0, None), ("year", 1990.0, 1999.0),
    ):  # fmt: skip
        wish = Between(field, low, high)
        said = noun.format(ranged(wish, films, locale))
        assert wish in [getattr(act, "constraint", None) for act in nlu.parse(said, state)], said


def test_a_question_excludes_its_upper_ends_as_people_do() -> None:
    """Ranges end just below the next cut; "97 or less" would be untrue of 97."""
    films = domain("movies")
    items = [Item(id=ItemId(f"i{n}"), title=str(n), numbers={"runtime": 80.0 + n}) for n in range(60)]
    belief = np.full(60, 1 / 60)
    (asked,) = every_question(belief, np.arange(60), Catalogue(items), films)
    said = [ranged(choice, films, "en") for choice in asked.choices]  # type: ignore[arg-type]  # choices of a number are ranges
    assert said[0].startswith("shorter than ")
    assert said[-1].startswith("at least ")
    assert all(words.endswith(("minutes", "minutes long")) for words in said)


def test_the_currency_is_that_of_the_catalogue_where_it_has_one() -> None:
    def priced(*currencies: str) -> Catalogue:
        return Catalogue(
            [
                Item(id=ItemId(f"p{n}"), title=str(n), labels={"currency": (one,)}, numbers={"price": 10.0})
                for n, one in enumerate(currencies)
            ]
        )

    shop = domain("shop")
    assert [shop.worded(priced(*one)).currency for one in (("CNY", "CNY"), ("CNY", "USD"), ())] == ["CNY", "", ""]
