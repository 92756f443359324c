"""Our packs on their way into a home: told in the report, on by a setting, beside a graph that is there already."""

import math
from pathlib import Path

import pytest
from tests.data.files import table

from chatrec.app.enriching import enriched, joined
from chatrec.app.explaining import Question
from chatrec.app.home import Home
from chatrec.app.ingesting import Ingested
from chatrec.app.settings import Settings
from chatrec.app.training import Training
from chatrec.app.wiring import clock, ingest_into, open_app
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId, UserId
from chatrec.core.knowledge import Triple, knowledge
from chatrec.core.query import Locale
from chatrec.data import TextFile, load_tables, tables
from chatrec.domains.base import prose

LOCALES: tuple[Locale, ...] = ("en", "zh")
FILMS = "item_id,title,genre,year\n1,Fargo,Crime,1996\n2,Nobody's Film,Drama,1996\n"
SHOP = "item_id,title,genre,year\n1,Fargo,kettle,1996\n"


def ingested(home: Path, text: str, *overrides: str) -> tuple[Ingested, Catalogue]:
    source = tables(TextFile(table(home.parent / "items.csv", text)), None, now=2e9)
    with open_app(Home(home).made(), overrides) as app:
        return ingest_into(app, source, lambda *_: None), app.stores.items.catalogue()


def test_a_catalogue_of_films_is_told_more_and_the_report_says_so(tmp_path: Path) -> None:
    added, catalogue = ingested(tmp_path / "home", FILMS, "facts=true")
    assert added.report.enriched == 1
    assert added.report.as_json()["enriched"] == 1
    assert added.report.lines("en")[-1].startswith("1 items told more of")
    assert added.report.lines("zh")[-1].startswith("1 个条目")
    assert catalogue[0].titles == {"zh": "冰血暴"}
    assert set(catalogue[1].labels) == {"genre"}
    assert Triple("item:1", "directed_by", "Joel Coen") in set(catalogue.knowledge.named())
    again, same = ingested(tmp_path / "home", FILMS, "facts=true")
    assert (again.items, list(same), len(same.knowledge)) == (0, list(catalogue), len(catalogue.knowledge))


def test_the_setting_and_other_catalogues_leave_all_as_it_came(tmp_path: Path) -> None:
    added, catalogue = ingested(tmp_path / "off", FILMS)
    assert (added.report.enriched, set(catalogue[0].labels), len(catalogue.knowledge)) == (0, {"genre"}, 0)
    assert "enriched" not in added.report.as_json()
    shop, kettles = ingested(tmp_path / "shop", SHOP, "facts=true")
    assert (shop.report.enriched, set(kettles[0].labels)) == (0, {"genre"})


def test_a_load_is_told_more_for_measuring_too(tmp_path: Path) -> None:
    events = table(tmp_path / "events.csv", "user_id,item_id,rating\nu,1,5\n")
    loaded = load_tables(table(tmp_path / "items.csv", FILMS), events, now=2e9)
    found = enriched(loaded, Settings(facts=True))
    assert (found.report.enriched, found.items[0].labels["director"]) == (1, ("Joel Coen", "Ethan Coen"))
    assert found.knowledge is not None
    assert enriched(loaded, Settings()) is loaded


def test_what_is_known_joins_a_graph_at_the_node_that_it_has_for_the_item() -> None:
    graph = knowledge([Triple("m.1", "by", "X")], {ItemId("1"): "m.1"})
    both = joined(graph, [Triple("item:1", "theme", "heist"), Triple("item:2", "theme", "heist")])
    assert set(both.named()) == {*graph.named(), Triple("m.1", "theme", "heist"), Triple("item:2", "theme", "heist")}
    assert both.nodes[both.items[ItemId("1")]] == "m.1"


def test_cards_call_a_film_as_the_reader_does(tmp_path: Path) -> None:
    """With its title in the other language beside it, and with the fields that films show, not with every theme."""
    ingested(tmp_path / "home", FILMS, "facts=true")
    with open_app(Home(tmp_path / "home").made()) as app:
        Training(app.stores.items, app.stores.events, app.models, clock()).train(app.settings)
        english, chinese = (
            app.explaining.explain(Question(user=UserId("u"), locale=locale), ItemId("1")).item for locale in LOCALES
        )
    assert (english.title, english.also, chinese.title, chinese.also) == ("Fargo", "冰血暴", "冰血暴", "Fargo")
    assert english.facts == ("crime", "Joel Coen", "Ethan Coen", "United States", "United Kingdom", "98 minutes")
    assert "theme" in english.labels
    assert math.log(english.times) == pytest.approx(
        sum(piece.value for piece in english.evidence if piece.ref != "base")
    )


def test_a_film_is_told_of_in_both_languages_and_keeps_it(tmp_path: Path) -> None:
    _, catalogue = ingested(tmp_path / "home", FILMS, "facts=true")
    english, chinese = (prose(catalogue[0], locale) for locale in ("en", "zh"))
    assert english != chinese
    assert chinese == catalogue[0].texts["zh"]
    assert prose(catalogue[1], "zh") == ""
