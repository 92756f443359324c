"""A database copied while others write to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from chatrec.adapters.sqlite.errors import translated
from chatrec.core.errors import StorageError


def copy_database(path: Path, to: Path) -> None:
    """The database at `path` as it was at one moment, written to the new file `to` and checked there; whoever writes meanwhile goes on
    and waits for nothing (SQLite's online backup, whose reader holds one snapshot of the write-ahead log).

    Raises StorageError when the source cannot be read, the disk is full or the copy is not sound. Cost: the time to read and write
    the file twice.
    """
    with (
        translated(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        translated(to),
        closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = WAL")
        found = copy.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise StorageError(f"The copy of the database {str(path)!r} is not sound, so nothing was kept: {found}.")


__all__ = ["copy_database"]
