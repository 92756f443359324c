"""One SQLite file, opened the way that keeps every acknowledged write."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

IDLE_CONNECTIONS = 8


def create(path: Path, *, timeout_s: float) -> Engine:
    """An engine on the file at `path`, which is made when it is not there. No connection is opened yet.

    A statement outside a transaction stands alone (AUTOCOMMIT): a reader always sees a committed state and holds no
    lock between statements. A writer waits up to `timeout_s` for another process. Parameters never appear in errors,
    because they hold the words of users.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": timeout_s},
        poolclass=QueuePool,
        pool_size=IDLE_CONNECTIONS,
        max_overflow=-1,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _configure)
    return engine


def _configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # FULL: the write-ahead log reaches the disk before a commit returns, so it survives a loss of power.
    # secure_delete: what is forgotten is overwritten, not only unlinked.
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


__all__ = ["create"]
