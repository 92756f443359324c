"""Films that nobody has rated: after three that a person loved, only these, each with reasons that are true and say their name."""

import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.knowledge import path_parts
from chatrec.domains import fitting
from chatrec.domains.base import named
from chatrec.interfaces.cli.main import main

PEOPLE, FILMS = 60, 300  # of MovieLens 100K: enough to learn that people like a second film of a director
LOVED = {"100": "Fargo", "89": "Blade Runner", "200": "The Shining"}


def run(home: Path, *words: str) -> Any:
    """What a command prints, read."""
    said = StringIO()
    with pytest.raises(SystemExit) as left, redirect_stdout(said):
        main([*words, "--json", "--home", str(home)])
    assert left.value.code == 0
    return json.loads(said.getvalue())


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, shared_data: Callable[[str], Path]) -> Path:
    """A home with some of MovieLens 100K and a person who loved three films, not trained."""
    folder = tmp_path_factory.mktemp("cold")
    source = shared_data("ml-100k")
    items = (source / "u.item").read_bytes().splitlines(keepends=True)
    (folder / "u.item").write_bytes(b"".join(items[:FILMS]))
    rows = [row.split("\t") for row in (source / "u.data").read_text().splitlines(keepends=True)]
    kept = (row for row in rows if int(row[0]) <= PEOPLE and int(row[1]) <= FILMS)
    (folder / "u.data").write_text("".join("\t".join(row) for row in kept))
    home = folder / "home"
    home.mkdir()
    (home / "chatrec.toml").write_text("facts = true\n")
    run(home, "ingest", "--data", str(folder / "u.data"))
    with open_app(Home(home)) as app:
        app.stores.events.append(
            [
                Event(event_id=EventId(item), user=UserId("ana"), item=ItemId(item), kind=EventKind.LIKE, at=9e8)
                for item in LOVED
            ]
        )
    return home


def trained(ingested: Path, scorers: str) -> Path:
    """A copy of the home, trained with more settings; then the films that it lacks are added, and nothing is trained again."""
    home = copytree(ingested, ingested.parent / f"home-{len(scorers)}")
    (home / "chatrec.toml").write_text(f"facts = true\n{scorers}")
    run(home, "train")
    assert run(home, "facts", "--add")["items"] > 500
    return home


@pytest.fixture(scope="module")
def default_home(ingested: Path) -> Path:
    """With the scorers that a home has by itself."""
    return trained(ingested, "")


@pytest.fixture(scope="module")
def home(ingested: Path) -> Path:
    """With a scorer that goes along facts from film to film."""
    return trained(ingested, 'scorers = ["knowledge", "wishes"]\n')


def catalogue_of(home: Path) -> Catalogue:
    with open_app(Home(home)) as app:
        return app.stores.items.catalogue()


def recommended(home: Path) -> list[dict[str, Any]]:
    """Ten films after 1999 for the person."""
    found: list[dict[str, Any]] = run(home, "recommend", "--user", "ana", "--where", "year>1999", "-n", "10")["items"]
    return found


def facts_said(cards: list[dict[str, Any]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The film shown, the label, and the parts of the chain, of every reason along one fact that adds."""
    for card in cards:
        for piece in card["evidence"]:
            if piece["kind"] == "path" and piece["value"] > 0 and len(path_parts(piece["ref"])) == 3:
                yield card["item_id"], piece["label"], tuple(path_parts(piece["ref"]))


@pytest.fixture(scope="module")
def cards(home: Path) -> list[dict[str, Any]]:
    return recommended(home)


@pytest.fixture(scope="module")
def default_cards(default_home: Path) -> list[dict[str, Any]]:
    return recommended(default_home)


def test_only_films_that_nobody_rated_are_left(cards: list[dict[str, Any]], home: Path) -> None:
    unrated(cards, home)


def test_only_films_that_nobody_rated_are_left_by_default(
    default_cards: list[dict[str, Any]], default_home: Path
) -> None:
    unrated(default_cards, default_home)


def unrated(cards: list[dict[str, Any]], home: Path) -> None:
    """Ten films after 1999, and nobody rated any of them."""
    assert len(cards) == 10
    assert all(card["year"] >= 2000 for card in cards)
    with open_app(Home(home)) as app:
        rated = {logged.event.item for logged in app.stores.events.read()}
    assert not {card["item_id"] for card in cards} & rated


def has(item: Item, feature: str) -> bool:
    field, _, value = feature.partition("=")
    return value in item.labels.get(field, ())


def test_each_by_default_has_a_reason_that_names_what_it_shares_with_a_loved_film(
    default_cards: list[dict[str, Any]], default_home: Path
) -> None:
    catalogue = catalogue_of(default_home)
    for card in default_cards:
        spoken = [piece["ref"] for piece in card["evidence"] if f"It fits {piece['label']}." == card["reason"]]
        assert len(spoken) == 1, card["reason"]
        assert has(catalogue[catalogue.row(ItemId(card["item_id"]))], spoken[0])
        assert any(has(catalogue[catalogue.row(ItemId(item))], spoken[0]) for item in LOVED), card["reason"]


def test_each_has_a_reason_that_names_a_loved_film_and_a_fact_of_both(cards: list[dict[str, Any]], home: Path) -> None:
    catalogue = catalogue_of(home)
    loved = {f"item:{item}": named(catalogue[catalogue.row(ItemId(item))], "en") for item in LOVED}
    assert all(title.startswith(LOVED[ref.removeprefix("item:")]) for ref, title in loved.items())
    true = set(catalogue.knowledge.named())
    labels = {
        (item.id, field, value) for item in catalogue for field, values in item.labels.items() for value in values
    }
    words = fitting(catalogue)
    reasoned = set()
    for shown, label, (film, relation, entity) in facts_said(cards):
        assert loved[film] in label
        assert words.say_entity(entity, "en") in label or words.say_value(relation, entity, "en") in label, label
        in_graph = {(film, relation, entity), (f"item:{shown}", relation, entity)} <= true
        on_both = {(film.removeprefix("item:"), relation, entity), (shown, relation, entity)} <= labels
        assert in_graph or on_both, label
        reasoned.add(shown)
    assert {card["item_id"] for card in cards} == reasoned
    for card in cards:
        assert abs(sum(piece["value"] for piece in card["evidence"]) - card["score"]) <= SUM_TOLERANCE * max(
            1, abs(card["score"])
        )
