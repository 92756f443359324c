"""Records of decisions in SQLite."""

import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import DECISIONS
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.core.errors import ConflictError
from chatrec.core.ids import DecisionId, UserId
from chatrec.ports.decisions import StoredDecision

LEVEL = 1  # 18 kB become 3.2 kB in 0.06 ms; the default level takes 0.15 ms to save another tenth

_GET = select(DECISIONS).where(DECISIONS.c.id == bindparam("id"))
_PUT = insert(DECISIONS).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
# The index of users ends in the row's key, which grows with every decision: the latest are read first, and no more of them.
_LATEST = (
    select(DECISIONS)
    .where(DECISIONS.c.user == bindparam("of_user"))
    .order_by(text("decisions.rowid DESC"))
    .limit(bindparam("most"))
)
_REMOVE = delete(DECISIONS).where(DECISIONS.c.user == bindparam("of_user"))


class SqliteDecisions:
    """Keeps decisions, the record as deflated UTF-8; none is ever changed."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def put(self, decision: StoredDecision) -> None:
        """Store a new decision; ConflictError when the id is taken."""
        record = zlib.compress(decision.record.encode(), LEVEL)
        with self._transactions.writing() as connection:
            stored = connection.execute(_PUT, {**decision._asdict(), "record": record}).rowcount
        if not stored:
            raise ConflictError(f"Decision {decision.id!r} is already stored and never changes; use a new id.")

    def get(self, decision: DecisionId) -> StoredDecision | None:
        with self._transactions.reading() as connection:
            row = connection.execute(_GET, {"id": decision}).one_or_none()
            return None if row is None else _read(row)

    def latest(self, user: UserId, most: int) -> Sequence[StoredDecision]:
        with self._transactions.reading() as connection:
            return [_read(row) for row in connection.execute(_LATEST, {"of_user": user, "most": most})]

    def remove_user(self, user: UserId) -> int:
        with self._transactions.writing() as connection:
            return connection.execute(_REMOVE, {"of_user": user}).rowcount


def _read(row: Row[Any]) -> StoredDecision:  # Any: SQLAlchemy's rows are not typed
    return StoredDecision(row.id, row.user, row.model, row.at, zlib.decompress(row.record).decode())


__all__ = ["SqliteDecisions"]
