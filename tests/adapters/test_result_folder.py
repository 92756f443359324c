"""A folder of results keeps what it was given, and refuses what is not its own."""

from pathlib import Path

import numpy as np
import pytest

from chatrec.adapters.result_folder import ResultFolder
from chatrec.core.errors import StorageError


def test_what_was_put_comes_back_bit_for_bit_and_nothing_else_does(tmp_path: Path) -> None:
    store = ResultFolder(tmp_path / "new" / "folder")
    assert store.get("one") is None
    values = np.array([0.1, np.nan, -0.0])
    store.put("one", {"values/ndcg@10": values, "exposure": np.arange(3.0)})
    found = store.get("one")
    assert found is not None
    assert found.keys() == {"values/ndcg@10", "exposure"}
    assert found["values/ndcg@10"].tobytes() == values.tobytes()
    assert store.get("two") is None


def test_putting_again_replaces(tmp_path: Path) -> None:
    store = ResultFolder(tmp_path)
    store.put("one", {"a": np.zeros(2)})
    store.put("one", {"b": np.ones(1)})
    assert dict(store.get("one") or {}).keys() == {"b"}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_of_another_key_is_refused(tmp_path: Path) -> None:
    store = ResultFolder(tmp_path)
    store.put("one", {"a": np.zeros(2)})
    (file,) = tmp_path.iterdir()
    store.put("two", {"a": np.ones(2)})
    (other,) = (path for path in tmp_path.iterdir() if path != file)
    other.write_bytes(file.read_bytes())
    with pytest.raises(StorageError, match="holds the result of something else"):
        store.get("two")


@pytest.mark.parametrize("damage", ["empty", "half", "flipped", "text", "folder"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: str) -> None:
    store = ResultFolder(tmp_path)
    store.put("one", {"a": np.zeros(500)})
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    middle = len(whole) // 2
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        file.write_bytes({"empty": b"", "half": whole[:middle], "flipped": flipped, "text": b"no archive"}[damage])
    with pytest.raises(StorageError, match="is damaged"):
        store.get("one")


def test_a_file_cut_short_by_a_crash_is_never_seen(tmp_path: Path) -> None:
    """What a killed process leaves has another name, so it is not read."""
    store = ResultFolder(tmp_path)
    (tmp_path / ".unfinished-0").write_bytes(b"half")
    store.put("one", {"a": np.zeros(1)})
    assert store.get("one") is not None


def test_a_place_that_cannot_hold_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = ResultFolder(tmp_path / "file" / "folder")
    assert store.get("one") is None
    with pytest.raises(StorageError, match=r"folder cannot be written: "):
        store.put("one", {"a": np.zeros(1)})


def test_the_oldest_go_when_there_is_too_much(tmp_path: Path) -> None:
    store = ResultFolder(tmp_path, most_bytes=10_000)
    for name in ("one", "two", "three"):
        store.put(name, {"a": np.zeros(500)})  # 4 kB each
    assert store.get("one") is None
    assert store.get("two") is not None
    assert store.get("three") is not None
