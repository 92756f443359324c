"""The first behaviour of a home into SQLite: rows first, their indexes afterwards."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import cast

from chatrec.adapters.sqlite.bulk import insert_all
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.ports.first_load import Told

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events'"
_EMPTY = "SELECT NOT EXISTS (SELECT 1 FROM events)"
_INSERT = "INSERT INTO events (event_id, user, item, kind, at, value, text, seconds, count) VALUES"
_REPEATED = """DELETE FROM events WHERE seq IN (
    SELECT seq FROM (SELECT seq, row_number() OVER (PARTITION BY event_id ORDER BY seq) AS place FROM events) WHERE place > 1)"""


class SqliteFirstLoad:
    """Fills the event log while it is empty. Ids are hashes: kept up to date row by row, their index would write another
    of its pages for every row; built from all of them, sorted, it takes 2 us a row. The transaction is one, so a process
    that dies leaves the log empty, and its indexes as they were; nobody else writes to the home meanwhile.
    """

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def load(self, batches: Iterable[Sequence[Told]]) -> int | None:
        with self._transactions.writing() as connection:
            driver = cast(sqlite3.Connection, connection.connection.driver_connection)
            if not driver.execute(_EMPTY).fetchone()[0]:
                return None
            indexes = dict(driver.execute(_INDEXES).fetchall())
            for name in indexes:
                driver.execute(f"DROP INDEX {name}")
            new = 0
            for batch in batches:
                insert_all(driver, _INSERT, batch, kind=3)
                new += len(batch)
            return new - _indexed(driver, indexes.values())


def _indexed(driver: sqlite3.Connection, statements: Iterable[str]) -> int:
    """Build the indexes; how many rows went because their event_id had come before. Two contents are one event where their
    ratings differ by less than a grade can tell, which is seldom.
    """
    repeated = 0
    for statement in statements:
        try:
            driver.execute(statement)
        except sqlite3.IntegrityError:
            repeated = driver.execute(_REPEATED).rowcount
            driver.execute(statement)
    return repeated


__all__ = ["SqliteFirstLoad"]
