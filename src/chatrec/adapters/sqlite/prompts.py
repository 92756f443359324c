"""Counts of suggestions in SQLite."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import PROMPTS
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.ports.prompts import Tally

_ALL = select(PROMPTS)
_NEW = insert(PROMPTS)
_ADD = _NEW.on_conflict_do_update(
    index_elements=["kind"],
    set_={"shown": PROMPTS.c.shown + _NEW.excluded.shown, "taken": PROMPTS.c.taken + _NEW.excluded.taken},
)


class SqlitePrompts:
    """Counts how often each kind of suggestion was shown and taken."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def tallies(self) -> Mapping[str, Tally]:
        with self._transactions.reading() as connection:
            return {kind: Tally(shown, taken) for kind, shown, taken in connection.execute(_ALL)}

    def count(self, *, shown: Sequence[str] = (), taken: Sequence[str] = ()) -> None:
        seen, used = Counter(shown), Counter(taken)
        rows = [{"kind": kind, "shown": seen[kind], "taken": used[kind]} for kind in seen | used]
        if rows:
            with self._transactions.writing() as connection:
                connection.execute(_ADD, rows)


__all__ = ["SqlitePrompts"]
