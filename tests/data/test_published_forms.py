"""The forms of published benchmarks, on the real files and on small ones with faults."""

import gzip
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.data.files import table

from chatrec.core.errors import DataError
from chatrec.data import Reason, apart, dataset, load


def lines_of(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt") as text:
        return [line.split() for line in text]


def test_gowalla_is_whole_and_keeps_its_own_split(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("gowalla")
    loaded = load(folder)
    assert (len(loaded.ratings.user_ids), len(loaded.items), len(loaded.ratings)) == (29_858, 40_981, 1_027_370)
    assert loaded.held_out is not None
    train, test = apart(dataset(loaded).interactions, loaded.held_out)
    assert (len(train), len(test)) == (810_128, 217_242)
    for part, name in ((train, "train.txt.gz"), (test, "test.txt.gz")):
        wanted = {(user, item) for user, *items in lines_of(folder / name) for item in items}
        users = [loaded.ratings.user_ids[row] for row in part.users]
        assert {(user, loaded.items[item].id) for user, item in zip(users, part.items, strict=True)} == wanted
    assert not loaded.ratings.times.any()


def test_one_file_of_a_split_stands_for_both(tmp_path: Path) -> None:
    table(tmp_path / "train.txt", "0 0 1\n1 2\n")
    table(tmp_path / "test.txt.gz", "0 2\n1 \n")
    table(tmp_path / "README.txt", "Not data.\n")
    whole = load(tmp_path)
    assert dataset(load(tmp_path / "train.txt")).fingerprint == dataset(whole).fingerprint
    assert whole.held_out is not None
    assert whole.held_out.tolist() == [False, False, True, False]


def test_a_split_that_leaks_is_refused_with_the_pair(tmp_path: Path) -> None:
    table(tmp_path / "train.txt", "0 0 1\n1 2\n")
    table(tmp_path / "test.txt", "1 3\n0 2 1\n")
    with pytest.raises(DataError, match=r"test.txt leaks: 1 of its 3 pairs .* line 2 \(user '0', item '1'\); remove"):
        load(tmp_path)


def test_a_pair_named_twice_in_one_file_counts_once(tmp_path: Path) -> None:
    table(tmp_path / "train.txt", "0 0 1 1\n1 2\n0 0\n")
    table(tmp_path / "test.txt", "1 3\n")
    loaded = load(tmp_path)
    assert len(loaded.ratings) == 4
    assert loaded.report.items.count(Reason.DUPLICATE_EVENT) == 2


@pytest.mark.parametrize(
    ("file", "sizes"),
    [("ml-1m/sequences.txt.gz", (6_040, 3_416, 999_611)), ("amazon-beauty/Beauty.txt.gz", (22_363, 12_101, 198_502))],
)
def test_sequences_keep_the_order_of_the_file(
    shared_data: Callable[[str], Path], file: str, sizes: tuple[int, int, int]
) -> None:
    folder = shared_data(Path(file).parent.name)
    loaded = load(folder, ordered=True)
    assert (len(loaded.ratings.user_ids), len(loaded.items), len(loaded.ratings)) == sizes
    wanted: dict[str, list[str]] = {}
    for user, *past in lines_of(folder.parent / file):
        wanted.setdefault(user, []).extend(past)
    data = dataset(loaded)
    bounds = data.interactions.offsets()
    for row, user in enumerate(data.users):
        mine = slice(bounds[row], bounds[row + 1])
        assert [data.catalogue[item].id for item in data.interactions.items[mine]] == wanted[user]
        assert data.interactions.times[mine].tolist() == list(range(1, len(wanted[user]) + 1))


def test_sequences_beside_movies_are_described(tmp_path: Path) -> None:
    table(tmp_path / "movies.dat", "1::Toy Story (1995)::Comedy\n2::Amélie (2001)::\n", encoding="iso-8859-1")
    items = load(table(tmp_path / "sequences.txt", "7 2 3\n")).items
    assert [(item.id, item.title) for item in items] == [("2", "Amélie"), ("3", "3")]


def test_lines_that_are_no_ids_are_reported(tmp_path: Path) -> None:
    loaded = load(table(tmp_path / "a.txt", "1 10 20 10\n\n2 20 x\n3\n"))
    assert loaded.report.events is not None
    assert loaded.report.events.count(Reason.MALFORMED) == 1
    assert loaded.report.events.count(Reason.DUPLICATE_EVENT) == 1
    assert [loaded.items[item].id for item in loaded.ratings.items] == ["20", "10", "20"]
    assert loaded.ratings.times.tolist() == [2.0, 3.0, 1.0]


def test_prose_is_no_sequence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="none of the known forms"):
        load(table(tmp_path / "README.txt", "2 films are good\n"))


def test_movielens_1m_is_whole(shared_data: Callable[[str], Path]) -> None:
    loaded = load(shared_data("ml-1m"))
    assert (len(loaded.items), len(loaded.ratings), len(loaded.ratings.user_ids)) == (3_883, 1_000_209, 6_040)
    counts = np.unique(loaded.ratings.values, return_counts=True)[1]
    assert counts.tolist() == [56_174, 107_557, 261_197, 348_971, 226_310]  # the published histogram
    assert not loaded.ratings.times.any()
    accented = next(item for item in loaded.items if item.id == "73")
    assert (accented.title, accented.labels, accented.numbers) == (
        "Les Misérables", {"genre": ("Drama", "Musical")}, {"year": 1995.0},
    )  # fmt: skip


def test_a_file_of_movielens_1m_is_chosen_by_its_path(shared_data: Callable[[str], Path]) -> None:
    loaded = load(shared_data("ml-1m") / "ratings_first_487650.dat.gz")
    assert (len(loaded.ratings), len(loaded.ratings.user_ids)) == (487_650, 2_999)
    first = loaded.ratings.user_ids.index("1")
    newest = np.flatnonzero(loaded.ratings.users == first)[-1]
    assert loaded.items[loaded.ratings.items[newest]].id == "48"  # Pocahontas, user 1's last
    assert loaded.ratings.times[newest] == 978824351.0  # as ratings.dat has it


def test_ratings_with_times_go_before_those_without_when_order_matters(tmp_path: Path) -> None:
    table(tmp_path / "movies.dat", "1::Toy Story (1995)::Comedy\n2::Amélie (2001)::\n", encoding="iso-8859-1")
    table(tmp_path / "ratings_a.csv", "user_id,movie_id,rating\n1,1,5\n2,2,4\n")
    table(tmp_path / "ratings_b.dat", "1::2::5::978824351\n")
    assert len(load(tmp_path).ratings) == 2
    assert load(tmp_path, ordered=True).ratings.times.tolist() == [978824351.0]
    assert [item.title for item in load(tmp_path).items] == ["Toy Story", "Amélie"]
