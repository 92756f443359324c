"""What is wrong with a file is said with file, line, value and remedy, and the rest of it loads."""

import gzip
import re
from pathlib import Path

import pytest
from tests.data.files import json_lines, original, table

from chatrec.core.errors import DataError
from chatrec.data import CleaningReport, Columns, FileReport, Finding, Reason, load, load_tables
from chatrec.data.report import Example

ITEMS = "item_id,title\n1,One\n2,Two\n3,Three\n"
NOW = 1_700_000_000.0


def events_report(folder: Path, text: str, columns: Columns | None = None) -> CleaningReport:
    items = table(folder / "items.csv", ITEMS)
    return load_tables(items, table(folder / "events.csv", text), columns, now=NOW).report


def found(report: CleaningReport, reason: Reason) -> tuple[int, list[tuple[int, str]]]:
    assert report.events is not None
    (finding,) = (one for one in report.events.findings if one.reason is reason)
    return finding.count, list(finding.examples)


@pytest.mark.parametrize(
    ("line", "reason", "value"),
    [
        ("u,1", Reason.MALFORMED, "u,1"),
        ("u,1,good,1000", Reason.MALFORMED, "u, 1, good, 1000"),
        ("u,1,,1000", Reason.MALFORMED, "u, 1, , 1000"),
        (",1,4,1000", Reason.MALFORMED, ", 1, 4, 1000"),
        ("u,1,4,yesterday", Reason.MALFORMED, "u, 1, 4, yesterday"),
        ("u,1,4,nan", Reason.MALFORMED, "u, 1, 4, nan"),
        ("u,9,4,1000", Reason.UNKNOWN_ITEM, "9"),
        ("u,1,77,1000", Reason.RATING_RANGE, "77"),
        ("u,1,nan,1000", Reason.RATING_RANGE, "nan"),
        ("u,1,-inf,1000", Reason.RATING_RANGE, "-inf"),
        ("u,1,4,1800000000", Reason.TIME_FUTURE, "1800000000"),
        ("u,1,4,2031-01-01", Reason.TIME_FUTURE, "1924992000"),
        ("u,1,4,9e17", Reason.TIME_FUTURE, "900000000000000000"),
        ("u,1,4,-5", Reason.TIME_EARLY, "-5"),
        ("u,1,4,1969-12-31T23:59:00Z", Reason.TIME_EARLY, "-60"),
    ],
)
def test_a_bad_row_is_counted_and_named_and_the_rest_loads(
    tmp_path: Path, line: str, reason: Reason, value: str
) -> None:
    good = "a,1,5,1000\na,2,4,1000\nb,1,3,1000\nb,2,1,1000\n"
    report = events_report(tmp_path, f"user,item,rating,time\n{good}{line}\nc,3,2,1000\n")
    assert found(report, reason) == (1, [(6, value)])
    assert report.events is not None
    assert (report.events.read, report.events.kept, report.events.dropped) == (6, 5, 1)


def test_only_the_first_five_lines_are_named(tmp_path: Path) -> None:
    text = "user,item,rating\n" + "a,9,5\n" * 7 + "a,1,5\n"
    count, examples = found(events_report(tmp_path, text), Reason.UNKNOWN_ITEM)
    assert count == 7
    assert [line for line, _ in examples] == [2, 3, 4, 5, 6]


def test_milliseconds_are_read_as_such_and_said(tmp_path: Path) -> None:
    items = table(tmp_path / "items.csv", ITEMS)
    loaded = load_tables(items, table(tmp_path / "events.csv", "user,item,ts\na,1,1500000000000\n"), now=NOW)
    assert list(loaded.ratings.times) == [1_500_000_000.0]
    assert found(loaded.report, Reason.MILLISECONDS) == (1, [(2, "1500000000000")])
    assert loaded.report.events is not None
    assert loaded.report.events.dropped == 0


def test_of_two_words_on_one_item_the_later_counts(tmp_path: Path) -> None:
    items = table(tmp_path / "items.csv", ITEMS)
    text = "user,item,rating,time\na,1,5,2000\na,1,2,1000\na,2,1,1000\na,2,4,1000\n"
    loaded = load_tables(items, table(tmp_path / "events.csv", text))
    assert list(zip(loaded.ratings.items, loaded.ratings.values, strict=True)) == [(1, 4.0), (0, 5.0)]
    assert found(loaded.report, Reason.DUPLICATE_EVENT) == (2, [(3, "a, 1"), (4, "a, 2")])


def test_of_two_items_with_one_id_the_first_counts(tmp_path: Path) -> None:
    items = table(tmp_path / "items.csv", "item_id,title\n1,One\n1,Other\n2,Two\n,Nameless\n4,\n")
    loaded = load_tables(items, None)
    assert [item.title for item in loaded.items] == ["One", "Two"]
    assert loaded.report.items.count(Reason.DUPLICATE_ITEM) == 1
    assert loaded.report.items.count(Reason.MALFORMED) == 2
    assert loaded.report.events is None


