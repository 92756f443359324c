"""The record of what left the house, in SQLite."""

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, func, insert, select

from chatrec.adapters.sqlite.tables import EGRESS
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.ports.egress import Sent

_PUT = insert(EGRESS)
_LATEST = select(*(EGRESS.c[name] for name in Sent._fields)).order_by(EGRESS.c.seq.desc()).limit(bindparam("most"))
_TOTAL = select(func.count(), func.coalesce(func.sum(EGRESS.c.size), 0))


class SqliteEgress:
    """Appends requests, and gives the latest."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def record(self, sent: Sent) -> None:
        with self._transactions.writing() as connection:
            connection.execute(_PUT, {**sent._asdict(), "fields": json.dumps(sent.fields)})

    def latest(self, limit: int) -> Sequence[Sent]:
        with self._transactions.reading() as connection:
            rows = connection.execute(_LATEST, {"most": limit}).all()
        return [Sent._make(row)._replace(fields=tuple(json.loads(row.fields))) for row in rows]

    def total(self) -> tuple[int, int]:
        with self._transactions.reading() as connection:
            requests, size = connection.execute(_TOTAL).one()
        return requests, size


__all__ = ["SqliteEgress"]
