"""What a reader is: how the rows of one file form become items and events; everything else is shared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TextIO

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.data.behaviour import Checks, no_ratings, read_ratings
from chatrec.data.eventrows import EventFields
from chatrec.data.ledger import Ledger
from chatrec.data.loaded import Loaded, Ratings
from chatrec.data.report import CleaningReport, FileReport, Reason
from chatrec.data.rows import Row
from chatrec.data.textfile import TextFile


class NumberedItem(NamedTuple):
    """An item and the line that it was read from."""

    line: int
    item: Item


class Events(NamedTuple):
    """The rows of an events file and where their fields stand."""

    rows: Iterable[Row]
    fields: EventFields


@dataclass(frozen=True, slots=True)
class Form:
    """A form of data files. Both readers note rows they cannot use in the ledger and read line by line."""

    name: str
    items: Callable[[TextIO, Ledger], Iterator[NumberedItem]]
    events: Callable[[TextIO, Ledger], Events]

    def read(self, items_file: TextFile, events_file: TextFile | None, *, checks: Checks) -> Loaded:
        """Everything in the files. Raises DataError when a file cannot be used at all: missing, empty, in another
        encoding, without a needed column, or more than half of its rows faulty.
        """
        items, items_report = self.read_items(items_file)
        if events_file is None:
            ratings, events_report = no_ratings(), None
        else:
            ratings, events_report = self._ratings(events_file, items, checks)
        report = CleaningReport(items_report, events_report, (ratings.low, ratings.high))
        place = items_file.path.parent if items_file.member is None else items_file.path
        return Loaded(items, ratings, report, f"{self.name} in {place}")

    def read_items(self, file: TextFile) -> tuple[tuple[Item, ...], FileReport]:
        """The items of a file, and what became of its rows."""
        ledger = Ledger(file.name)
        items: dict[ItemId, Item] = {}
        with file.opened() as text:
            for line, item in self.items(text, ledger):
                if items.setdefault(item.id, item) is not item:
                    ledger.note(Reason.DUPLICATE_ITEM, line, item.id)
        return tuple(items.values()), ledger.closed()

    def _ratings(self, file: TextFile, items: tuple[Item, ...], checks: Checks) -> tuple[Ratings, FileReport]:
        ledger = Ledger(file.name)
        known = {item.id: position for position, item in enumerate(items)}
        with file.opened() as text:
            rows, fields = self.events(text, ledger)
            ratings = read_ratings(rows, fields, known, checks=checks, ledger=ledger)
        return ratings, ledger.closed()


__all__ = ["Events", "Form", "NumberedItem"]
