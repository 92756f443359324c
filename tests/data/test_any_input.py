"""Whatever a file holds, it loads with a report that adds up, or is refused in a sentence."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.data.files import original

from chatrec.core.errors import DataError
from chatrec.data import dataset, events, load, load_tables

CELLS = st.text(alphabet='12a,;|"\t\n\r é\0\ud83d{}[]:.-e', max_size=8) | st.sampled_from(
    ["1", "2", "5", "nan", "9e99"]
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=5).map(",".join), max_size=12).map("\n".join)

GOOD_EVENTS = b"user_id,item_id,rating,timestamp,kind\nu,1,5,1000,\nu,2,,1001,seen\nv,a,3,1997-11-20,rating\n"


def text_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return original(tmp_path_factory.mktemp("any"), ["1\t1\t5\t880000000"])


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "csv.gz", "xml", "parquet"])
@given(
    content=st.binary(max_size=60) | ROWS.map(text_bytes) | ROWS.map(lambda rows: b"item_id,title\n" + text_bytes(rows))
)
@settings(max_examples=30, deadline=None)
def test_any_items_file(folder: Path, ending: str, content: bytes) -> None:
    path = folder / f"items.{ending}"
    path.write_bytes(content)
    with contextlib.suppress(DataError):
        loaded = load_tables(path, None)
        report = loaded.report.items
        assert report.kept == len(loaded.items) > 0
        assert sum(finding.count for finding in report.findings) == report.dropped


@given(content=ROWS.map(lambda rows: GOOD_EVENTS + text_bytes(rows)))
@settings(max_examples=60, deadline=None)
def test_any_events_file(folder: Path, content: bytes) -> None:
    items, path = folder / "three.csv", folder / "events.csv"
    items.write_text("item_id,title\n1,One\n2,Two\na,Three\n")
    path.write_bytes(content)
    with contextlib.suppress(DataError):
        loaded = load_tables(items, path, now=2e9)
        assert loaded.report.events is not None
        assert loaded.report.events.kept == len(loaded.ratings) == len(list(events(loaded))) > 0
        assert len(dataset(loaded).interactions) == len(loaded.ratings)


@given(content=st.binary(max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_archive(folder: Path, content: bytes) -> None:
    path = folder / "any.zip"
    path.write_bytes(content)
    with pytest.raises(DataError):
        load(path)


@given(lines=st.lists(st.text(st.characters(exclude_characters="\0\r\n", codec="utf-8"), max_size=20), max_size=5))
@settings(max_examples=30, deadline=None)
def test_any_lines_among_good_ones(folder: Path, lines: list[str]) -> None:
    good = [f"{user}\t1\t5\t880000000" for user in range(6)]
    (folder / "u.data").write_text("\n".join([*good, *lines]), "utf-8")
    loaded = load(folder / "u.data")
    assert set(loaded.ratings.user_ids) >= {str(user) for user in range(6)}
