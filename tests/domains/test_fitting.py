"""The right domain is found for small catalogues of each kind, and a word asks for one value."""

import gzip
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.data.loading import find_source
from chatrec.domains import domain, fitting

MOST_LINES = 20_000
OURS = ("books", "music", "shop")


def catalogue(*labels: dict[str, tuple[str, ...]]) -> Catalogue:
    return Catalogue([Item(id=ItemId(str(at)), title=f"Item {at}", labels=given) for at, given in enumerate(labels)])


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ({"genre": ("Drama", "Film-Noir")}, "movies"),
        ({"genre": ("Fantasy", "Horror", "Romance")}, "movies"),
        ({"author": ("Ann Author",), "language": ("eng",)}, "books"),
        ({"author": ("Ann Author",), "genre": ("Fantasy", "Young Adult")}, "books"),
        ({"tag": ("rock", "80s", "female vocalists", "seen live")}, "music"),
        ({"genre": ("jazz", "trip-hop"), "artist": ("A Band",)}, "music"),
        ({"brand": ("Acme",), "category": ("Kitchen", "Pans"), "availability": ("in_stock",), "currency": ("EUR",)}, "shop"),
        ({"category": ("phone",), "brand": ("Huawei",), "system": ("HarmonyOS",)}, "shop"),
        ({"shape": ("round",), "brand": ("Acme",)}, "generic"),
        ({}, "generic"),
    ],
)  # fmt: skip
def test_the_domain_is_found_by_the_labels(labels: dict[str, tuple[str, ...]], name: str) -> None:
    assert fitting(catalogue(labels, labels)).name == name


@pytest.mark.parametrize(
    ("folder", "name"),
    [("goodbooks-10k", "books"), ("lastfm-hetrec", "music"), ("ml-100k", "movies")],
)
def test_real_catalogues_find_their_domain(
    folder: str, name: str, shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    for file in shared_data(folder).iterdir():
        with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as lines:
            (tmp_path / file.name.removesuffix(".gz")).write_bytes(b"".join(islice(lines, MOST_LINES)))
    items, _ = find_source(tmp_path).read_items()
    assert fitting(Catalogue(items)).name == name


@pytest.mark.parametrize("name", OURS)
def test_a_word_of_a_field_asks_for_one_value(name: str) -> None:
    for field, labels in domain(name).labels.items():
        words = [word.lower() for words in labels.values.values() for word in {*words.en, *words.zh}]
        assert sorted(words) == sorted(set(words)), field


@pytest.mark.parametrize("name", OURS)
def test_units_are_understood_in_lower_case(name: str) -> None:
    for number in domain(name).numbers.values():
        units = () if number.unit is None else (*number.unit.en, *number.unit.zh)
        assert {unit.lower() for unit in units} <= set(units)


def test_values_are_said_in_both_languages() -> None:
    said = [
        domain(name).say_value(field, value, "zh")
        for name, field, value in (
            ("books", "genre", "Science Fiction"),
            ("music", "tag", "hip-hop"),
            ("shop", "brand", "Huawei"),
            ("shop", "availability", "out_of_stock"),
        )
    ]
    assert said == ["科幻", "嘻哈", "华为", "缺货"]
    assert domain("shop").say_value("brand", "Acme", "zh") == "Acme"
