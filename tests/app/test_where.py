"""Constraints as people type them, and a sentence for what cannot be read."""

import math

import pytest

from chatrec.app.where import constraints
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import InputError
from chatrec.core.ids import ItemId
from chatrec.core.query import Between, Constraint, Excludes, Includes, Outside
from chatrec.domains import domain

FILMS = Catalogue([
    Item(id=ItemId("1"), title="A", labels={"genre": ("Drama", "Crime"), "maker": ("Ann",)}, numbers={"year": 1996.0, "rating": 7.5}),
    Item(id=ItemId("2"), title="B", labels={"genre": ("Sci-Fi",), "maker": ("Bob",)}, numbers={"year": 2001.0, "rating": 8.0}),
])  # fmt: skip


def read(*texts: str) -> tuple[Constraint, ...]:
    return constraints(texts, FILMS, domain("movies"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("year>1999", Between("year", 2000.0, None)),
        ("year > 1999.5", Between("year", 2000.0, None)),
        ("year<2000", Between("year", None, 1999.0)),
        ("year>=2000", Between("year", 2000.0, None)),
        ("year<=2000", Between("year", None, 2000.0)),
        ("year=1994", Between("year", 1994.0, 1994.0)),
        ("year=1980..1989", Between("year", 1980.0, 1989.0)),
        ("year=1980 ..", Between("year", 1980.0, None)),
        ("year!=1980..1989", Outside("year", 1980.0, 1989.0)),
        ("年份>=2000", Between("year", 2000.0, None)),
        ("rating>7.5", Between("rating", math.nextafter(7.5, math.inf), None)),
        ("genre=Drama|sci-fi", Includes("genre", ("Drama", "Sci-Fi"))),
        ("Genre != 科幻片", Excludes("genre", ("Sci-Fi",))),
        ("maker=ann", Includes("maker", ("Ann",))),
    ],
)
def test_a_constraint_is_read(text: str, meant: Constraint) -> None:
    assert read(text) == (meant,)


def test_what_is_more_than_an_item_has_leaves_it_out() -> None:
    (more,) = read("rating>7.5")
    assert [more.allows(item) for item in FILMS] == [False, True]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("year", "'year' restricts nothing; write FIELD=VALUE,"),
        ("", "'' restricts nothing"),
        ("=3", "'=3' restricts nothing"),
        ("year>", "'year>' restricts nothing"),
        ("year=..", "'year=..' restricts nothing"),
        ("year>new", "'year>new' asks for 'new' where a number is due, as in year>1999"),
        ("year>nan", "where a number is due"),
        ("year=1990..1980", "'year=1990..1980' lets nothing through: 1990 is more than 1980"),
        ("colour=red", "There is no field 'colour'; the catalogue has genre, maker, rating, year"),
        ("yeer>1999", "There is no field 'yeer'; the catalogue has year"),
        ("genre=Comedy", "No item has 'Comedy' as its genre; there is Crime, Drama, Sci-Fi"),
        ("genre=Drana", "No item has 'Drana' as its genre; there is Drama"),
        ("genre>3", "'genre>3' compares 'genre', which has no numbers; write genre=3 or genre!=3"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(text: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text)
    assert says in str(refused.value)


def test_several_hold_together_and_none_restricts_nothing() -> None:
    assert read("year>1999", "genre=Sci-Fi") == (Between("year", 2000.0, None), Includes("genre", ("Sci-Fi",)))
    assert read() == ()
