"""Behaviour in ids alone, `user item item ...`, oldest first: the form of the sequential-recommendation literature."""

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from chatrec.core.catalogue import Item
from chatrec.core.errors import DataError
from chatrec.core.ids import ItemId
from chatrec.data.eventrows import EventFields
from chatrec.data.form import Events, Form, NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason
from chatrec.data.rows import Row
from chatrec.data.textfile import TextFile

_EVENT = EventFields(user=0, item=1, time=2)


def holds_sequences(file: TextFile) -> bool:
    """Whether the first line is a user and one item or more, all of them whole numbers."""
    try:
        with file.opened() as text:
            words = text.readline().split()
    except DataError:
        return False
    return len(words) > 1 and all(map(str.isdecimal, words))


def id_pairs(text: TextIO, ledger: Ledger) -> Iterator[Row]:
    """(user, item, place) of every item in the file; place counts the items of a user from 1, over all of their lines.

    Each pair counts as one row; a user without items has none.
    """
    places: Counter[str] = Counter()
    for number, line in enumerate(text, start=1):
        user, *items = line.split() or ("",)
        for item in items:
            ledger.read += 1
            if not (user.isdecimal() and item.isdecimal()):
                ledger.note(Reason.MALFORMED, number, f"{user} {item}")
                continue
            places[user] += 1
            yield number, (user, item, str(places[user]))


def bare_items(first_lines: dict[str, int]) -> Iterator[NumberedItem]:
    """An item for each id, in numerical order, which has nothing but its id for a title."""
    for item in sorted(first_lines, key=int):
        yield NumberedItem(first_lines[item], Item(id=ItemId(item), title=item))


def _items(text: TextIO, ledger: Ledger) -> Iterator[NumberedItem]:
    """The items that the events name; what is wrong with a row is told by the reader of the events."""
    first_lines: dict[str, int] = {}
    for line, (_, item, _) in id_pairs(text, Ledger(ledger.file)):
        first_lines.setdefault(item, line)
    ledger.read += len(first_lines)
    return bare_items(first_lines)


def _events(text: TextIO, ledger: Ledger) -> Events:
    """The order stands for the time: it is known what came after what, but not when."""
    return Events(id_pairs(text, ledger), _EVENT)


SEQUENCES = Form("sequences", _items, _events)

__all__ = ["SEQUENCES", "bare_items", "holds_sequences", "id_pairs"]
