"""What became of the rows of a load is kept with the home, without a value of any row."""

import pytest

from chatrec.adapters.load_file import LoadFile
from chatrec.app.home import Home
from chatrec.app.quality import quality
from chatrec.app.wiring import clock, ingest_into, open_app
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.data import Columns, TextFile, tables
from chatrec.ports.loads import StoredLoad

ITEMS = "item_id,title,year,genre\na,Heat,1995,Crime\nb,Ran,1985,War\na,Heat again,1995,Crime\n"
EVENTS = "user_id,item_id,rating,timestamp\nada,a,5,100\nada,gone,4,101\nsecret-person,b,9e9x,102\nbo,b,3,103\n"


def test_a_load_is_told_by_its_counts(tmp_path) -> None:
    for name, text in (("items.csv", ITEMS), ("events.csv", EVENTS)):
        (tmp_path / name).write_text(text)
    source = tables(TextFile(tmp_path / "items.csv"), TextFile(tmp_path / "events.csv"), Columns(), now=clock().now())
    with open_app(Home(tmp_path / "home").made()) as app:
        added = ingest_into(app, source, lambda *_: None)
        (load,) = app.dashboard.look().data.loads
    assert (load.items, load.events) == (added.items, added.events) == (2, 2)
    items, events = load.files
    assert (items.file, items.read, items.kept, items.dropped) == ("items.csv", 3, 2, 1)
    assert [(fault.reason, fault.count) for fault in items.faults] == [("duplicate_item", 1)]
    assert (events.read, events.kept) == (4, 2)
    assert {fault.reason for fault in events.faults} == {"unknown_item", "malformed"}
    assert "secret-person" not in (tmp_path / "home" / "loads.jsonl").read_text()


def test_what_items_have_is_counted() -> None:
    heat = Item(
        id=ItemId("a"), title="Heat", labels={"genre": ("Crime",)}, numbers={"year": 1995.0}, titles={"zh": "盗火线"}
    )
    told = quality(Catalogue([heat, Item(id=ItemId("b"), title="Ran", text="A king.")]), ())
    assert (told.items, told.labelled, told.dated, told.described, told.translated) == (2, 1, 1, 1, 1)


@pytest.mark.parametrize("report", ["{}", "no json", '{"files": [], "later": 1}'])
def test_a_report_of_another_version_is_passed_over(tmp_path, report: str) -> None:
    kept = LoadFile(tmp_path / "loads.jsonl")
    kept.record(StoredLoad(1.0, 1, 1, report))
    assert quality(Catalogue(()), kept.latest(5)).loads == ()
