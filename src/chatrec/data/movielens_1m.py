"""MovieLens 1M as GroupLens publishes it, `movies.dat` (ISO-8859-1) and `ratings.dat`, and its ratings as a table."""

from collections.abc import Iterator
from typing import TextIO

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.data.eventrows import EventFields
from chatrec.data.form import Events, Form, NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason
from chatrec.data.rows import split_rows
from chatrec.data.tables import is_table, table_events
from chatrec.data.titles import parse_title

_SEPARATOR = "::"
_EVENT = EventFields(user=0, item=1, rating=2, time=3)


def films(text: TextIO, ledger: Ledger) -> Iterator[NumberedItem]:
    """The films of `movies.dat`: MovieID::Title (Year)::Genre|Genre."""
    for line, fields in split_rows(text, _SEPARATOR, 3, ledger):
        item_id, title, genres = fields
        if item_id and title:
            yield NumberedItem(line, _item(item_id, title, genres))
        else:
            ledger.note(Reason.MALFORMED, line, _SEPARATOR.join(fields))


def _item(item_id: str, title: str, genres: str) -> Item:
    name, aliases, year = parse_title(title)
    known = tuple(dict.fromkeys(genre for genre in genres.strip().split("|") if genre))
    return Item(
        id=ItemId(item_id),
        title=name,
        aliases=aliases,
        labels={"genre": known} if known else {},
        numbers={} if year is None else {"year": float(year)},
    )


def _events(text: TextIO, ledger: Ledger) -> Events:
    """UserID::MovieID::Rating::Timestamp, or a table with a header, which may lack the time."""
    if is_table(ledger.file):
        return table_events(text, ledger)
    return Events(split_rows(text, _SEPARATOR, 4, ledger), _EVENT)


MOVIELENS_1M = Form("MovieLens 1M", films, _events)

__all__ = ["MOVIELENS_1M", "films"]
