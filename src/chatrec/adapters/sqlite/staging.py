"""Staging in a SQLite file of its own, which is removed afterwards: SQLite sorts beyond memory."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from chatrec.adapters.sqlite.bulk import insert_all
from chatrec.adapters.sqlite.errors import translated
from chatrec.core.events import DONE, EventKind
from chatrec.ports.staging import Staged

_KINDS = {kind.value: kind for kind in EventKind}
_CREATE = "CREATE TABLE rows (line INT, user TEXT, item TEXT, kind TEXT, at REAL, value REAL, seconds REAL, times INT, text TEXT)"
_PUT = "INSERT INTO rows VALUES"
_ORDERED = "SELECT * FROM rows ORDER BY at, user, item, line"
_MOST_NAMES = 500
_AT_ONCE = 5_000


class SqliteStaging:
    """Rows in a table without an index, which SQLite sorts on the disk once they are all there."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def put(self, rows: Sequence[Staged]) -> None:
        with translated(self._path):
            insert_all(self._connection, _PUT, rows, kind=3)

    def ordered(self) -> Iterator[Staged]:
        with translated(self._path):
            found = self._connection.execute(_ORDERED)
            while rows := found.fetchmany(_AT_ONCE):
                lines, users, items, kinds, *more = zip(*rows, strict=True)
                yield from map(
                    Staged._make, zip(lines, users, items, map(_KINDS.__getitem__, kinds), *more, strict=True)
                )

    def deeds_of(self, users: Collection[str]) -> int:
        names = sorted(users)
        return sum(self._count(names[start : start + _MOST_NAMES]) for start in range(0, len(names), _MOST_NAMES))

    def _count(self, names: Sequence[str]) -> int:
        kinds = sorted(DONE)
        marks, of_kinds = ",".join("?" * len(names)), ",".join("?" * len(kinds))
        query = f"SELECT count(*) FROM rows WHERE user IN ({marks}) AND kind IN ({of_kinds})"  # noqa: S608 - marks only
        with translated(self._path):
            return int(self._connection.execute(query, (*names, *kinds)).fetchone()[0])


@contextmanager
def open_staging(folder: Path) -> Iterator[SqliteStaging]:
    """A staging area in `folder`, gone when the block ends; what a killed process leaves is a folder `.staging-*`."""
    with TemporaryDirectory(dir=folder, prefix=".staging-") as scratch:
        path = Path(scratch) / "rows.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            with translated(path):
                # Nothing here needs to outlive the process, so nothing waits for the disk; sorting spills to it.
                for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32768", "temp_store = FILE"):
                    connection.execute(f"PRAGMA {pragma}")
                connection.execute(_CREATE)
                connection.execute("BEGIN")
            yield SqliteStaging(connection, path)


__all__ = ["SqliteStaging", "open_staging"]
