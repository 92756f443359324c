"""Data sets arrive whole, checked and from the best origin at hand, or not at all."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.data.files import as_recbole

from chatrec.core.errors import FetchError, NotFoundError
from chatrec.data import DATA_SETS, fetch, load

GROUPLENS, RECBOLE = DATA_SETS["ml-100k"].origins


@dataclass
class ShelfDownloader:
    """Brings archives from a folder, as the network would; what is not on the shelf cannot be reached."""

    archives: dict[str, Path] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def from_url(self, url: str, into: Path) -> Path:
        return self._bring(url, into)

    def from_package(self, requirement: str, into: Path) -> Path:
        return self._bring(requirement, into)

    def _bring(self, what: str, into: Path) -> Path:
        self.asked.append(what)
        if what not in self.archives:
            raise FetchError(f"{what} cannot be reached.")
        return Path(shutil.copy(self.archives[what], into))


@pytest.fixture
def movielens(shared_data: Callable[[str], Path]) -> Path:
    folder = shared_data("ml-100k")
    if not (folder / "u.item").exists():
        pytest.skip("the copy of ml-100k at hand is not the original one")
    return folder


@pytest.fixture
def grouplens_zip(movielens: Path, tmp_path: Path) -> Path:
    archive = tmp_path / "ml-100k.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for member in GROUPLENS.members:
            packed.write(movielens / member.name, member.path)
    return archive


def test_grouplens_own_archive_is_taken_first(grouplens_zip: Path, tmp_path: Path) -> None:
    downloader = ShelfDownloader({str(GROUPLENS): grouplens_zip})
    fetched = fetch("ml-100k", tmp_path / "home" / "data" / "ml-100k", downloader)
    assert downloader.asked == [str(GROUPLENS)]
    assert (fetched.source, fetched.notes) == (str(GROUPLENS), ())
    assert sorted(file.name for file in fetched.path.iterdir()) == ["u.data", "u.item"]
    assert list(fetched.path.parent.iterdir()) == [fetched.path]
    assert len(load(fetched.path).ratings) == 100_000


def test_what_is_there_is_not_fetched_again(grouplens_zip: Path, tmp_path: Path) -> None:
    into = tmp_path / "ml-100k"
    fetch("ml-100k", into, ShelfDownloader({str(GROUPLENS): grouplens_zip}))
    nobody = ShelfDownloader()
    assert fetch("ml-100k", into, nobody).path == into
    assert nobody.asked == []


def test_every_failed_origin_is_named_with_the_remedy(tmp_path: Path) -> None:
    downloader = ShelfDownloader()
    with pytest.raises(FetchError) as caught:
        fetch("ml-100k", tmp_path / "ml-100k", downloader)
    assert downloader.asked == ["https://files.grouplens.org/datasets/movielens/ml-100k.zip", "recbole==1.2.1"]
    assert all(f"{asked} cannot be reached." in str(caught.value) for asked in downloader.asked)
    assert "--from DIR" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_changed_file_is_not_taken_and_the_next_origin_is_asked(grouplens_zip: Path, tmp_path: Path) -> None:
    forged = tmp_path / "recbole-1.2.1-py3-none-any.whl"
    with zipfile.ZipFile(forged, "w") as packed:
        for member in RECBOLE.members:
            packed.writestr(member.path, "another content")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(grouplens_zip.read_bytes()[:1_000])
    downloader = ShelfDownloader({str(GROUPLENS): broken, "recbole==1.2.1": forged})
    with pytest.raises(FetchError) as caught:
        fetch("ml-100k", tmp_path / "ml-100k", downloader)
    assert "broken.zip, which is not the archive" in str(caught.value)
    assert f"where {RECBOLE.members[0].sha256} is right" in str(caught.value)
    assert not (tmp_path / "ml-100k").exists()


def test_the_second_origin_serves_when_the_first_fails_and_that_is_told(movielens: Path, tmp_path: Path) -> None:
    copy = as_recbole(movielens, tmp_path)
    wheel = tmp_path / "recbole-1.2.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for member in RECBOLE.members:
            packed.write(copy / member.name, member.path)
    fetched = fetch("ml-100k", tmp_path / "ml-100k", ShelfDownloader({"recbole==1.2.1": wheel}))
    assert fetched.source == "the Python package recbole==1.2.1"
    assert fetched.notes == (f"{GROUPLENS} cannot be reached.",)


def test_files_at_hand_are_copied_and_checked(movielens: Path, tmp_path: Path) -> None:
    nobody = ShelfDownloader()
    fetched = fetch("ml-100k", tmp_path / "ml-100k", nobody, from_dir=movielens)
    assert (fetched.source, nobody.asked) == (str(movielens), [])
    assert sorted(file.name for file in fetched.path.iterdir()) == ["u.data", "u.item"]
    (fetched.path / "u.data").write_text("1\t1\t1\t1\n")
    with pytest.raises(FetchError, match=r"u\.data and u\.item or ml-100k\.inter and ml-100k\.item"):
        fetch("ml-100k", tmp_path / "other", nobody, from_dir=fetched.path)


def test_a_gzipped_copy_at_hand_is_unpacked_and_checked(shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    fetched = fetch("ml-latest-small", tmp_path / "small", ShelfDownloader(), from_dir=shared_data("ml-latest-small"))
    assert sorted(file.name for file in fetched.path.iterdir()) == ["movies.csv", "ratings.csv"]
    assert fetch("ml-latest-small", fetched.path, ShelfDownloader()).path == fetched.path
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for name in ("movies.csv", "ratings.csv"):
        (damaged / f"{name}.gz").write_bytes((shared_data("ml-latest-small") / f"{name}.gz").read_bytes()[:-9])
    with pytest.raises(FetchError, match=r"does not hold movies\.csv and ratings\.csv as published"):
        fetch("ml-latest-small", tmp_path / "other", ShelfDownloader(), from_dir=damaged)


def test_a_part_of_ml_1m_is_not_ml_1m(shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"does not hold movies\.dat and ratings\.dat as published"):
        fetch("ml-1m", tmp_path / "ml-1m", ShelfDownloader(), from_dir=shared_data("ml-1m"))


def test_another_folders_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ml-100k").mkdir()
    (tmp_path / "ml-100k" / "mine.txt").write_text("mine")
    with pytest.raises(FetchError, match="exists but does not hold the files"):
        fetch("ml-100k", tmp_path / "ml-100k", ShelfDownloader())
    assert (tmp_path / "ml-100k" / "mine.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FetchError, match="cannot be written"):
        fetch("ml-100k", tmp_path / "file" / "ml-100k", ShelfDownloader())


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"'ml-999'; known are: ml-100k"):
        fetch("ml-999", tmp_path / "x", ShelfDownloader())


@pytest.mark.parametrize("name", sorted(DATA_SETS))
def test_terms_are_told_in_both_languages(name: str) -> None:
    known = DATA_SETS[name]
    for text in (known.terms, known.about):
        assert set(text) == {"en", "zh"}
        assert all(text.values())
    assert "Harper" in known.terms["en"]
