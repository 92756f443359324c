"""What the cells of a column say: numbers with their unit, yes and no, one label or several."""

from pathlib import Path

import pytest
from tests.data.files import table

from chatrec.data import Columns, load_tables
from chatrec.data.cells import column
from chatrec.data.report import Reason


@pytest.mark.parametrize(("name", "cells", "field", "numbers", "currency"), [
    ("price", "12.5 3", "price", (12.5, 3.0), ""),
    ("Price per night", "€49.00|Free|1.299,50 €", "price", (49.0, 0.0, 1299.5), "EUR"),
    ("cost", "$1,299|USD 20|from $5 per person", "price", (1299.0, 20.0, 5.0), "USD"),
    ("price_eur", "12 -", "price", (12.0, None), "EUR"),
    ("价格", "¥199|免费|99元起", "price", (199.0, 0.0, 99.0), "CNY"),
    ("每晚价格（元）", "199 299", "price", (199.0, 299.0), "CNY"),
    ("price", "5 EUR|6 USD", "price", (5.0, 6.0), ""),
    ("price", "¥500|¥900", "price", (500.0, 900.0), "JPY"),
    ("duration", "12 hours|2h|1 hour 30 min", "duration_hours", (12.0, 2.0, 1.5), ""),
    ("duration", "90 min|45 minutes|1 h", "duration", (90.0, 45.0, 60.0), ""),
    ("Duration (hours)", "12 3", "duration_hours", (12.0, 3.0), ""),
    ("length", "8-10 weeks|6 weeks", "duration_weeks", (10.0, 6.0), ""),
    ("时长", "12小时|90分钟|3小时", "duration_hours", (12.0, 1.5, 3.0), ""),
    ("天数", "3天|5天2晚", "duration_days", (3.0, 5.0), ""),
    ("nights", "3 5", "duration_nights", (3.0, 5.0), ""),
    ("runtime", "98 min|104 min", "runtime", (98.0, 104.0), ""),
    ("评分", "4.5分|3.9分|5分", "rating", (4.5, 3.9, 5.0), ""),
    ("rating", "4.5/5|3/5|2/5", "rating", (4.5, 3.0, 2.0), ""),
    ("weight", "1.2 kg|3 kg|2 kg", "weight_kg", (1.2, 3.0, 2.0), ""),
    ("weight_g", "200 300", "weight_g", (200.0, 300.0), ""),
    ("battery_h", "20 30", "battery_h", (20.0, 30.0), ""),
    ("release_year", "1999 2001", "year", (1999.0, 2001.0), ""),
    ("change", "-3 1e2", "change", (-3.0, 100.0), ""),
])  # fmt: skip
def test_numbers_are_read_with_their_units(
    name: str, cells: str, field: str, numbers: tuple[float | None, ...], currency: str
) -> None:
    given = cells.split("|" if "|" in cells else " ")
    read = column(name, given)
    assert (read.field, read.currency) == (field, currency)
    assert read.number is not None
    assert tuple(map(read.number, given)) == numbers


@pytest.mark.parametrize(("name", "cells", "field", "values"), [
    ("certificate", ("yes", "No", "", "TRUE"), "certificate", (("yes",), ("no",), (), ("yes",))),
    ("是否提供证书", ("是", "否"), "certificate", (("yes",), ("no",))),
    ("is_online", ("1", "0"), "is_online", (("yes",), ("no",))),
    ("免费取消", ("有", "无"), "免费取消", (("yes",), ("no",))),
    ("tags", ("sea, quiet", "spa; sea", "n/a"), "tag", (("sea", "quiet"), ("spa", "sea"), ())),
    ("季节", ("春季、夏季", "冬季"), "season", (("春季", "夏季"), ("冬季",))),
    ("author", ("Woolf, Virginia", "Joyce, James"), "author", (("Woolf, Virginia",), ("Joyce, James",))),
    ("genres", ("Drama|War", "Drama"), "genre", (("Drama", "War"), ("Drama",))),
    ("size", ("S", "7"), "size", (("S",), ("7",))),
    ("network", ("4G", "5G", "4G"), "network", (("4G",), ("5G",), ("4G",))),
    ("month", ("2024-05", "2024-11"), "month", (("2024-05",), ("2024-11",))),
    ("paper", ("A4", "A5"), "paper", (("A4",), ("A5",))),
    ("length", ("12 hours", "3 kg"), "duration", (("12 hours",), ("3 kg",))),
])  # fmt: skip
def test_labels_are_read(name: str, cells: tuple[str, ...], field: str, values: tuple[tuple[str, ...], ...]) -> None:
    read = column(name, cells)
    assert (read.field, read.number) == (field, None)
    assert read.values is not None
    assert tuple(map(read.values, cells)) == values


def test_commas_part_values_where_the_parts_recur() -> None:
    cells = [f"{one}, {other}" for one in ("sun", "sea", "snow") for other in ("quiet", "loud", "warm", "cold")]
    read = column("what it is like", cells)
    assert read.values is not None
    assert read.values("sun, quiet") == ("sun", "quiet")


def test_a_column_keeps_its_name_where_another_has_its_field() -> None:
    header = ("price", "cost", "fee")
    assert [column(name, ["1"], header).field for name in header] == ["price", "cost", "fee"]


def test_one_odd_cell_in_twenty_is_told_of_and_left_out(tmp_path: Path) -> None:
    rows = "".join(f"c{at},Course {at},{at} hours\n" for at in range(1, 21))
    items = table(tmp_path / "items.csv", f"course_id,title,duration\n{rows}c21,Course 21,twelve\n")
    loaded = load_tables(items, None)
    assert (loaded.items[2].numbers, loaded.items[20].numbers) == ({"duration_hours": 3.0}, {})
    (finding,) = loaded.report.items.findings
    assert (finding.reason, finding.count, finding.examples[0].value) == (Reason.ODD_VALUE, 1, "twelve")
    assert loaded.report.items.kept == 21


@pytest.mark.parametrize(("header", "events", "ids"), [
    ("course_id,title", "student,course_id", ("1", "2")),
    ("hotelCode,name", "guest_id,hotelCode", ("1", "2")),
    ("课程编号,课程名称", "用户编号,课程编号", ("1", "2")),
    ("paid,title", "user,title", ("A", "B")),
])  # fmt: skip
def test_the_columns_of_ids_and_titles_are_found_by_how_they_end(
    tmp_path: Path, header: str, events: str, ids: tuple[str, str]
) -> None:
    items = table(tmp_path / "items.csv", f"{header}\n1,A\n2,B\n")
    loaded = load_tables(items, table(tmp_path / "events.csv", f"{events}\nu,{ids[1]}\n"), Columns())
    assert [(item.id, item.title) for item in loaded.items] == [(ids[0], "A"), (ids[1], "B")]
    assert len(loaded.ratings.users) == 1
