"""Parquet as the table that it is."""

import sys
from pathlib import Path

import duckdb
import pytest

from chatrec.core.errors import ConfigError, DataError
from chatrec.data import dataset, load, load_tables


def written(path: Path, query: str) -> Path:
    duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_items_and_events_are_read_with_their_types(tmp_path: Path) -> None:
    written(
        tmp_path / "items.parquet",
        "SELECT i AS item_id, 'Film, \"' || i || '\"' AS title, ['Drama', 'War'] AS genre, i + 0.5 AS price, i > 1 AS colour"
        " FROM range(3) t(i)",
    )
    written(
        tmp_path / "events.parquet",
        "SELECT 'ä' AS user_id, i AS item_id, 4 + i % 2 AS rating, TIMESTAMP '2001-09-09 01:46:40' AS timestamp FROM range(3) t(i)",
    )
    loaded = load(tmp_path)
    assert loaded.items[1].title == 'Film, "1"'
    assert dict(loaded.items[1].labels) == {"genre": ("Drama", "War"), "colour": ("no",)}
    assert dict(loaded.items[1].numbers) == {"price": 1.5}
    assert loaded.ratings.times.tolist() == [1e9] * 3
    assert loaded.ratings.user_ids == ("ä",)


def test_many_rows_equal_the_same_table_as_csv(tmp_path: Path) -> None:
    """More rows than one batch, of which some values are missing."""
    query = "SELECT i % 97 AS user_id, i % 53 AS item_id, CASE WHEN i % 5 > 0 THEN i % 5 END AS rating FROM range(5000) t(i)"
    items = written(tmp_path / "items.parquet", "SELECT i AS item_id, 'T' || i AS title FROM range(53) t(i)")
    whole = load_tables(items, written(tmp_path / "events.parquet", query))
    duckdb.execute(f"COPY ({query}) TO '{tmp_path}/events.csv' (FORMAT csv, HEADER)")
    same = load_tables(items, tmp_path / "events.csv")
    assert dataset(whole).fingerprint == dataset(same).fingerprint
    assert whole.report.events is not None
    assert same.report.events is not None
    assert whole.report.events.findings == same.report.events.findings


def test_what_is_not_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "items.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(DataError, match="cannot be read as Parquet"):
        load_tables(tmp_path / "items.parquet", None)
    (tmp_path / "items.parquet.gz").write_bytes(b"\x1f\x8b")
    with pytest.raises(DataError):
        load_tables(tmp_path / "items.parquet.gz", None)


@pytest.mark.parametrize(("name", "package"), [("items.parquet", "duckdb"), ("items.xml", "defusedxml")])
def test_without_the_extra_its_name_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    (tmp_path / name).write_text("<rss><item/></rss>")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigError, match=rf"needs {package}: pip install 'chatrec\[io\]'"):
        load_tables(tmp_path / name, None)
