"""The catalogue in SQLite."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import ITEMS, TRIPLES
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Knowledge, Triple, knowledge

_IDS = select(ITEMS.c.id).order_by(ITEMS.c.row)
_ALL = select(ITEMS).order_by(ITEMS.c.row)
_TRIPLES = select(TRIPLES.c.head, TRIPLES.c.relation, TRIPLES.c.tail).order_by(TRIPLES.c.place)
_NODE = ""  # no relation of a triple: says the node of an item
_NEW = insert(ITEMS)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _NEW.excluded[name] for name in ("title", "aliases", "labels", "numbers", "text", "titles", "texts")},
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

    def put_knowledge(self, graph: Knowledge) -> None:
        """Replace the graph; 1 s for 90,000 triples."""
        links = ((str(item), _NODE, graph.nodes[node]) for item, node in graph.items.items())
        rows = [
            {"place": place, "head": head, "relation": relation, "tail": tail}
            for place, (head, relation, tail) in enumerate((*graph.named(), *links))
        ]
        with self._transactions.writing() as connection:
            connection.execute(delete(TRIPLES))
            if rows:
                connection.execute(insert(TRIPLES), rows)

    def catalogue(self) -> Catalogue:
        """Every item, by row, and the graph; read anew each time, 1,682 items in 10 ms and 90,000 triples in 0.5 s."""
        with self._transactions.reading() as connection:
            # The graph in one statement, so that it is never half of one and half of another.
            told = connection.execute(_TRIPLES).all()
            return Catalogue(_items(connection.execute(_ALL).all()), _graph(told))


def _items(rows: Sequence[Sequence[Any]]) -> list[Item]:
    if not rows:
        return []
    _, ids, titles, aliases, labels, numbers, prose, called, told = zip(*rows, strict=True)
    described = (_parsed(column) for column in (aliases, labels, numbers, called, told))
    columns = zip(ids, titles, prose, *described, strict=True)
    return [
        Item(
            id=ItemId(item),
            title=title,
            aliases=tuple(also),
            labels=_tuples(label),
            numbers=number,
            text=text,
            titles=names,
            texts=texts,
        )
        for item, title, text, also, label, number, names, texts in columns
    ]


def _graph(rows: Sequence[Sequence[Any]]) -> Knowledge:
    links = {ItemId(head): tail for head, relation, tail in rows if relation == _NODE}
    return knowledge((Triple(head, via, tail) for head, via, tail in rows if via != _NODE), links)


def _as_row(row: int, item: Item) -> dict[str, str | int]:
    return {
        "row": row,
        "id": item.id,
        "title": item.title,
        "aliases": _json(item.aliases),
        "labels": _json(dict(item.labels)),
        "numbers": _json(dict(item.numbers)),
        "text": item.text,
        "titles": _json(dict(item.titles)),
        "texts": _json(dict(item.texts)),
    }


def _json(value: Mapping[str, Any] | Sequence[str]) -> str:  # Any: whatever a label or a number holds
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parsed(column: Sequence[str]) -> Iterator[Any]:  # Any: whatever JSON holds
    # One call for the whole column: three times as fast as one call a row.
    return iter(json.loads(f"[{','.join(column)}]"))


def _tuples(labels: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {field: tuple(values) for field, values in labels.items()}


__all__ = ["SqliteItems"]
