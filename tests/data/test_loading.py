"""One content, every form that it comes in."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.data.files import as_recbole, original, table

from chatrec.core.errors import DataError
from chatrec.data import FORMS, dataset, load


@pytest.fixture
def movielens(shared_data: Callable[[str], Path]) -> Path:
    folder = shared_data("ml-100k")
    if not (folder / "u.item").exists():
        pytest.skip("the copy of ml-100k at hand is not the original one")
    return folder


def test_the_original_and_recboles_copy_are_the_same_data(movielens: Path, tmp_path: Path) -> None:
    ours, theirs = load(movielens), load(as_recbole(movielens, tmp_path))
    assert len(ours.items) == 1682
    assert len(ours.ratings) == 100_000
    assert len(ours.ratings.user_ids) == 943
    misspelt = {one.id: other.title for one, other in zip(ours.items, theirs.items, strict=True) if one != other}
    assert misspelt == {"267": "unkonwn"}
    assert ours.ratings.user_ids == theirs.ratings.user_ids
    for column in ("users", "items", "values", "times", "kinds"):
        assert np.array_equal(getattr(ours.ratings, column), getattr(theirs.ratings, column), equal_nan=True)
    assert (ours.ratings.low, ours.ratings.high) == (theirs.ratings.low, theirs.ratings.high) == (1.0, 5.0)
    assert dataset(ours).fingerprint == dataset(theirs).fingerprint
    assert ours.report.items.dropped == ours.report.events.dropped == 0  # type: ignore[union-attr]


def test_known_items_of_movielens(movielens: Path) -> None:
    items = {item.id: item for item in load(movielens).items}
    shawshank, unnamed, accented = items["64"], items["267"], items["543"]
    assert shawshank.title == "The Shawshank Redemption"
    assert shawshank.aliases == ("Shawshank Redemption, The",)
    assert shawshank.labels == {"genre": ("Drama",)}
    assert shawshank.numbers == {"year": 1994.0}
    assert (unnamed.title, unnamed.labels, unnamed.numbers) == ("unknown", {}, {})
    assert accented.title == "Les Misérables"


def test_a_zip_as_grouplens_ships_it(tmp_path: Path) -> None:
    folder = original(tmp_path, ["1\t1\t5\t880000000", "2\t2\t3\t880000001"])
    archive = tmp_path / "ml-100k.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("__MACOSX/ml-100k/._u.item", b"\0junk")
        packed.writestr("__MACOSX/ml-100k/._u.data", b"\0junk")
        for name in ("u.item", "u.data"):
            packed.write(folder / name, f"ml-100k/{name}")
    zipped, plain = load(archive), load(folder)
    assert zipped.items == plain.items
    assert dataset(zipped).fingerprint == dataset(plain).fingerprint
    assert zipped.report.items.file == "ml-100k.zip/ml-100k/u.item"


def test_a_file_stands_for_its_pair(tmp_path: Path) -> None:
    folder = original(tmp_path, ["1\t1\t5\t880000000"])
    assert load(folder / "u.data").items == load(folder).items


def test_a_folder_of_tables_is_told_by_names(shared_data: Callable[[str], Path]) -> None:
    loaded = load(shared_data("ml-latest-small"))
    assert len(loaded.items) == 9742
    assert len(loaded.ratings) == 100_836
    assert (loaded.ratings.low, loaded.ratings.high) == (0.5, 5.0)
    assert loaded.items[0].labels["genre"] == ("Adventure", "Animation", "Children", "Comedy", "Fantasy")
    assert loaded.items[0].numbers == {"year": 1995.0}


def test_an_unknown_form_names_the_known_ones(tmp_path: Path) -> None:
    table(tmp_path / "notes.txt", "hello")
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert "notes.txt" in str(caught.value)
    assert all(form in str(caught.value) for form in FORMS)


@pytest.mark.parametrize("name", ["absent", "absent.zip", "absent.csv"])
def test_a_path_that_does_not_exist_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=name):
        load(tmp_path / name)


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ml-100k.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(DataError, match=r"ml-100k\.zip"):
        load(tmp_path / "ml-100k.zip")


def test_an_atomic_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    table(tmp_path / "x.item", "item_id:token\tyear:float\n1\t1999\n")
    table(tmp_path / "x.inter", "user_id:token\titem_id:token\n1\t1\n")
    with pytest.raises(DataError, match=r"x\.item: line 1 names no column movie_title or title"):
        load(tmp_path)


def test_atomic_columns_become_labels_and_numbers_by_their_types(tmp_path: Path) -> None:
    table(
        tmp_path / "x.item",
        "item_id:token\ttitle:token_seq\tprice:float\tcolour:token\ttags:token_seq\tvector:float_seq\n"
        "1\tRed Shoe\t9.5\tdark red\tsport run sport\t0.1 0.2\n2\tBlue Hat\t\t\t\t\n",
    )
    table(tmp_path / "x.inter", "user_id:token\titem_id:token\nu\t1\nu\t2\n")
    shoe, hat = load(tmp_path).items
    assert shoe.labels == {"colour": ("dark red",), "tags": ("sport", "run")}
    assert shoe.numbers == {"price": 9.5}
    assert (hat.labels, hat.numbers) == ({}, {})
