"""What can go wrong with the database is said in a sentence, and nothing that was acknowledged is lost."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.adapters.sqlite.migrations import MIGRATIONS
from chatrec.core.catalogue import Item
from chatrec.core.errors import InputError, StorageError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import DecisionId, EventId, ItemId, ModelVersion, UserId
from chatrec.core.profile import Profile
from chatrec.ports.decisions import StoredDecision
from chatrec.ports.profiles import Snapshot
from chatrec.testing.stores import some_events

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chatrec.db"


@pytest.fixture
def stores(path: Path) -> Iterator[SqliteStores]:
    opened = open_sqlite(path, timeout_s=0.1)
    yield opened
    opened.close()


def stored(path: Path) -> list[str]:
    """The event ids in the file, seen by nobody but SQLite itself."""
    with sqlite3.connect(path) as connection:
        found = [event_id for (event_id,) in connection.execute("SELECT event_id FROM events ORDER BY seq")]
    connection.close()
    return found


def read_everything(stores: SqliteStores) -> None:
    for _ in stores.events.read():
        pass
    stores.profiles.get(UserId("u"))
    stores.items.catalogue()
    stores.decisions.get(DecisionId("d"))


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()


@pytest.fixture
def unprivileged_folder() -> Iterator[Path]:
    """A folder that this test may enter and not write to, whoever runs it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        open_sqlite(folder / "chatrec.db").close()
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    open_sqlite(path).close()
    change(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    known = len(MIGRATIONS)
    with pytest.raises(StorageError, match=f"has version 99 and this Chat-Rec knows versions up to {known}; install"):
        open_sqlite(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    change(path, "CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StorageError, match="belongs to another program"):
        open_sqlite(path)
    assert path.read_bytes() == before


def test_a_text_file_is_no_database(path: Path) -> None:
    path.write_text("user,item,rating\n" * 200)
    with pytest.raises(StorageError, match="is not a database; move the file away"):
        open_sqlite(path)
    assert path.read_text() == "user,item,rating\n" * 200


def test_a_folder_is_no_database(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match="is a folder; it must be a file"):
        open_sqlite(path)


def test_the_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="its folder does not exist; create the folder first"):
        open_sqlite(tmp_path / "nowhere" / "chatrec.db")


def test_a_damaged_page_is_named(path: Path, stores: SqliteStores) -> None:
    stores.events.append(some_events(500))
    stores.close()
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = os.urandom(len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(StorageError, match="is damaged; restore it from a backup"):
        list(open_sqlite(path).events.read())


@pytest.mark.parametrize(
    "damage",
    ["events SET kind = 'x'", "profiles SET tastes = '[['", "items SET labels = '{'", "decisions SET record = x'00'"],
)
def test_a_damaged_value_is_named(damage: str, path: Path, stores: SqliteStores) -> None:
    stores.events.append(some_events(1))
    stores.profiles.put(Snapshot(Profile(UserId("u")), 1))
    stores.items.put([Item(id=ItemId("i"), title="")])
    stores.decisions.put(StoredDecision(DecisionId("d"), None, ModelVersion("m"), 0.0, "{}"))
    read_everything(stores)
    change(path, f"UPDATE {damage}")
    with pytest.raises(StorageError, match="is damaged; restore it from a backup"):
        read_everything(stores)


def test_a_folder_that_may_not_be_written(unprivileged_folder: Path) -> None:
    with pytest.raises(StorageError, match="give this user permission to read and write the file and its folder"):
        open_sqlite(unprivileged_folder / "new.db")
    with pytest.raises(StorageError, match="permission"):
        open_sqlite(unprivileged_folder / "chatrec.db").events.append(some_events(1))


def test_a_full_disk_undoes_the_write_and_keeps_the_rest(path: Path, stores: SqliteStores) -> None:
    kept = some_events(100)
    stores.events.append(kept)
    with stores.transactions.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(StorageError, match="the disk is full; free some space and try again") as caught:
        stores.events.append(some_events(50_000))
    assert all("disk is full" in one or "磁盘已满" in one for one in caught.value.told)
    assert not any(str(path) in one for one in caught.value.told)
    assert stored(path) == [event.event_id for event in kept]
    with stores.transactions.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert stores.events.append(some_events(2_000)) == 1_900


def test_a_full_disk_that_is_passed_over_commits_nothing(path: Path, stores: SqliteStores) -> None:
    events = some_events(20_000)

    def write_on_after_the_error() -> None:
        with stores.transactions.begin():
            stores.events.append(events[:1])
            with pytest.raises(StorageError, match="the disk is full"):
                stores.events.append(events[1:])
            stores.events.append(events[:2])

    with stores.transactions.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(StorageError, match="already undone by an earlier error"):
        write_on_after_the_error()
    assert stored(path) == []


def test_a_database_that_another_process_holds(path: Path, stores: SqliteStores) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="is locked by another process; wait until it has finished"):
        stores.events.append(some_events(1))
    assert list(stores.events.read()) == []  # readers do not wait
    other.execute("ROLLBACK")
    other.close()
    assert stores.events.append(some_events(1)) == 1


def test_text_that_is_not_unicode_is_the_callers(path: Path, stores: SqliteStores) -> None:
    broken = Event(event_id=EventId("e\ud800"), user=UserId("u"), item=ItemId("i"), kind=EventKind.LIKE, at=0.0)
    with pytest.raises(InputError, match="is not valid Unicode"):
        stores.events.append([*some_events(1), broken])
    assert stored(path) == []


def test_no_error_carries_the_words_of_a_user(stores: SqliteStores) -> None:
    secret = Event(event_id=EventId("e"), user=UserId("secret"), item=ItemId("i"), kind=EventKind.LIKE, at=float("nan"))
    with pytest.raises(StorageError, match="NOT NULL constraint failed") as caught:
        stores.events.append([secret])
    assert "secret" not in f"{caught.value} {caught.value.__cause__}"


def test_closed_stores_say_so(path: Path) -> None:
    stores = open_sqlite(path)
    stores.close()
    with pytest.raises(StorageError, match="closed"):
        stores.events.append(some_events(1))
