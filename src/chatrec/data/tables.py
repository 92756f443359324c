"""Files with named columns: CSV, TSV, JSON lines, Parquet, product feeds."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from chatrec.core.catalogue import Item
from chatrec.core.errors import DataError
from chatrec.core.ids import ItemId
from chatrec.data.behaviour import Checks
from chatrec.data.cells import NOTHING, Column, column
from chatrec.data.eventrows import EventFields
from chatrec.data.feed import feed_items, is_feed
from chatrec.data.form import Events, Form, NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.loaded import Loaded
from chatrec.data.report import Reason
from chatrec.data.rows import Row, Table, csv_table, json_table
from chatrec.data.source import FormSource
from chatrec.data.textfile import TextFile
from chatrec.data.titles import ends_in_year, parse_title
from chatrec.data.words import Columns, find, find_item, find_needed

# Parquet is read as CSV and an XML feed as JSON lines, see `converted`.
_DELIMITED, _JSON = (".csv", ".tsv", ".parquet"), (".jsonl", ".ndjson", ".xml")
CURRENCY = "currency"  # the field that says what a price is in


def load_tables(
    items_path: Path, events_path: Path | None, columns: Columns | None = None, *, now: float = math.inf
) -> Loaded:
    """Everything in `tables(...)`, at once."""
    events = None if events_path is None else TextFile(events_path)
    return tables(TextFile(items_path), events, columns, now=now).read()


def tables(
    items: TextFile, events: TextFile | None, columns: Columns | None = None, *, now: float = math.inf
) -> FormSource:
    """The items in one table and, if given, the behaviour in another; each may be gzipped.

    Items need columns for item_id and title, and may have aliases and text (a description); every other column becomes a number where all its
    values are numbers, with or without a unit, else a label (`cells.column`); in JSON several values are a list. Events need user_id and
    item_id, and may have rating, timestamp (seconds since 1970 or ISO 8601), kind (what happened), seconds (how long a view
    or a play lasted), count (how often) and text (of a search or a comment, which need no item).
    Times later than `now` are left out. Raises DataError when a file cannot be used at all.
    """
    chosen = columns or Columns()
    form = Form("tables", _ItemReader(chosen), _EventReader(chosen))
    return FormSource(form, items, events, Checks(chosen.scale, now))


def is_table(name: str) -> bool:
    """Whether a file is a table by its name."""
    return _ending(name) in (*_DELIMITED, *_JSON)


def table_events(text: TextIO, ledger: Ledger) -> Events:
    """The rows of an events table whose columns have their usual names."""
    return _EventReader(Columns())(text, ledger)


def _ending(name: str) -> str:
    return Path(name.removesuffix(".gz")).suffix.lower()


def _table(text: TextIO, ledger: Ledger) -> Table:
    ending = _ending(ledger.file)
    if ending in _JSON:
        return json_table(text, ledger)
    if ending in _DELIMITED:
        return csv_table(text, ledger)
    known = ", ".join((*_DELIMITED, *_JSON))
    raise DataError(
        f"{ledger.file} is no table by its name; it should end in one of {known}, or in that and .gz.",
        zh=f"{ledger.file} 从名字看不是表格；应以 {known} 之一结尾，后面可再加 .gz。",
    )


@dataclass(frozen=True, slots=True)
class _EventReader:
    columns: Columns

    def __call__(self, text: TextIO, ledger: Ledger) -> Events:
        header, rows = _table(text, ledger)
        ours, file = self.columns, ledger.file
        item = ours.event_item_id or (ours.item_id if ours.item_id in header else None)
        text_at = find(header, "text", ours.text, file=file)
        user = find_needed(header, "user_id", ours.user_id, file=file)
        searches = text_at is not None and find(header, "item_id", item, file=file) is None
        fields = EventFields(
            user=user,
            item=None if searches else find_item(header, item, file=file, beside=user),
            rating=find(header, "rating", ours.rating, file=file),
            time=find(header, "timestamp", ours.timestamp, file=file),
            kind=find(header, "kind", ours.kind, file=file),
            text=text_at,
            seconds=find(header, "seconds", ours.seconds, file=file),
            count=find(header, "count", ours.count, file=file),
        )
        return Events(rows, fields)


@dataclass(frozen=True, slots=True)
class _ItemReader:
    columns: Columns

    def __call__(self, text: TextIO, ledger: Ledger) -> Iterator[NumberedItem]:
        header, rows = _table(text, ledger)
        ours, file = self.columns, ledger.file
        if is_feed(header) and ours == Columns(scale=ours.scale):
            yield from feed_items(header, rows, ledger)
            return
        item_id = find_item(header, ours.item_id, file=file)
        title = find_needed(header, "title", ours.title, file=file)
        aliases = find(header, "aliases", ours.aliases, file=file)
        named = [row for row in rows if _is_named(row, item_id, title, ledger)]
        prose = find(header, "description", ours.description, file=file)
        if prose is not None and header[prose] in ours.ignore:
            prose = None
        taken = {item_id, title, aliases, prose}
        others = [at for at, name in enumerate(header) if at not in taken and name not in ours.ignore]
        columns = {at: column(header[at], [row[at] for _, row in named], header) for at in others}
        for line, row in named:
            _note_odd(columns, line, row, ledger)
            item = _item(
                row[item_id].strip(),
                row[title].strip(),
                () if aliases is None else _values(row[aliases]),
                labels=_labels(columns, row),
                numbers=_numbers(columns, row),
            )
            yield NumberedItem(line, item if prose is None else replace(item, text=row[prose].strip()))


def _labels(columns: Mapping[int, Column], row: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The labels of a row, with the currency of what it costs."""
    labels = {
        one.field: values
        for at, one in columns.items()
        if one.values is not None and (values := one.values(row[at].strip()))
    }
    currency = next((one.currency for at, one in columns.items() if one.currency and row[at].strip()), "")
    return {**({CURRENCY: (currency,)} if currency else {}), **labels}


