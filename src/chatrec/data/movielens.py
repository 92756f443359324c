"""MovieLens 100K as GroupLens publishes it: `u.item` (ISO-8859-1) and `u.data`."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.data.eventrows import EventFields
from chatrec.data.form import Events, Form, NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason
from chatrec.data.rows import split_rows
from chatrec.data.titles import parse_title

# The flags of u.item in their order; the first says that the genre is not known, so it names none.
_GENRES = (
    None, "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy",
    "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
)  # fmt: skip
_FLAGS_FROM = 5
_EVENT = EventFields(user=0, item=1, rating=2, time=3)


def _items(text: TextIO, ledger: Ledger) -> Iterator[NumberedItem]:
    for line, fields in split_rows(text, "|", _FLAGS_FROM + len(_GENRES), ledger):
        item_id, title, released, flags = fields[0], fields[1], fields[2], fields[_FLAGS_FROM:]
        if item_id and title and set(flags) <= {"0", "1"}:
            yield NumberedItem(line, _item(item_id, title, released, flags))
        else:
            ledger.note(Reason.MALFORMED, line, "|".join(fields))


def _item(item_id: str, title: str, released: str, flags: Sequence[str]) -> Item:
    name, aliases, year = parse_title(title)
    day_month_year = released.rsplit("-", 1)
    if year is None and day_month_year[-1].isdigit():
        year = int(day_month_year[-1])
    genres = tuple(genre for genre, flag in zip(_GENRES, flags, strict=True) if flag == "1" and genre)
    return Item(
        id=ItemId(item_id),
        title=name,
        aliases=aliases,
        labels={"genre": genres} if genres else {},
        numbers={} if year is None else {"year": float(year)},
    )


def _events(text: TextIO, ledger: Ledger) -> Events:
    return Events(split_rows(text, "\t", 4, ledger), _EVENT)


MOVIELENS = Form("MovieLens 100K", _items, _events)
ITEMS_ENCODING = "iso-8859-1"
SCALE = (1.0, 5.0)

__all__ = ["ITEMS_ENCODING", "MOVIELENS", "SCALE"]
