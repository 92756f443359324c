"""Films and books in one home: what a person loved of the one finds the other, and the evidence says by what it leads there."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.core.catalogue import Item
from chatrec.core.ids import UserId
from chatrec.core.knowledge import path_parts
from chatrec.core.query import Locale
from chatrec.domains import domain, fitting
from chatrec.domains.packs.trusted import read_films
from chatrec.interfaces.cli.main import main

BLADE_RUNNER, SHINING = "blade-runner-1982", "the-shining-1980"
Cards = list[dict[str, Any]]  # as JSON has them
Ask = Callable[..., Cards]


def rows() -> tuple[list[Item], list[Item]]:
    """The films that are after a book or share a theme with many, two hundred; and every book of ours."""
    facts = domain("media").facts
    assert facts is not None
    things = facts.further(())
    films = [item for item in things if item.labels["kind"] == ("film",)]
    after = {film.id for film in read_films() if film.based_on}
    return [item for item in films if item.id in after][:200], [
        item for item in things if item.labels["kind"] == ("book",)
    ]


def _groups(films: list[Item], field: str) -> list[list[int]]:
    """The places of the films that share a value."""
    groups: dict[str, list[int]] = {}
    for at, film in enumerate(films):
        for value in film.labels.get(field, ()):
            groups.setdefault(value, []).append(at)
    return list(groups.values())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home from two plain files, with no more of a thing than title, kind, year and author: 100 people who each like films of
    one theme, four for each series of films, and two who like one film each.
    """
    folder = tmp_path_factory.mktemp("media")
    films, books = rows()
    lines = ["item_id,title,kind,year,author"]
    lines += [f'f{at},"{film.title}",film,{film.numbers["year"]:g},' for at, film in enumerate(films)]
    lines += [
        f'b{at},"{book.title}",book,{book.numbers["year"]:g},"{"|".join(book.labels["author"])}"'
        for at, book in enumerate(books)
        if "year" in book.numbers
    ]
    (folder / "items.csv").write_text("\n".join(lines), "utf-8")
    rng = np.random.default_rng(5)
    liked = [group for group in _groups(films, "theme") if len(group) >= 4]
    series = [group for group in _groups(films, "franchise") if len(group) >= 2]
    past = ["user_id,item_id,rating,timestamp"]
    past += [
        f"s{number}x{user},f{at},5,1000" for number, group in enumerate(series) for user in range(4) for at in group
    ]
    for user in range(100):
        group = liked[int(rng.integers(len(liked)))]
        past += [f"u{user},f{at},5,{1000 + step}" for step, at in enumerate(rng.permutation(group)[:8])]
    ids = {film.id: at for at, film in enumerate(films)}
    past += [f"ana,f{ids[BLADE_RUNNER]},5,1000", f"ben,f{ids[SHINING]},5,1000"]
    (folder / "events.csv").write_text("\n".join(past), "utf-8")
    (folder / "home").mkdir()
    (folder / "home" / "chatrec.toml").write_text('facts = true\nscorers = ["knowledge", "wishes"]\n')
    for command in (["ingest", "--items", f"{folder}/items.csv", "--events", f"{folder}/events.csv"], ["train"]):
        with pytest.raises(SystemExit) as left:
            main([*command, "--home", str(folder / "home")])
        assert left.value.code == 0
    return folder / "home"


@pytest.fixture(scope="module")
def app(home: Path) -> Iterator[App]:
    with open_app(Home(home)) as opened:
        yield opened


@pytest.fixture
def ask(app: App) -> Ask:
    """The cards of books for a user, as JSON."""

    def run(user: str, kind: str = "book", locale: Locale = "en") -> Cards:
        found = app.recommending.recommend(UserId(user), n=20, locale=locale, where=[f"kind={kind}"])
        return [card.model_dump(mode="json") for card in found.items]

    return run


def test_the_command_line_answers_so_too(home: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(
            [
                "recommend",
                "--user",
                "ana",
                "--where",
                "kind=book",
                "-n",
                "20",
                "--json",
                "--locale",
                "en",
                "--home",
                str(home),
            ]
        )
    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out)["items"] == ask("ana")


def test_a_catalogue_of_films_and_books_is_found_to_be_one_and_told_more_by_both_packs(app: App) -> None:
    catalogue = app.stores.items.catalogue()
    assert fitting(catalogue).name == "media"
    by_kind = {kind: [item for item in catalogue if item.labels["kind"] == (kind,)] for kind in ("film", "book")}
    told = {kind: sum("theme" in item.labels for item in items) / len(items) for kind, items in by_kind.items()}
    assert min(told.values()) > 0.9, told
    blade, novel = (
        next(item for item in catalogue if item.title == title)
        for title in ("Blade Runner", "Do Androids Dream of Electric Sheep?")
    )
    ties = {
        (triple.relation, triple.tail) for triple in catalogue.knowledge.named() if triple.head == f"item:{blade.id}"
    }
    there = {
        (triple.relation, triple.tail) for triple in catalogue.knowledge.named() if triple.head == f"item:{novel.id}"
    }
    assert {("based_on_work_by", "Philip K. Dick"), ("franchise", novel.title), ("theme", "robots")} <= ties & there


@pytest.mark.parametrize(
    ("user", "book", "says"),
    [
        (
            "ana",
            "Do Androids Dream of Electric Sheep?",
            {
                "of the world of Do Androids Dream of Electric Sheep?, as is Blade Runner (1982)",
                "about robots, as is Blade Runner (1982)",
            },
        ),
        ("ben", "The Shining", {"of the world of The Shining, as is The Shining (1980)"}),
    ],
)
def test_who_loved_a_film_reads_its_book_first_and_is_told_why(user: str, book: str, says: set[str], ask: Ask) -> None:
    cards = ask(user)
    assert {tuple(card["labels"]["kind"]) for card in cards} == {("book",)}
    assert cards[0]["title"] == book
    assert says <= {piece["label"] for piece in cards[0]["evidence"] if piece["value"] > 0}


def test_a_bridge_is_named_in_chinese(ask: Ask) -> None:
    cards = ask("ana", "书", "zh")
    assert (cards[0]["title"], cards[0]["also"]) == ("仿生人会梦见电子羊吗？", "Do Androids Dream of Electric Sheep?")
    assert "与《银翼杀手》（1982）同为机器人主题" in {piece["label"] for piece in cards[0]["evidence"]}


def test_every_bridge_is_true_of_both_sides(home: Path, ask: Ask) -> None:
    with open_app(Home(home)) as app:
        facts = {
            (triple.head, triple.relation, triple.tail) for triple in app.stores.items.catalogue().knowledge.named()
        }
    said = [
        (card["item_id"], piece["ref"]) for card in ask("ana") for piece in card["evidence"] if piece["kind"] == "path"
    ]
    bridges = [(book, *path_parts(ref)) for book, ref in said if len(path_parts(ref)) == 3]
    ties = [bridge for bridge in bridges if bridge[2] in ("theme", "franchise", "based_on_work_by", "country")]
    assert len(ties) >= 5
    for book, film, relation, entity in ties:
        assert {(film, relation, entity), (f"item:{book}", relation, entity)} <= facts
