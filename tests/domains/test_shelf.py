"""What the packs of books, music and products tell a catalogue: of what it is sure to be, in the catalogue's own spelling."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Triple
from chatrec.data.loading import find_source
from chatrec.domains import domain, fitting
from chatrec.domains.base import Facts, Known
from chatrec.domains.packs import BOOKS, KINDS, load
from chatrec.domains.packs.shelf import closed

PACKS = ("books", "music", "shop")


def facts(name: str) -> Facts:
    found = domain(name).facts
    assert found is not None
    return found


def thing(item: str, title: str, /, *aliases: str, **labels: tuple[str, ...]) -> Item:
    return Item(id=ItemId(item), title=title, aliases=aliases, labels=labels)


def told(name: str, *items: Item) -> Known:
    return facts(name).known(items)


HOBBIT = thing("h", "The Hobbit (Middle-Earth, #0)", author=("J.R.R. Tolkien", "Alan Lee"))


def test_a_book_is_known_by_title_and_author_and_its_author_by_the_catalogues_spelling() -> None:
    found = told("books", HOBBIT)
    (book,) = found.items
    assert found.enriched == 1
    assert book.labels["author"] == ("J.R.R. Tolkien", "Alan Lee"), "its own column wins"
    assert (book.labels["genre"][0], book.labels["language"], book.numbers["year"]) == ("Fantasy", ("eng",), 1937.0)
    assert {Triple("item:h", "author", "J.R.R. Tolkien"), Triple("item:h", "theme", "quest")} <= set(found.triples)
    known = fitting(Catalogue(found.items))
    assert known.name == "books"
    assert known.say_value("author", "J.R.R. Tolkien", "zh") == "J.R.R.托尔金"
    assert (known.say_field("theme", "zh"), known.say_value("theme", "quest", "zh")) != ("theme", "quest")


def test_further_books_spell_an_author_as_the_catalogue_does() -> None:
    further = {item.id: item for item in facts("books").further([HOBBIT])}
    rings = next(item for item in further.values() if "J.R.R. Tolkien" in item.labels["author"])
    assert "the-hobbit-1937" not in further
    assert rings.title.startswith("The ")


@pytest.mark.parametrize(
    ("name", "stranger"),
    [
        ("books", thing("1", "The Hobbit", author=("Ann Author",))),
        ("books", thing("1", "The Hobbit")),
        ("books", thing("1", "No Such Book", author=("J.R.R. Tolkien",))),
        ("music", thing("1", "She")),  # S.H.E is another
        ("music", thing("1", "Revolver")),  # an album without its artist
        ("music", thing("1", "Radiohead", kind=("album",))),
        ("shop", thing("1", "iPhone 12")),
        ("shop", thing("1", "iPhone 12", brand=("Spigen",))),
    ],
)
def test_what_may_be_something_else_stays_as_it_is(name: str, stranger: Item) -> None:
    assert told(name, stranger) == Known((stranger,), 0, ())


def test_an_artist_is_known_by_name_and_an_album_by_its_artist() -> None:
    artist, album, chinese = told(
        "music", thing("a", "RADIOHEAD"), thing("b", "Revolver", artist=("Beatles",)), thing("c", "王菲")
    ).items
    assert artist.labels["kind"] == ("artist",)
    assert (album.labels["kind"], album.labels["artist"]) == (("album",), ("Beatles",))
    assert chinese.labels["artist"] == ("Faye Wong",)


def test_a_shop_keeps_its_own_price_and_gets_none_of_ours() -> None:
    (phone,) = told("shop", thing("1", "iPhone 12", brand=("Apple",))).items
    assert (phone.labels["category"], phone.numbers["ram_gb"]) == (("phone",), 4.0)
    assert not {"price", "currency"} & {*phone.labels, *phone.numbers}
    ours = next(item for item in facts("shop").further(()) if item.id == "iphone-12")
    assert (ours.numbers["price"], ours.labels["currency"]) == (799.0, ("USD",))


def test_ids_of_a_data_set_are_trusted_where_nearly_all_of_the_authors_agree() -> None:
    listed = list(load(BOOKS).by_item("goodbooks").items())[:40]
    people = load(BOOKS).names["people"]
    right = [
        thing(item, f"Title {item}", author=tuple(people[one].en for one in book.authors)) for item, book in listed
    ]
    assert told("books", *right).enriched == 40
    others = [thing(item.id, item.title, author=("Ann Author",)) for item in right[:3]]
    assert told("books", *right[3:], *others).enriched == 0, "37 of 40 are too few"
    assert told("books", *right[:10]).enriched == 0, "too few to tell"


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_a_catalogue_of_its_own(name: str) -> None:
    items = facts(name).further(())
    kind = next(one for one in KINDS if one.folder == name)
    assert [item.id for item in items] == list(load(kind).things)
    known = fitting(Catalogue(items))
    assert known.name == name
    fields = {*known.labels, *known.numbers}
    assert {field for item in items for field in (*item.labels, *item.numbers)} <= fields
    assert not facts(name).further(items)
    assert facts(name).known(items).enriched == len(items)


@pytest.mark.parametrize("name", PACKS)
def test_every_field_of_a_pack_has_words_for_each_of_its_values(name: str) -> None:
    known = fitting(Catalogue(facts(name).further(())))
    for field, value in Catalogue(facts(name).further(())).label_rows:
        assert known.labels[field].open or value in known.labels[field].values, (field, value)


@pytest.mark.parametrize(
    ("folder", "name", "least"), [("goodbooks-10k", "books", 307), ("lastfm-hetrec", "music", 166)]
)
def test_real_catalogues_are_told_more(
    folder: str, name: str, least: int, shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    for file in shared_data(folder).iterdir():
        if file.name.startswith(("books", "artists", "ratings", "user_artists")):
            text = gzip.decompress(file.read_bytes()) if file.name.startswith(("books", "artists")) else b"user\n"
            (tmp_path / file.name.removesuffix(".gz")).write_bytes(text)
    items, _ = find_source(tmp_path).read_items()
    assert facts(name).known(items).enriched >= least


@pytest.mark.parametrize(
    ("name", "right"),
    [("J. K. Rowling", "J.K. Rowling"), ("F. Scott Fitzgerald", "F. Scott Fitzgerald"), ("Cher", "Cher"), ("", "")],
)
def test_initials_are_closed_up(name: str, right: str) -> None:
    assert closed(name) == right
