"""RecBole's atomic files: `X.item` and `X.inter`, tab separated, with a header of `name:type` columns."""

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TextIO

from chatrec.core.catalogue import Item
from chatrec.core.errors import DataError
from chatrec.core.ids import ItemId
from chatrec.data.eventrows import EventFields
from chatrec.data.form import Events, Form, NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason
from chatrec.data.rows import split_rows
from chatrec.data.titles import parse_title

_TITLES = ("movie_title", "title", "name", "item_name")
_NUMERIC_TOKENS = frozenset({"release_year"})  # typed as tokens, numbers by nature
_OURS: Mapping[str, str] = MappingProxyType({"genres": "genre", "release_year": "year"})
_UNKNOWN = frozenset({"", "unknown"})

Header = Mapping[str, tuple[int, str]]  # column name -> its position and its type


def _header(text: TextIO, ledger: Ledger, *needed: Sequence[str]) -> Header:
    """The columns of a file. Raises DataError unless it has at least one name of each group of `needed`."""
    first = text.readline().rstrip("\r\n")
    header: dict[str, tuple[int, str]] = {}
    for position, column in enumerate(first.split("\t")):
        name, _, kind = column.rpartition(":")
        header[name] = (position, kind)
    for names in needed:
        if not header.keys() & set(names):
            raise DataError(
                f"{ledger.file}: line 1 names no column {' or '.join(names)}, it is {first[:120]!r}; an atomic file "
                f"starts with its columns, such as '{names[0]}:token', separated by tabs."
            )
    return header


def _items(text: TextIO, ledger: Ledger) -> Iterator[NumberedItem]:
    header = _header(text, ledger, ("item_id",), _TITLES)
    title = next(name for name in _TITLES if name in header)
    for line, fields in split_rows(text, "\t", len(header), ledger, start=2):
        values = {name: (fields[position], kind) for name, (position, kind) in header.items()}
        item_id, _ = values.pop("item_id")
        words, _ = values.pop(title)
        if item_id and words:
            yield NumberedItem(line, _item(item_id, words, values))
        else:
            ledger.note(Reason.MALFORMED, line, "\t".join(fields))


def _item(item_id: str, title: str, values: Mapping[str, tuple[str, str]]) -> Item:
    name, aliases, year = parse_title(title)
    labels: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, float] = {} if year is None else {"year": float(year)}
    for column, (value, kind) in values.items():
        field = "genre" if column == "class" else _OURS.get(column, column)
        if kind == "float" or column in _NUMERIC_TOKENS:
            numbers.update(_number(field, value))
        elif kind in ("token", "token_seq"):
            found = value.split(" ") if kind == "token_seq" else [value]
            known = tuple(dict.fromkeys(word for word in found if word not in _UNKNOWN))
            if known:
                labels[field] = known
    return Item(id=ItemId(item_id), title=name, aliases=aliases, labels=labels, numbers=numbers)


def _number(field: str, value: str) -> dict[str, float]:
    """The field and its number; nothing when the value is none, as ml-100k's year 'V' of item 1412."""
    try:
        number = float(value)
    except ValueError:
        return {}
    return {field: number} if math.isfinite(number) else {}


def _events(text: TextIO, ledger: Ledger) -> Events:
    header = _header(text, ledger, ("user_id",), ("item_id",))
    at = {name: position for name, (position, _) in header.items()}
    fields = EventFields(user=at["user_id"], item=at["item_id"], rating=at.get("rating"), time=at.get("timestamp"))
    return Events(split_rows(text, "\t", len(header), ledger, start=2), fields)


RECBOLE = Form("RecBole atomic files", _items, _events)

__all__ = ["RECBOLE"]
