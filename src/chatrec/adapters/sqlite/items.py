"""The catalogue in SQLite."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import ITEMS
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId

_IDS = select(ITEMS.c.id).order_by(ITEMS.c.row)
_ALL = select(ITEMS).order_by(ITEMS.c.row)
_NEW = insert(ITEMS)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _NEW.excluded[name] for name in ("title", "aliases", "labels", "numbers", "text")},
)


class SqliteItems:
    """Keeps items at rows 0, 1, 2 ... that never change."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def put(self, items: Sequence[Item]) -> int:
        """Add new items at the end and replace known ones where they stand; how many were new. Reads every id first:
        O(catalogue + items).
        """
        if not items:
            return 0
        with self._transactions.writing() as connection:
            rows = {item: row for row, item in enumerate(connection.execute(_IDS).scalars())}
            before = len(rows)
            connection.execute(_PUT, [_as_row(rows.setdefault(item.id, len(rows)), item) for item in items])
        return len(rows) - before

    def catalogue(self) -> Catalogue:
        """Every item, by row; read anew each time, 1,682 items in 10 ms."""
        with self._transactions.reading() as connection:
            return Catalogue(_items(connection.execute(_ALL).all()))


def _items(rows: Sequence[Sequence[Any]]) -> list[Item]:
    if not rows:
        return []
    _, ids, titles, aliases, labels, numbers, texts = zip(*rows, strict=True)
    columns = zip(ids, titles, _parsed(aliases), _parsed(labels), _parsed(numbers), texts, strict=True)
    return [
        Item(id=ItemId(item), title=title, aliases=tuple(also), labels=_tuples(label), numbers=number, text=text)
        for item, title, also, label, number, text in columns
    ]


def _as_row(row: int, item: Item) -> dict[str, str | int]:
    return {
        "row": row,
        "id": item.id,
        "title": item.title,
        "aliases": _json(item.aliases),
        "labels": _json(dict(item.labels)),
        "numbers": _json(dict(item.numbers)),
        "text": item.text,
    }


def _json(value: Mapping[str, Any] | Sequence[str]) -> str:  # Any: whatever a label or a number holds
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parsed(column: Sequence[str]) -> Iterator[Any]:  # Any: whatever JSON holds
    # One call for the whole column: three times as fast as one call a row.
    return iter(json.loads(f"[{','.join(column)}]"))


def _tuples(labels: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {field: tuple(values) for field, values in labels.items()}


__all__ = ["SqliteItems"]