def _note_odd(columns: Mapping[int, Column], line: int, row: Sequence[str], ledger: Ledger) -> None:
    """Tell of cells that are no number among numbers."""
    for at, one in columns.items():
        if one.number is not None and row[at].strip().lower() not in NOTHING and one.number(row[at].strip()) is None:
            ledger.note(Reason.ODD_VALUE, line, row[at].strip())


def _numbers(columns: Mapping[int, Column], row: Sequence[str]) -> dict[str, float]:
    read = ((one.field, one.number(row[at].strip())) for at, one in columns.items() if one.number is not None)
    return {field: number for field, number in read if number is not None}


def _is_named(row: Row, item_id: int, title: int, ledger: Ledger) -> bool:
    line, fields = row
    named = bool(fields[item_id].strip() and fields[title].strip())
    if not named:
        ledger.note(Reason.MALFORMED, line, ", ".join(fields))
    return named


def _item(
    item_id: str,
    title: str,
    aliases: tuple[str, ...],
    *,
    labels: Mapping[str, tuple[str, ...]],
    numbers: Mapping[str, float],
) -> Item:
    """The item; a title in MovieLens form is taken apart, any other is left as it is."""
    if not ends_in_year(title):
        return Item(id=ItemId(item_id), title=title, aliases=aliases, labels=labels, numbers=numbers)
    name, found, year = parse_title(title)
    years = {} if year is None else {"year": float(year)}
    both = tuple(dict.fromkeys((*found, *aliases)))
    return Item(id=ItemId(item_id), title=name, aliases=both, labels=labels, numbers={**years, **numbers})


def _values(field: str) -> tuple[str, ...]:
    """The distinct values of a field that may hold several."""
    return tuple(dict.fromkeys(value for part in field.split("|") if (value := part.strip())))


__all__ = ["is_table", "load_tables", "table_events", "tables"]
