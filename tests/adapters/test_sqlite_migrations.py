"""The numbered functions run once each and end in the tables that the code describes."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect
from tests.adapters.appender import go, started

from chatrec.adapters.sqlite import engine, migrations, open_sqlite
from chatrec.adapters.sqlite.events import SqliteEventLog
from chatrec.adapters.sqlite.tables import METADATA
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.core.catalogue import Item
from chatrec.core.errors import StorageError
from chatrec.core.events import EventKind
from chatrec.core.ids import ItemId, UserId
from chatrec.core.profile import Taste
from chatrec.testing.stores import some_events

KNOWN = len(migrations.MIGRATIONS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chatrec.db"


def migrate(path: Path, *known: migrations.Migration) -> dict[str, list[str]]:
    """Open the database as a version of Chat-Rec would that knows these migrations; its tables and their columns."""
    transactions = SqliteTransactions(engine.create(path, timeout_s=1.0), path)
    try:
        with transactions.writing() as connection:
            migrations.migrate(connection, path, migrations=known)
        with transactions.reading() as connection:
            found = inspect(connection)
            return {table: [column["name"] for column in found.get_columns(table)] for table in found.get_table_names()}
    finally:
        transactions.close()


def add_mood(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE profiles ADD COLUMN mood TEXT")


def fail_half_way(connection: Connection) -> None:
    add_mood(connection)
    connection.exec_driver_sql("CREATE TABLE events (x)")


def test_the_tables_are_those_that_the_code_describes(path: Path) -> None:
    described = {name: [column.name for column in table.columns] for name, table in METADATA.tables.items()}
    assert migrate(path, *migrations.MIGRATIONS) == described


def test_each_runs_once_and_keeps_the_data(path: Path) -> None:
    stores = open_sqlite(path)
    stores.events.append(some_events(3))
    stores.close()
    for _ in range(2):
        assert migrate(path, *migrations.MIGRATIONS, add_mood)["profiles"] == [
            "user",
            "seq",
            "tastes",
            "steering",
            "mood",
        ]
    with pytest.raises(StorageError, match=rf"has version {KNOWN + 1} and this Chat-Rec knows versions up to {KNOWN}"):
        open_sqlite(path)
    assert migrate(path, *migrations.MIGRATIONS, add_mood)["profiles"] == ["user", "seq", "tastes", "steering", "mood"]


def test_items_from_before_there_was_prose_have_none(path: Path) -> None:
    migrate(path, *migrations.MIGRATIONS[:1])
    connection = sqlite3.connect(path)
    connection.execute("""INSERT INTO items VALUES (0, '603', 'The Matrix', '[]', '{"genre":["Sci-Fi"]}', '{}')""")
    connection.commit()
    connection.close()
    stores = open_sqlite(path)
    assert list(stores.items.catalogue()) == [
        Item(id=ItemId("603"), title="The Matrix", labels={"genre": ("Sci-Fi",)}, text="")
    ]
    stores.close()


def test_one_that_fails_changes_nothing(path: Path) -> None:
    open_sqlite(path).close()
    with pytest.raises(StorageError, match="already exists"):
        migrate(path, *migrations.MIGRATIONS, fail_half_way)
    stores = open_sqlite(path)
    assert stores.events.append(some_events(3)) == 3
    stores.close()
    assert "mood" not in migrate(path, *migrations.MIGRATIONS)["profiles"]


def test_processes_may_open_a_new_home_together(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.db" for number in range(20)]
    processes = [started(name, 1, paths) for name in "abc"]
    for process in processes:
        go(process)
    for name, process in zip("abc", processes, strict=True):
        assert process.communicate()[0].splitlines() == [f"{name}:0"] * len(paths)
        assert process.returncode == 0
    for path in paths:
        stores = open_sqlite(path)
        assert sorted(entry.event.event_id for entry in stores.events.read()) == ["a:0", "b:0", "c:0"]
        stores.close()


def test_events_of_the_first_version_are_kept_as_they_were(path: Path) -> None:
    """Before there were deeds and texts, every event had an item, no text, no duration and happened once."""
    migrate(path, migrations.m001_first_tables)
    database = sqlite3.connect(path)
    with database:
        row = (7, "e1", "ada", "heat", "rating", 1.5, 0.5, None, "d1")
        database.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO profiles VALUES ('ada', 7, '[[\"heat\",0.75,\"rating\",1.5]]')")
    database.close()
    stores = open_sqlite(path)
    (logged,), snapshot = stores.events.read(), stores.profiles.get(UserId("ada"))
    stores.close()
    assert (logged.seq, logged.event.item, logged.event.value, logged.event.decision) == (7, "heat", 0.5, "d1")
    assert (logged.event.text, logged.event.seconds, logged.event.count) == (None, None, 1)
    assert snapshot is not None
    assert snapshot.profile.tastes == {"heat": Taste(0.75, EventKind.RATING, 1.5)}


def test_the_ids_of_events_move_to_an_index_and_no_seq_is_given_twice(path: Path) -> None:
    migrate(path, *migrations.MIGRATIONS[:8])
    stores = SqliteTransactions(engine.create(path, timeout_s=1.0), path)
    log = SqliteEventLog(stores)
    events = some_events(6)
    log.append(events)
    with stores.writing() as connection:
        connection.exec_driver_sql("DELETE FROM events WHERE seq > 4")
    stores.close()
    opened = open_sqlite(path)
    assert [entry.event for entry in opened.events.read()] == events[:4]
    assert opened.events.append(events) == 2
    assert min([entry.seq for entry in opened.events.read()][-2:]) > 6
    opened.close()
    indexes = sqlite3.connect(path).execute(
        "SELECT name FROM sqlite_master WHERE tbl_name = 'events' AND type = 'index'"
    )
    assert {name for (name,) in indexes} == {"events_by_id", "events_by_user"}
