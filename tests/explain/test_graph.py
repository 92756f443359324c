"""Evidence that runs along facts, as a graph: every hop is a fact, and what is drawn and the rest are all of it."""

import pytest

from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.query import Context, Interaction, Query
from chatrec.core.slate import SlateItem
from chatrec.domains import domain
from chatrec.explain.graph import PathGraph, path_graph

FILMS = Catalogue(
    [
        Item(id=ItemId("heat"), title="Heat", labels={"genre": ("Crime",)}, numbers={"year": 1995.0}),
        Item(id=ItemId("ran"), title="Ran", labels={"genre": ("Crime", "War")}, numbers={"year": 1985.0}),
        Item(id=ItemId("big"), title="Big", labels={"genre": ("Comedy",)}, numbers={"year": 1988.0}),
        Item(id=ItemId("fargo"), title="Fargo", labels={"genre": ("Crime",)}, numbers={"year": 1996.0}),
    ]
)
SHOWN = 3
HISTORY = (Interaction(0, 1.0), Interaction(1, 0.8), Interaction(2, -1.0))


def graph(*terms: tuple[Kind, str, float], locale: str = "en", limit: int = 8) -> PathGraph:
    evidence = tuple(Evidence(Term("s", kind, ref), value) for kind, ref, value in terms)
    item = SlateItem(SHOWN, sum(piece.value for piece in evidence), evidence)
    return path_graph(item, Query(history=HISTORY, context=Context(locale)), FILMS, domain("movies"), limit=limit)


def said(found: PathGraph) -> list[list[tuple[str, str, str]]]:
    """Each chain's hops in words; the shown item is "*"."""
    return [
        [(hop.source.label or "*", hop.relation, hop.target.label or "*") for hop in chain.hops]
        for chain in found.chains
    ]


@pytest.mark.parametrize(
    ("ref", "hops"),
    [
        ("item:heat>director>Ann", [("Heat (1995)", "director", "Ann"), ("*", "director", "Ann")]),
        ("item:heat>actor>Ann>director", [("Heat (1995)", "actor", "Ann"), ("*", "director", "Ann")]),
        ("item:heat>film.film.sequel>item:fargo>", [("Heat (1995)", "sequel", "*")]),
        ("item:heat>>item:heat>prequel", [("*", "prequel", "Heat (1995)")]),
        ("item:heat>director>m.07", [("Heat (1995)", "director", "director"), ("*", "director", "director")]),
        (
            "item:heat>director>Ann>sister>Bea>writer",
            [("Heat (1995)", "director", "Ann"), ("Ann", "sister", "Bea"), ("*", "writer", "Bea")],
        ),
        ("item:heat", []),
        ("item:heat>a>b>c>d", []),
    ],
)
def test_a_path_is_hops_from_the_liked_item_to_the_shown_one(ref, hops) -> None:
    found = graph((Kind.PATH, ref, 0.5))
    assert said(found) == ([hops] if hops else [])
    assert (found.others, found.rest) == ((0, 0.0) if hops else (1, 0.5))


def test_a_taste_joins_the_liked_items_that_have_it_with_the_one_that_has_it_too() -> None:
    (hops,) = said(graph((Kind.ATTRIBUTE, "genre=Crime", 0.5), locale="zh"))
    assert hops == [
        ("《Ran》（1985）", "类型", "犯罪片"),
        ("《Heat》（1995）", "类型", "犯罪片"),
        ("*", "类型", "犯罪片"),
    ]
    (decade,) = said(graph((Kind.ATTRIBUTE, "decade=1990s", 0.5)))
    assert decade == [("Heat (1995)", "year", "1990s"), ("*", "year", "1990s")]
    (decade,) = said(graph((Kind.ATTRIBUTE, "decade=1990s", 0.5), locale="zh"))
    assert decade[-1] == ("*", "年代", "1990年代")


@pytest.mark.parametrize("ref", ["genre=War", "genre=Comedy", "pages=2"])
def test_what_the_item_or_every_liked_one_lacks_joins_nothing(ref) -> None:
    found = graph((Kind.ATTRIBUTE, ref, -0.25))
    assert (said(found), found.others, found.rest) == ([], 1, -0.25)


def test_the_strongest_are_drawn_and_nothing_is_lost() -> None:
    names = [f"item:heat>director>N{number}" for number in range(20)]
    values = [(-1) ** number * number / 7 for number in range(20)]
    found = graph(
        (Kind.HISTORY, "item:heat", 9.0),
        *((Kind.PATH, ref, value) for ref, value in zip(names, values, strict=True)),
        (Kind.ATTRIBUTE, "genre=War", 0.3),
        limit=5,
    )
    drawn = [chain.evidence.value for chain in found.chains]
    assert drawn == sorted(values, key=abs, reverse=True)[:5]
    assert found.others == 16
    assert sum(drawn) + found.rest == pytest.approx(sum(values) + 0.3, abs=1e-12)


def test_an_item_without_facts_has_an_empty_graph() -> None:
    assert graph((Kind.PRIOR, "base", -5.0)) == PathGraph(SHOWN, (), 0, 0)
