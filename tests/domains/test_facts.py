"""The packs of books, music and shop are whole, and whatever would spoil them is refused with its file and line."""

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from chatrec.core.errors import DataError
from chatrec.domains import domain
from chatrec.domains.packs import BOOKS, MUSIC, SHOP, Product, examine, load, slug
from chatrec.domains.packs.book import Form, Genre
from chatrec.domains.packs.product import MEASURED, Category, Specs

PACK = Path(__file__).parents[2] / "src" / "chatrec" / "domains" / "packs"
DUNE: dict[str, Any] = {
    "id": "dune-1965",
    "listed_as": {"goodbooks": ["126"]},
    "title": "Dune",
    "title_zh": "沙丘",
    "year": 1965,
    "authors": ["frank-herbert"],
    "form": "novel",
    "genres": ["Science Fiction"],
    "themes": ["desert"],
}
ABBA: dict[str, Any] = {
    "id": "abba",
    "kind": "artist",
    "title": "ABBA",
    "artists": ["abba"],
    "genres": ["pop"],
    "listed_as": {"hetrec": ["1"]},
}
ALBUM: dict[str, Any] = {
    "id": "arrival-1976",
    "kind": "album",
    "title": "Arrival",
    "year": 1976,
    "artists": ["abba"],
    "genres": ["pop", "70s"],
}
PHONE: dict[str, Any] = {
    "id": "nokia-3310",
    "title": "Nokia 3310",
    "category": "phone",
    "brand": "Nokia",
    "price": {"amount": 129.0, "currency": "EUR", "kind": "launch", "as_of": "2000-11"},
    "specs": {"weight_g": 133},
    "uses": ["rugged"],
}
PEOPLE = [{"id": "frank-herbert", "en": "Frank Herbert"}, {"id": "abba", "en": "ABBA"}]

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Packs of these lines by folder and stem, beside our shared vocabularies. A line is an object, or the text of a broken one."""
    for file in PACK.glob("*.jsonl"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    for kind in (BOOKS, MUSIC, SHOP):
        (tmp_path / kind.folder).mkdir()
        text = "".join(json.dumps(one) + "\n" for one in PEOPLE)
        (tmp_path / kind.folder / "people-1.jsonl").write_text(text, "utf-8")

    def lay(folder: str, stem: str, *lines: object) -> Path:
        text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines)
        (tmp_path / folder / f"{stem}.jsonl").write_text(text, "utf-8")
        return tmp_path

    return lay


def test_our_packs_have_nothing_wrong_and_as_much_as_is_said_of_them() -> None:
    books, music, shop = load(BOOKS), load(MUSIC), load(SHOP)
    assert len(books.things) >= 350
    kinds = [record.kind for record in music.things.values()]
    assert kinds.count("artist") >= 150
    assert kinds.count("album") >= 140
    assert {product.category for product in shop.things.values()} == set(get_args(Category))
    assert len(shop.things) >= 240


def test_every_line_says_a_sentence_in_both_languages_and_what_it_is_about() -> None:
    for pack in (load(BOOKS), load(MUSIC)):
        for thing in pack.things.values():
            assert thing.about_en, thing.id
            assert thing.about_zh, thing.id
            assert thing.refers()["themes"] or thing.refers()["moods"], thing.id
    assert all(product.about_en and product.about_zh for product in load(SHOP).things.values())


def test_themes_link_the_domains() -> None:
    lines = (PACK / "movies" / "films-0101.jsonl").read_text("utf-8").splitlines()
    films = {theme for line in lines for theme in json.loads(line).get("themes", ())}
    books = [set(book.themes) for book in load(BOOKS).things.values()]
    records = [set(record.themes) for record in load(MUSIC).things.values()]
    assert all(themes & films for themes in books)
    assert sum(bool(themes & films) for themes in records) >= 0.95 * len(records)
    read = {
        book.id for book in load(BOOKS).things.values() if {"robots", "artificial-intelligence"} <= set(book.themes)
    }
    assert "do-androids-dream-of-electric-sheep-1968" in read


def test_a_book_says_what_its_domain_has_words_for() -> None:
    assert set(get_args(Genre)) == set(domain("books").labels["genre"].values)
    assert set(get_args(Form)) == set(domain("books").labels["form"].values)


def test_a_product_measures_what_its_domain_has_words_for() -> None:
    assert set().union(*MEASURED.values()) == set(Specs.model_fields)
    assert set(Specs.model_fields) <= set(domain("shop").numbers)
    assert set(get_args(Category)) == set(domain("shop").labels["category"].values)
    assert set(get_args(Product.model_fields["system"].annotation)[0].__args__) == set(
        domain("shop").labels["system"].values
    )


@pytest.mark.parametrize("kind", [BOOKS, MUSIC])
def test_everyone_named_is_named_for_a_line(kind: Any) -> None:
    pack = load(kind)
    for name, known in pack.names.items():
        said = {value for thing in pack.things.values() for value in thing.refers()[name]}
        assert said == set(known), name


def test_books_are_those_of_goodbooks(shared_data: Callable[[str], Path]) -> None:
    with gzip.open(shared_data("goodbooks-10k") / "books.csv.gz", "rt", encoding="utf-8") as text:
        rows = {row["id"]: row for row in csv.DictReader(text)}
    pack = load(BOOKS)
    listed = pack.by_item("goodbooks")
    assert len({book.id for book in listed.values()}) >= 300
    for item, book in listed.items():
        theirs = slug(rows[item]["authors"]).split("-")
        people = [pack.names["people"][one] for one in book.authors]
        ours = {
            part for one in people for name in (one.en, *one.aliases) for part in slug(name).split("-") if len(part) > 2
        }
        assert ours & set(theirs), book.id
    dated = [
        (float(rows[item]["original_publication_year"]), book.year)
        for item, book in listed.items()
        if rows[item]["original_publication_year"] and book.year
    ]
    assert sum(abs(theirs - ours) <= 1 for theirs, ours in dated) >= 0.98 * len(dated)


def test_artists_are_those_of_hetrec(shared_data: Callable[[str], Path]) -> None:
    with gzip.open(shared_data("lastfm-hetrec") / "artists.dat.gz", "rt", encoding="utf-8") as text:
        names = dict(line.split("\t")[:2] for line in text)
    listed = load(MUSIC).by_item("hetrec")
    assert len({artist.id for artist in listed.values()}) >= 150
    for item, artist in listed.items():
        ours = {slug(name).removeprefix("the-") for name in (artist.title, artist.english, *artist.aliases)}
        assert slug(names[item]).removeprefix("the-") in ours, artist.id


@pytest.mark.parametrize(
    ("kind", "good", "change", "says"),
    [
        (BOOKS, DUNE, {"themes": ["dessert"]}, "'dessert' is not among the themes; right would be 'desert', or a line"),
        (BOOKS, DUNE, {"authors": ["frank-herbart"]}, "'frank-herbart' is not among the people; right would be 'frank-herbert'"),
        (BOOKS, DUNE, {"series": "dune"}, "'dune' is not among the series"),
        (BOOKS, DUNE, {"volume": 1}, "volume 1 is of no series; name the series"),
        (BOOKS, DUNE, {"countries": ["XX"]}, "'XX' is not among the countries"),
        (BOOKS, DUNE, {"language": "qq"}, "'qq' is not among the languages"),
        (BOOKS, DUNE, {"genres": ["Sci-Fi"]}, "genres.0 is 'Sci-Fi': Input should be 'Fantasy',"),
        (BOOKS, DUNE, {"year": 1966}, "the id is made of its name: 'dune-1966'"),
        (BOOKS, DUNE, {"title_en": "Dune"}, "title_en is only there where it differs from title"),
        (BOOKS, DUNE, {"title_zh": "Dune"}, "title_zh is 'Dune': a Chinese name has Chinese characters"),
        (BOOKS, DUNE, {"about_en": "A boy on a desert planet"}, "an English sentence has no Chinese characters and ends"),
        (BOOKS, DUNE, {"about_zh": "沙漠星球。少年的故事。"}, "it is one Chinese sentence that ends with 。"),
        (BOOKS, DUNE, {"countries": ["US", "US"]}, "US stands there twice; once is enough"),
        (BOOKS, DUNE, {"pages": 400}, "there is no field 'pages'; known are id, title,"),
        (MUSIC, ABBA, {"genres": ["popp"]}, "the music domain has no words for it as a genre; right would be 'pop'"),
        (MUSIC, ABBA, {"genres": ["xyzzy"]}, "the music domain has no words for it as a genre"),
        (MUSIC, ABBA, {"artists": []}, "artists of an artist is himself: 'abba'"),
        (MUSIC, ALBUM, {"artists": []}, "an album has artists, and no item ids"),
        (MUSIC, ALBUM, {"year": 1977}, "the id is made of its name: 'arrival-1977'"),
        (SHOP, PHONE, {"brand": "Nokla"}, "the shop domain has no words for it as a brand; right would be 'Nokia'"),
        (SHOP, PHONE, {"specs": {"drop_mm": 4}}, "specs of phone have no drop_mm"),
        (SHOP, PHONE, {"specs": {"weight_g": 1}}, "specs.weight_g is 1: Input should be greater than or equal to 3"),
        (SHOP, PHONE, {"price": {"amount": 1.0, "currency": "EUR", "kind": "launch"}}, "price.as_of is missing"),
        (SHOP, PHONE, {"price": DUNE}, "there is no field 'price.id'"),
    ],
)  # fmt: skip
def test_a_spoilt_line_is_refused_with_its_place_and_what_is_right(
    kind: Any, good: dict[str, Any], change: dict[str, Any], says: str, lay: Lay
) -> None:
    found = [str(problem) for problem in examine(kind, lay(kind.folder, f"{kind.stem}-1", good | change)).problems]
    assert any(one.startswith(f"{kind.stem}-1.jsonl:1: ") and says in one for one in found), found


@pytest.mark.parametrize(("kind", "good"), [(BOOKS, DUNE), (MUSIC, ABBA), (MUSIC, ALBUM), (SHOP, PHONE)])
def test_a_good_line_is_read(kind: Any, good: dict[str, Any], lay: Lay) -> None:
    pack = load(kind, lay(kind.folder, f"{kind.stem}-1", good))
    assert pack.things[good["id"]].english == good["title"]
    assert pack.places[good["id"]].line == 1


def test_one_thing_is_one_line(lay: Lay) -> None:
    found = examine(BOOKS, lay("books", "books-1", DUNE, DUNE)).problems
    assert [str(problem) for problem in found] == [
        "books-1.jsonl:2: id 'dune-1965' is already that of books-1.jsonl:1; one thing is one line",
        "books-1.jsonl:2: listed_as.goodbooks '126' is already that of books-1.jsonl:1; one thing is one line",
    ]


def test_loading_tells_the_first_of_what_is_wrong_and_how_much_there_is(lay: Lay) -> None:
    with pytest.raises(DataError, match=r"^The shop pack cannot be used: products-1.jsonl:1: .*; and 2 more\.$"):
        load(SHOP, lay("shop", "products-1", *["{"] * 5))
    with pytest.raises(DataError, match=r"^The shop pack cannot be used: products-1.jsonl:2: is not a JSON object"):
        load(SHOP, lay("shop", "products-1", PHONE, "{"))
