from pathlib import Path

import numpy as np
import pytest
from tests.data.files import json_lines, table

from chatrec.core.errors import InputError
from chatrec.core.events import EventKind
from chatrec.data import Columns, Loaded, dataset, load_tables
from chatrec.data.loaded import KINDS
from chatrec.data.scale import observed_scale

ITEMS = "item_id,title\n1,One\n2,Two\n3,Three\n"


def loaded(folder: Path, items: str, events: str = "user,item\nu,1\n", columns: Columns | None = None) -> Loaded:
    return load_tables(table(folder / "items.csv", items), table(folder / "events.csv", events), columns)


def said(load: Loaded) -> list[tuple[str, str, str, float]]:
    rows = load.ratings
    return [
        (rows.user_ids[user], load.items[item].id, KINDS[kind].value, value)
        for user, item, kind, value in zip(rows.users, rows.items, rows.kinds, rows.values, strict=True)
    ]


def test_columns_become_numbers_or_labels(tmp_path: Path) -> None:
    text = (
        "id;name;genres;price;aka;notes;size\n"
        'a1;"Boots; brown";Shoes|Winter|Shoes;59.90;Wellies|Gumboots;long text;S\n'
        "a2;Heat (1995);(no genres listed);;;more text;7\n"
    )
    boots, heat = loaded(tmp_path, text, "user,item\nu,a1\n", Columns(ignore=("notes",))).items
    assert (boots.id, boots.title, boots.aliases) == ("a1", "Boots; brown", ("Wellies", "Gumboots"))
    assert boots.labels == {"genre": ("Shoes", "Winter"), "size": ("S",)}
    assert boots.numbers == {"price": 59.9}
    assert (heat.title, heat.labels, heat.numbers) == ("Heat", {"size": ("7",)}, {"year": 1995.0})


@pytest.mark.parametrize("column", ["description", "Plot", "summary", "text"])
def test_prose_is_neither_a_label_nor_a_number(tmp_path: Path, column: str) -> None:
    text = f'id,title,{column}\n1,Heat (1995)," A thief | and a cop. "\n2,Up,\n3,7,12\n'
    heat, up, seven = loaded(tmp_path, text).items
    assert (heat.title, heat.text, up.text, seven.text) == ("Heat", "A thief | and a cop.", "", "12")
    assert [item.labels for item in (heat, up, seven)] == [{}, {}, {}]
    assert [item.text for item in loaded(tmp_path, text, columns=Columns(ignore=(column,))).items] == [""] * 3


def test_the_column_of_prose_can_be_named(tmp_path: Path) -> None:
    text = "id,title,notes,text\n1,Heat,long,short\n"
    (heat,) = loaded(tmp_path, text, columns=Columns(description="notes")).items
    assert (heat.text, heat.labels) == ("long", {"text": ("short",)})


def test_a_title_without_a_year_keeps_its_parentheses(tmp_path: Path) -> None:
    (book,) = loaded(tmp_path, 'id,title\n1,"Emma (Penguin Classics, #2)"\n').items
    assert (book.title, book.aliases) == ("Emma (Penguin Classics, #2)", ())


def test_json_lines_tables_and_gzip_say_the_same(tmp_path: Path) -> None:
    items = json_lines(
        tmp_path / "items.jsonl",
        [
            {"item_id": 1, "title": "Été", "tags": ["x", "y"], "price": 2},
            {"item_id": 2, "title": "Zwei", "tags": None, "year": 1990},
        ],
    )
    events = json_lines(tmp_path / "events.ndjson", [{"user_id": "u", "item_id": 2, "score": 4.5, "time": 9}])
    lines = load_tables(items, events)
    tabbed = load_tables(
        table(tmp_path / "items.tsv", "item_id\ttitle\ttags\tprice\tyear\n1\tÉté\tx|y\t2\t\n2\tZwei\t\t\t1990\n"),
        table(tmp_path / "events.csv.gz", "userId,movieId,rating,timestamp\nu,2,4.5,9\n"),
    )
    assert lines.items == tabbed.items
    assert dataset(lines).fingerprint == dataset(tabbed).fingerprint


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = table(tmp_path / "items.csv", ITEMS, encoding="utf-8-sig")
    assert [item.id for item in load_tables(path, None).items] == ["1", "2", "3"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    columns = Columns(item_id="code", title="label", user_id="who", event_item_id="what", rating="how", scale=(0, 100))
    load = loaded(tmp_path, "id,code,label\n7,1,One\n", "who,what,how,rating\nu,1,75,3\n", columns)
    assert said(load) == [("u", "1", "rating", 75.0)]
    assert (load.ratings.low, load.ratings.high) == (0, 100)
    assert list(load.ratings.graded()) == [0.5]


def test_kinds_say_what_ratings_do_not(tmp_path: Path) -> None:
    events = "user,item,rating,kind\nu,1,,like\nu,2,,Dislike\nu,3,,seen\nv,1,4,rating\nv,2,5,\nv,3,1,like\n"
    load = loaded(tmp_path, ITEMS, events)
    assert [(user, item, kind) for user, item, kind, _ in said(load)] == [
        ("u", "1", "like"), ("u", "2", "dislike"), ("u", "3", "seen"),
        ("v", "1", "rating"), ("v", "2", "rating"), ("v", "3", "like"),
    ]  # fmt: skip
    assert list(load.ratings.graded()) == [1.0, -1.0, 0.0, 0.5, 1.0, 1.0]


def test_without_ratings_a_row_says_seen(tmp_path: Path) -> None:
    assert [kind for *_, kind, _ in said(loaded(tmp_path, ITEMS))] == [EventKind.SEEN.value]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("880000000", 880_000_000.0),
        ("1997-11-20T04:26:40Z", 880_000_000.0),
        ("1997-11-20T05:26:40+01:00", 880_000_000.0),
        ("1997-11-20 04:26:40", 880_000_000.0),
        ("1997-11-20", 879_984_000.0),
        ("", 0.0),
    ],
)
def test_times_are_seconds_or_dates(tmp_path: Path, text: str, seconds: float) -> None:
    assert list(loaded(tmp_path, ITEMS, f"user,item,time\nu,1,{text}\n").ratings.times) == [seconds]


def test_a_catalogue_without_behaviour(tmp_path: Path) -> None:
    load = load_tables(table(tmp_path / "items.csv", ITEMS), None)
    assert (len(load.items), len(load.ratings), load.report.events) == (3, 0, None)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([1, 2, 3, 4, 5], (1, 5)),
        ([0.5, 3, 4.5, 5], (0.5, 5)),
        ([5, 5, 4, 3, 99], (1, 5)),
        ([8, 9, 2, 10], (1, 10)),
        ([80, 90, 20, 0], (0, 100)),
        ([-9, 9, 3, -4], (-10, 10)),
        ([-0.5, 0.5, 1, -1], (-1, 1)),
        ([1, 1, 1], (0, 1)),
        ([500, 700, 900], (500, 900)),
        ([700, 700], (699, 700)),
        ([], (0, 1)),
    ],
)
def test_the_scale_is_the_narrowest_usual_one_that_holds_most_ratings(
    values: list[float], scale: tuple[float, float]
) -> None:
    assert observed_scale(np.array(values, float)) == scale


@pytest.mark.parametrize("scale", [(5.0, 1.0), (1.0, 1.0), (float("nan"), 5.0), (0.0, float("inf"))])
def test_an_impossible_scale_is_refused(tmp_path: Path, scale: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="rating scale"):
        loaded(tmp_path, ITEMS, "user,item,rating\nu,1,3\n", Columns(scale=scale))
