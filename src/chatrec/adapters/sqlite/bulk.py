"""Many rows into SQLite."""

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from chatrec.core.events import EventKind

ROWS = 50  # of one statement
# SQLite looks up how to adapt each string that is no plain one, which takes longer than to store it.
KIND_NAMES: Mapping[object, str] = MappingProxyType({kind: kind.value for kind in EventKind})


def insert_all(connection: sqlite3.Connection, insert: str, rows: Sequence[tuple[object, ...]], *, kind: int) -> None:
    """Run `insert` ("INSERT INTO t VALUES") with the rows, which are as wide as the first and have an EventKind at `kind`: 50
    of them in a statement, because a statement costs more than a row does (2 us a row instead of 6).
    """
    if not rows:
        return
    width = len(rows[0])
    marks = f"({','.join('?' * width)})"
    fields = list(chain.from_iterable(rows))
    fields[kind::width] = map(KIND_NAMES.__getitem__, fields[kind::width])
    for n, start in ((ROWS, 0), (1, len(rows) - len(rows) % ROWS)):
        step, statement = n * width, f"{insert} {','.join([marks] * n)}"
        ends = range(start * width + step, len(fields) + 1, step)
        connection.executemany(statement, [fields[end - step : end] for end in ends])


__all__ = ["KIND_NAMES", "insert_all"]