def test_more_than_half_malformed_is_refused(tmp_path: Path) -> None:
    half = ["1\t1\t5\t880000000", "2\t1\t5\t880000000", "junk", "more junk"]
    assert len(load(original(tmp_path, half)).ratings) == 2
    with pytest.raises(DataError, match=r"u\.data: 3 of 5 rows are faulty.*line 3, 'junk'"):
        load(original(tmp_path, [*half, "3\t1\tbad\t880000000"]))


def test_an_unclosed_quote_loses_every_line_it_swallows(tmp_path: Path) -> None:
    text = "item_id,title\n1,One\n2,Two\n" + '3,"Three\n' + "4,Four\n" * 40
    with pytest.raises(DataError, match=r"41 of 43 rows are faulty"):
        load_tables(table(tmp_path / "items.csv", text), None)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"item_id,title\n", "none of its 0 rows"),
        (ITEMS.encode("utf-16"), "UTF-16"),
        (ITEMS.encode("utf-16-le"), "UTF-16"),
        ("item_id,title\n1,One\n2,Les Misérables\n".encode("iso-8859-1"), r"line 3 holds the byte b'\\xe9'"),
        (b"item_id,name_of_it\n1,One\n", "no column for title; its columns are item_id, name_of_it"),
        (b"thing,plot\n1,One\n", "no column for item_id"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "items.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=says) as caught:
        load_tables(path, None)
    assert "items.csv" in str(caught.value)


def test_other_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.csv"):
        load_tables(tmp_path / "absent.csv", None)
    with pytest.raises(DataError, match=r"items\.xls is no table by its name"):
        load_tables(table(tmp_path / "items.xls", ITEMS), None)
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(ITEMS.encode() * 99)[:-20])
    with pytest.raises(DataError, match=r"cut\.csv\.gz cannot be read"):
        load_tables(tmp_path / "cut.csv.gz", None)
    with pytest.raises(DataError, match=r"no column 'stars' for rating; its columns are user, item"):
        events_report(tmp_path, "user,item\na,1\n", Columns(rating="stars"))


def test_broken_json_lines(tmp_path: Path) -> None:
    items = json_lines(tmp_path / "items.jsonl", [{"item_id": 1, "title": "One"}, {"item_id": 2, "title": "Two"}])
    good = items.read_text()
    table(items, good + '["no object"]\n')
    assert load_tables(items, None).report.items.count(Reason.MALFORMED) == 1
    table(items, good + '{"item_id": 3, "title": "half a \\ud83d"}\n')
    assert load_tables(items, None).report.items.count(Reason.MALFORMED) == 1
    table(items, '[{"item_id": 1,\n"title": "One"}]\n')
    with pytest.raises(DataError, match="holds no JSON object"):
        load_tables(items, None)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_fault_has_words_and_a_remedy_in_both_languages(reason: Reason) -> None:
    finding = Finding(reason, 1_000, (Example(7, "odd"),))
    report = CleaningReport(FileReport("items.csv", 2_000, 1_000, (finding,)), None, (1.0, 5.0))
    assert re.search(r"1,000 rows .*: line 7 'odd' and others\. [A-Z].*\.$", report.lines("en")[1])
    assert re.search(r"1,000 行.*：第 7 行 'odd' 等。.*。$", report.lines("zh")[1])


def test_the_report_speaks_both_languages_and_json(tmp_path: Path) -> None:
    report = events_report(tmp_path, "user,item,rating\na,1,5\na,2,4\nb,1,1\nb,2,2\nc,1,99\n")
    english, chinese = report.lines("en"), report.lines("zh")
    assert english == (
        "items.csv: rows read 3, kept 3, left out 0.",
        "events.csv: rows read 5, kept 4, left out 1.",
        "  1 row left out, rating outside 1 to 5: line 6 '99'. Correct them, or say what the scale is.",
    )
    assert chinese == (
        "items.csv：读取 3 行，保留 3 行，略去 0 行。",
        "events.csv：读取 5 行，保留 4 行，略去 1 行。",
        "  略去 1 行，评分超出 1 至 5 的范围：第 6 行 '99'。请改正，或指明评分范围。",
    )
    assert report.as_json() == {
        "items": {"file": "items.csv", "read": 3, "kept": 3, "dropped": 0, "findings": []},
        "events": {
            "file": "events.csv",
            "read": 5,
            "kept": 4,
            "dropped": 1,
            "findings": [
                {"reason": "rating_out_of_range", "count": 1, "examples": [{"line": 6, "value": "99"}]},
            ],
        },
        "scale": [1.0, 5.0],
    }
