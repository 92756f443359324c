"""The split that MovieLens 100K brings, beside the ratings or packed."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.data.files import original

from chatrec.data import load

ROWS = [f"{user}\t{item}\t{rating}\t880000000" for user, item, rating in ((1, 1, 5), (1, 2, 3), (2, 2, 1), (3, 1, 4))]


def test_u1_is_known_where_it_holds_every_rating_once(tmp_path: Path) -> None:
    folder = original(tmp_path, ROWS)
    (folder / "u1.base").write_text("\n".join([ROWS[3], ROWS[0]]) + "\n")
    (folder / "u1.test").write_text("\n".join([ROWS[2], ROWS[1]]) + "\n")
    loaded = load(folder)
    assert loaded.held_out is not None
    found = [(loaded.ratings.users[row], loaded.ratings.values[row]) for row in np.flatnonzero(loaded.held_out)]
    assert found == [(0, 3.0), (1, 1.0)]


@pytest.mark.parametrize(
    ("base", "test"),
    [
        (ROWS[:2], ROWS[3:]),  # one rating is in neither
        (ROWS[:3], ROWS[2:]),  # one is in both
        ([*ROWS[:2], "9\t1\t5\t0"], ROWS[3:]),  # of somebody else
        (["not a rating", *ROWS[:2]], ROWS[3:]),
    ],
)
def test_another_split_changes_nothing(tmp_path: Path, base: list[str], test: list[str]) -> None:
    folder = original(tmp_path, ROWS)
    (folder / "u1.base").write_text("\n".join(base) + "\n")
    (folder / "u1.test").write_text("\n".join(test) + "\n")
    assert load(folder).held_out is None


def test_without_a_split_there_is_none(tmp_path: Path) -> None:
    assert load(original(tmp_path, ROWS)).held_out is None


def test_u1_of_the_published_archive(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("ml-100k")
    loaded = load(folder)
    with zipfile.ZipFile(folder / "splits.zip") as archive:
        name = next(name for name in archive.namelist() if name.endswith("u1.test"))
        lines = [line.split("\t") for line in archive.read(name).decode().splitlines()]
    assert loaded.held_out is not None
    ratings = loaded.ratings
    marked = np.flatnonzero(loaded.held_out)
    found = {
        (ratings.user_ids[ratings.users[row]], loaded.items[ratings.items[row]].id, ratings.values[row])
        for row in marked
    }
    assert found == {(user, item, float(rating)) for user, item, rating, _ in lines}
    assert len(found) == 20_000
