"""One writer, many readers, and writes of several stores in one transaction."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine

from chatrec.adapters.sqlite.errors import translated
from chatrec.core.errors import StorageError

CACHE_KB, BULK_CACHE_KB = 2_000, 65_536  # the former is SQLite's own


class SqliteTransactions:
    """Hands connections to the stores of one database; implements the port Transactions.

    All writes of a process go over one connection, one transaction at a time; readers have connections of their own
    and never wait. BEGIN, SAVEPOINT and COMMIT are said here and not by SQLAlchemy, whose BEGIN is deferred: two
    processes that both read first and write later would fail with "database is locked" instead of waiting.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        with translated(path):
            self._writer = engine.connect()
        self._driver = cast(sqlite3.Connection, self._writer.connection.driver_connection)
        self._lock = threading.Lock()
        self._thread = threading.local()

    @contextmanager
    def begin(self) -> Iterator[None]:
        """Writes of this thread inside the block are committed once, at its end, or undone when it raises. A nested
        block that raises undoes its own writes; the outermost commits.
        """
        if self._inside:
            with self._block("SAVEPOINT nested", "RELEASE nested", "ROLLBACK TO nested", "RELEASE nested"):
                yield
            return
        with self._lock, self._block("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"):
            self._thread.inside = True
            try:
                yield
            finally:
                self._thread.inside = False

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The connection that writes, inside `begin`."""
        with self.begin(), translated(self._path):
            yield self._writer

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads; inside `begin` it sees this thread's writes."""
        with translated(self._path):
            if self._inside:
                yield self._writer
                return
            with self._engine.connect() as connection:
                yield connection

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """For a large load: the writer holds 64 MB of pages instead of 2. Ids are hashes, so every row touches another page of
        their index; a page that stays in memory is written once for many rows (half of the processor's time). Afterwards
        the write-ahead log, which a first load makes as long as the database, gives its disk back where nobody reads.
        """
        self._say(f"PRAGMA cache_size = -{BULK_CACHE_KB}")
        try:
            yield
        finally:
            self._say(f"PRAGMA cache_size = -{CACHE_KB}")
            self._say("PRAGMA shrink_memory")
            self._say("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection; nothing can be read or written afterwards."""
        with self._lock, translated(self._path):
            self._writer.close()
            self._engine.dispose()

    @property
    def _inside(self) -> bool:
        return getattr(self._thread, "inside", False)

    @contextmanager
    def _block(self, start: str, keep: str, *undo: str) -> Iterator[None]:
        # SQLite undoes the whole transaction by itself when the disk is full or fails; what follows must not be
        # committed as if it were whole.
        if self._inside and not self._driver.in_transaction:
            raise StorageError("The transaction was already undone by an earlier error; begin a new one.")
        self._say(start)
        try:
            yield
            self._say(keep)
        except BaseException:
            if self._driver.in_transaction:
                for words in undo:
                    self._say(words)
            raise

    def _say(self, words: str) -> None:
        with translated(self._path):
            self._driver.execute(words)  # twice as fast as through SQLAlchemy


__all__ = ["SqliteTransactions"]
