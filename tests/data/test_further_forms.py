"""MovieLens latest, goodbooks-10k and HetRec Last.fm: the real files, and small ones with their traps."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from tests.data.files import table

from chatrec.core.events import EventKind
from chatrec.data import load
from chatrec.data.loaded import KINDS

BOOKS = (
    "id,book_id,best_book_id,work_id,authors,original_publication_year,original_title,title,language_code,image_url\n"
)
SECOND = "book_id,goodreads_book_id,best_book_id,work_id,authors,original_publication_year,original_title,title,language_code\n"


def test_movielens_latest_keeps_half_stars_and_years(shared_data: Callable[[str], Path]) -> None:
    loaded = load(shared_data("ml-latest-small"))
    assert (len(loaded.items), len(loaded.ratings), len(loaded.ratings.user_ids)) == (9_742, 100_836, 610)
    assert (loaded.ratings.low, loaded.ratings.high) == (0.5, 5.0)
    president = next(item for item in loaded.items if item.id == "11")
    assert (president.title, president.numbers["year"]) == ("The American President", 1995.0)
    assert president.labels["genre"] == ("Comedy", "Drama", "Romance")
    assert np.mean(loaded.ratings.values % 1 == 0.5) > 0.1


def test_a_zip_of_tables_is_read_as_it_is(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "ml-latest.zip", "w") as archive:
        archive.writestr(
            "ml-latest/movies.csv", 'movieId,title,genres\n1,"Seven (1995)",Crime|Thriller\n2,X,(no genres listed)\n'
        )
        archive.writestr(
            "ml-latest/ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.5,1000000000\n1,2,0.5,1000000001\n"
        )
    loaded = load(tmp_path / "ml-latest.zip")
    assert [item.labels for item in loaded.items] == [{"genre": ("Crime", "Thriller")}, {}]
    assert loaded.ratings.graded() == pytest.approx([7 / 9, -1.0])


def test_goodbooks_joins_by_its_own_numbers(shared_data: Callable[[str], Path]) -> None:
    """The ids of both files are 1 to 10,000; by the Goodreads ids most ratings would find no book or the wrong one."""
    folder = shared_data("goodbooks-10k")
    source = load(folder)
    assert source.report.items.kept == 10_000
    assert source.report.events is not None
    assert (source.report.events.read, source.report.events.dropped) == (981_756, 2_278)
    assert source.items[0].labels == {"author": ("Suzanne Collins",), "language": ("eng",)}


def test_both_versions_of_goodbooks_mean_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, header, row in (
        (first, BOOKS, '1,2767052,2767052,9,"J.K. Rowling, Mary GrandPré",1997.0,Stone,Harry Potter,eng,http://x\n'),
        (second, SECOND, '1,2767052,2767052,9,"J.K. Rowling, Mary GrandPré",1997,Stone,Harry Potter,eng\n'),
    ):
        folder.mkdir()
        table(folder / "books.csv", header + row + row.replace("1997", "x").replace("1,", "2,", 1))
    table(first / "ratings.csv", "book_id,user_id,rating\n1,7,5\n2767052,7,5\n2,7,1\n")
    table(second / "ratings.csv", "user_id,book_id,rating\n7,1,5\n7,2767052,5\n7,2,1\n")
    for loaded in (load(first), load(second)):
        assert [(item.id, item.title, item.aliases) for item in loaded.items[:1]] == [("1", "Harry Potter", ("Stone",))]
        assert loaded.items[0].labels["author"] == ("J.K. Rowling", "Mary GrandPré")
        assert (loaded.items[0].numbers, loaded.items[1].numbers) == ({"year": 1997.0}, {})
        assert len(loaded.ratings) == 2


def test_lastfm_plays_carry_their_counts_and_artists_their_tags(shared_data: Callable[[str], Path]) -> None:
    loaded = load(shared_data("lastfm-hetrec"))
    assert (len(loaded.items), len(loaded.ratings), len(loaded.ratings.user_ids)) == (17_632, 92_834, 1_892)
    assert set(loaded.ratings.kinds) == {KINDS.index(EventKind.PLAY)}
    metallica = next(item for item in loaded.items if item.title == "Metallica")
    assert "thrash metal" in metallica.labels["tag"]
    assert len(metallica.labels["tag"]) == 5


def test_small_lastfm_files_with_faults(tmp_path: Path) -> None:
    table(
        tmp_path / "artists.dat", "id\tname\turl\tpictureURL\n1\tBjörk\tu\tp\n2\tX\tu\tp\n3\t\tu\tp\nhalf\n4\tY\tu\tp\n"
    )
    table(
        tmp_path / "user_artists.dat.gz",
        "userID\tartistID\tweight\r\n7\t1\t300\r\n7\t2\t1\r\n8\t9\t5\r\n8\t1\tmany\r\n8\t1\t2\r\n",
    )
    table(tmp_path / "tags.dat", "tagID\ttagValue\n1\tespañol\n2\tpop\n", encoding="iso-8859-1")
    rows = "".join(f"{user}\t1\t{tag}\t1\t4\t2009\n" for user, tag in ((7, 1), (8, 1), (7, 2), (8, 3)))
    table(tmp_path / "user_taggedartists.dat", "userID\tartistID\ttagID\tday\tmonth\tyear\n" + rows + "cut")
    loaded = load(tmp_path)
    assert {item.title: dict(item.labels) for item in loaded.items} == {
        "Björk": {"tag": ("español",)},
        "X": {},
        "Y": {},
    }
    assert len(loaded.ratings) == 3
    (tmp_path / "tags.dat").unlink()
    assert all(not item.labels for item in load(tmp_path / "artists.dat").items)
