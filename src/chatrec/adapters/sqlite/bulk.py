"""Many rows into SQLite."""

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from chatrec.core.events import EventKind

ROWS = 50  # of one statement
# SQLite looks up how to adapt each string that is no plain one, which takes longer than to store it.
KIND_NAMES: Mapping[EventKind, str] = MappingProxyType({kind: kind.value for kind in EventKind})


def insert_all(connection: sqlite3.Connection, insert: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Run `insert` ("INSERT INTO t VALUES") with the rows, which are as wide as the first: 50 of them in a statement, because
    a statement costs more than a row does (2 us a row instead of 6).
    """
    if not rows:
        return
    width = len(rows[0])
    marks = f"({','.join('?' * width)})"
    whole = len(rows) - len(rows) % ROWS
    fields = list(chain.from_iterable(rows[:whole]))
    step = ROWS * width
    many = f"{insert} {','.join([marks] * ROWS)}"
    connection.executemany(many, [fields[start : start + step] for start in range(0, len(fields), step)])
    connection.executemany(f"{insert} {marks}", rows[whole:])


__all__ = ["KIND_NAMES", "insert_all"]
