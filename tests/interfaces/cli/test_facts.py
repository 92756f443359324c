"""`chatrec facts`: a card in both languages, and films that nobody rated for a home that lacks them."""

import json
from pathlib import Path

import pytest
from tests.data.files import table

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.domains.packs.trusted import read_films
from chatrec.interfaces.cli.main import main


def say(*arguments: str) -> None:
    """Run a command that must succeed."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0


FILMS = "item_id,title,genre,year\nf,Fargo,Crime,1996\n"


def test_a_card_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    say("facts", "--item", "冰血暴")
    card = capsys.readouterr().out
    assert card.startswith("Fargo (1996)\n")
    assert "director: Joel Coen, Ethan Coen" in card
    assert "《冰血暴》（1996）" in card
    assert "导演: 乔尔·科恩、伊桑·科恩" in card
    assert "running time: 98 minutes" in card
    assert "heavily pregnant police chief" in card
    assert "身怀六甲的女警长" in card
    say("facts", "--item", "fargo (1996)", "--json")
    assert json.loads(capsys.readouterr().out)["labels"]["director"] == ["Joel Coen", "Ethan Coen"]


@pytest.mark.parametrize("arguments", [[], ["--item", "Fargo", "--add"], ["--add", "--pack", "books"]])
def test_one_thing_is_asked_for(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["facts", *arguments])
    assert (
        "Give either --item TITLE, with or without --pack NAME and --graph FILE, or --add." in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("No Such Film", "nothing called 'No Such Film'"),
        ("Sabrina", "is the title of 2; say which, with its year or --pack: 'Sabrina (1954)' of movies"),
        ("The Shining", "'The Shining (1977)' of books, 'The Shining (1980)' of movies"),
    ],
)
def test_what_is_unknown_or_not_one_film_is_said(title: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["facts", "--item", title])
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pack", "title", "says"),
    [
        ("books", "The Shining", ("author: Stephen King", "作者: 斯蒂芬·金", "year: 1977")),
        ("music", "王菲", ("Faye Wong", "语言: 普通话、粤语", "kind: artist")),
        ("shop", "iPhone 12", ("brand: Apple", "品牌: 苹果", "price: 799")),
    ],
)
def test_a_card_of_each_pack(pack: str, title: str, says: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    say("facts", "--item", title, "--pack", pack)
    card = capsys.readouterr().out
    assert all(one in card for one in says), card


def test_the_graph_around_a_thing_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "dune.svg"
    say("facts", "--item", "Dune (1965)", "--graph", str(file), "--json")
    card = json.loads(capsys.readouterr().out)
    assert card["texts"]["zh"].endswith("。")
    assert "Frank Herbert" in file.read_text("utf-8")
    for place, says in (
        ("dune.png", "is no SVG; give a file name that ends in .svg"),
        ("no/dune.svg", "cannot be written: "),
    ):
        with pytest.raises(SystemExit) as left:
            main(["facts", "--item", "Dune (1965)", "--graph", str(tmp_path / place)])
        assert left.value.code == 2
        assert says in capsys.readouterr().err


def test_a_pack_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, says in (
        (["facts", "--item", "Dune", "--pack", "games"], "no pack of 'games'; those of ours are books, movies"),
        (["ingest", "--data", "pack:games"], "no pack 'pack:games'; those of ours are pack:books, pack:movies"),
        (["evaluate", "holdout", "--data", "pack:shop"], "pack:shop holds items but no behaviour"),
    ):
        with pytest.raises(SystemExit):
            main(arguments)
        assert says in capsys.readouterr().err


def test_films_that_nobody_rated_join_a_home_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(tmp_path / "home")
    say("ingest", "--items", str(table(tmp_path / "items.csv", FILMS)), "--home", home)
    capsys.readouterr()
    say("facts", "--add", "--home", home, "--json")
    assert json.loads(capsys.readouterr().out) == {"items": len(read_films()) - 1}
    say("facts", "--add", "--home", home)
    assert capsys.readouterr().out.startswith("0 new items")
    with open_app(Home(Path(home)).existing()) as app:
        catalogue = app.stores.items.catalogue()
    assert catalogue[0].id == "f"
    tied = {item.id for item in catalogue if set(item.labels) & {"director", "actor", "country", "theme"}}
    assert tied <= set(catalogue.knowledge.items)
    assert len(tied) > 0.9 * len(catalogue)


def test_a_home_that_no_pack_fits_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(tmp_path / "home")
    say("ingest", "--items", str(table(tmp_path / "items.csv", "item_id,title\n1,Kettle\n")), "--home", home)
    with pytest.raises(SystemExit):
        main(["facts", "--add", "--home", home])
    assert "No pack of facts fits" in capsys.readouterr().err
