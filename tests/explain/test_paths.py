"""Paths in words, in both languages; a name that is only an id is never said."""

from typing import get_args

import pytest

from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.query import Context, Interaction, Locale, Query
from chatrec.core.slate import SlateItem
from chatrec.domains import domain
from chatrec.explain import Explainer

FILMS = Catalogue(
    [
        Item(id=ItemId("heat"), title="Heat", labels={"genre": ("Crime",), "rated": ("12",)}, numbers={"year": 1995.0}),
        Item(id=ItemId("heat 2"), title="Heat 2"),
    ]
)


def labels(
    ref: str, *, kind: Kind = Kind.PATH, source: str = "knowledge", value: float = 1.0, taste: float = 1.0
) -> list[str]:
    item = SlateItem(1, value, (Evidence(Term(source, kind, ref), value),))
    explainer = Explainer(FILMS, domain("movies"))
    queries = (Query(history=(Interaction(0, taste),), context=Context(locale)) for locale in get_args(Locale))
    return [explainer.reasons(item, query)[0].label for query in queries]


@pytest.mark.parametrize(
    ("ref", "english", "chinese"),
    [
        ("item:heat>directed_by>Michael Mann", "directed by Michael Mann, as is Heat (1995)", "与《Heat》（1995）同为Michael Mann执导"),
        ("item:heat>film.film.directed_by>m.0bln8", "the same director as Heat (1995)", "与《Heat》（1995）的导演相同"),
        (
            "item:heat>director>http://dbpedia.org/resource/Michael_Mann_(director)",
            "director: Michael Mann (director), as in Heat (1995)",
            "导演：Michael Mann (director)，与《Heat》（1995）相同",
        ),
        ("item:heat>genre>Crime", "genre: crime, as in Heat (1995)", "类型：犯罪片，与《Heat》（1995）相同"),
        ("item:heat>rated>12", "rated: 12, as in Heat (1995)", "rated：12，与《Heat》（1995）相同"),
        ("item:heat>box_office>12", "the same box office as Heat (1995)", "与《Heat》（1995）的box office相同"),
        ("item:heat>actor>Al Pacino>director", "Al Pacino: director here, actor in Heat (1995)", "Al Pacino：此处为导演，在《Heat》（1995）中为演员"),
        ("item:heat>actor>m.01>director", "its director is the actor of Heat (1995)", "它的导演是《Heat》（1995）的演员"),
        ("item:heat>film.film.sequel>item:heat 2>", "sequel of Heat (1995)", "《Heat》（1995）的续集"),
        ("item:heat>>item:heat>prequel", "its prequel is Heat (1995)", "它的前传是《Heat》（1995）"),
        ("item:heat>sequel>item:heat 2", "sequel: Heat 2, as in Heat (1995)", "续集：《Heat 2》，与《Heat》（1995）相同"),
        ("item:heat>^film.actor.film>Q42", "the same film (in reverse) as Heat (1995)", "与《Heat》（1995）的film（反向）相同"),
        (
            "item:heat>director>Ann>sister>m.07>writer",
            "writer here; by sister linked to director Ann of Heat (1995)",
            "编剧，经“sister”关联到《Heat》（1995）的导演Ann",
        ),
        ("item:heat", "other facts it shares with Heat (1995)", "与《Heat》（1995）共有的其他事实"),
        ("item:heat>a>b>c>d", "a · b · c: d, as in Heat (1995)", "a · b · c：d，与《Heat》（1995）相同"),
        ("item:heat>actor>A%3EB", "actor: A>B, as in Heat (1995)", "演员：A>B，与《Heat》（1995）相同"),
    ],
)  # fmt: skip
def test_labels_of_paths(ref: str, english: str, chinese: str) -> None:
    assert labels(ref) == [english, chinese]


@pytest.mark.parametrize(
    ("value", "taste", "english", "chinese"),
    [
        (1.0, 1.0, "people who chose Heat (1995) then chose this", "选过《Heat》（1995）的人接着选了它"),
        (1.0, 0.5, "people who chose Heat (1995) then chose this", "选过《Heat》（1995）的人接着选了它"),
        (-1.0, 1.0, "people who chose Heat (1995) seldom chose this next", "选过《Heat》（1995）的人很少接着选它"),
        (-1.0, -1.0, "you did not like Heat (1995)", "你不喜欢《Heat》（1995）"),
    ],
)
def test_labels_of_what_follows_what(value: float, taste: float, english: str, chinese: str) -> None:
    said = labels("item:heat", kind=Kind.HISTORY, source="path", value=value, taste=taste)
    assert said == [english, chinese]
    assert labels("item:heat", kind=Kind.HISTORY, source="together")[0] == "you liked Heat (1995)"
