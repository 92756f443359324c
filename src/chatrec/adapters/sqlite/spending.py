"""What language models took, in SQLite: one row a day and model."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import SPENDING
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.ports.language_model import Usage
from chatrec.ports.spending import Spent

COUNTED = ("requests", "prompt_tokens", "completion_tokens", "cost")
_ROW = insert(SPENDING)
_ADD = _ROW.on_conflict_do_update(
    index_elements=[SPENDING.c.day, SPENDING.c.model],
    set_={name: SPENDING.c[name] + _ROW.excluded[name] for name in COUNTED},
)
_OF_DAY = select(*(func.coalesce(func.sum(SPENDING.c[name]), 0) for name in COUNTED[1:])).where(
    SPENDING.c.day == bindparam("of")
)
_LATEST = (
    select(*(SPENDING.c[name] for name in Spent._fields))
    .order_by(SPENDING.c.day.desc(), SPENDING.c.model)
    .limit(bindparam("most"))
)


class SqliteSpending:
    """Adds up."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def add(self, day: int, model: str, usage: Usage) -> None:
        row = Spent(day, model, 1, usage.prompt_tokens, usage.completion_tokens, usage.cost)
        with self._transactions.writing() as connection:
            connection.execute(_ADD, row._asdict())

    def of_day(self, day: int) -> Usage:
        with self._transactions.reading() as connection:
            return Usage(*connection.execute(_OF_DAY, {"of": day}).one())

    def latest(self, limit: int) -> Sequence[Spent]:
        with self._transactions.reading() as connection:
            return [Spent._make(row) for row in connection.execute(_LATEST, {"most": limit}).all()]


__all__ = ["SqliteSpending"]
