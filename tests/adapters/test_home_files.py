"""The two small files of a home: cleaning reports and the operator's key."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from chatrec.adapters.key_file import KeyFile
from chatrec.adapters.load_file import TAIL, LoadFile
from chatrec.core.errors import StorageError
from chatrec.ports.loads import StoredLoad


def load(number: int, report: str = "{}") -> StoredLoad:
    return StoredLoad(float(number), number, 2 * number, report)


def test_loads_come_back_latest_first(tmp_path) -> None:
    kept = LoadFile(tmp_path / "loads.jsonl")
    assert kept.latest(5) == []
    for number in range(4):
        kept.record(load(number, '{"片": 1}'))
    assert kept.latest(2) == [load(3, '{"片": 1}'), load(2, '{"片": 1}')]


def test_a_torn_line_is_passed_over_and_a_long_file_is_read_at_its_end(tmp_path) -> None:
    path = tmp_path / "loads.jsonl"
    kept = LoadFile(path)
    for number in range(6):
        kept.record(load(number, "x" * (TAIL // 4)))
    with path.open("a") as file:
        file.write('{"at": 1')
    assert [one.items for one in kept.latest(9)] == [5, 4, 3]


def test_loads_that_cannot_be_kept_are_told(tmp_path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageError, match="cannot be written"):
        LoadFile(tmp_path / "folder").record(load(1))
    with pytest.raises(StorageError, match="cannot be read"):
        LoadFile(tmp_path / "folder").latest(1)


def test_a_key_is_made_once_for_its_owner_alone(tmp_path) -> None:
    path = tmp_path / "operator.key"
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: KeyFile(path).read(), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) == 43
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["operator.key"]
    assert KeyFile(tmp_path / "other").read() != KeyFile(path).read()


def test_an_empty_or_unreadable_key_opens_nothing(tmp_path) -> None:
    (tmp_path / "operator.key").write_text("\n")
    with pytest.raises(StorageError, match="is empty"):
        KeyFile(tmp_path / "operator.key").read()
    with pytest.raises(StorageError, match="cannot be read or made"):
        KeyFile(tmp_path / "no" / "operator.key").read()
