"""What was found at a path: a pair of files of one form, ready to be read whole or row by row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Triple, knowledge
from chatrec.data.behaviour import Checks
from chatrec.data.form import Events, Form
from chatrec.data.ledger import Ledger
from chatrec.data.lightgcn import read_split
from chatrec.data.loaded import Loaded, Ratings
from chatrec.data.report import CleaningReport, FileReport
from chatrec.data.textfile import TextFile
from chatrec.data.triples import with_knowledge


def _nothing() -> Mapping[ItemId, Item]:
    return {}


def _as_it_is(loaded: Loaded) -> Loaded:
    return loaded


@dataclass(frozen=True, slots=True)
class FormSource:
    """Files of a form; `described` gives what another file knows of items that the form itself only numbers, `finished`
    adds to a whole load what further files say of it, and `graph` is a file of knowledge about the items.
    """

    form: Form
    items: TextFile
    events: TextFile | None
    checks: Checks
    described: Callable[[], Mapping[ItemId, Item]] = _nothing
    finished: Callable[[Loaded], Loaded] = _as_it_is
    graph: Path | None = None

    def read(self) -> Loaded:
        """Everything at once. Raises DataError when a file cannot be used at all."""
        loaded = self.form.read(self.items, self.events, checks=self.checks)
        whole = self.finished(replace(loaded, items=self._with_descriptions(loaded.items)))
        return whole if self.graph is None else with_knowledge(whole, self.graph)

    def read_items(self) -> tuple[tuple[Item, ...], FileReport]:
        """The items alone. Raises DataError when their file cannot be used at all."""
        items, report = self.form.read_items(self.items)
        return self._with_descriptions(items), report

    @contextmanager
    def opened_events(self, file: TextFile, ledger: Ledger) -> Iterator[Events]:
        """The rows of the events file, to be read one by one."""
        with file.opened() as text:
            yield self.form.events(text, ledger)

    def _with_descriptions(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        described = self.described()
        return tuple(described.get(item.id, item) for item in items)


@dataclass(frozen=True, slots=True)
class SplitSource:
    """A split that its publisher made: two files of pairs, and perhaps a file of knowledge about the items."""

    train: TextFile
    test: TextFile
    graph: Path | None = None

    def read(self) -> Loaded:
        """Both files. Raises DataError when one cannot be used, or the split leaks."""
        loaded = read_split(self.train, self.test)
        return loaded if self.graph is None else with_knowledge(loaded, self.graph)


@dataclass(frozen=True, slots=True)
class GivenSource:
    """Items that are at hand, without behaviour; `name` is what their report goes by. `further` gives those that a catalogue
    lacks, `told` what is true of items.
    """

    name: str
    further: Callable[[Sequence[Item]], tuple[Item, ...]]
    told: Callable[[Sequence[Item]], tuple[Triple, ...]]
    graph: Path | None = None

    def read(self) -> Loaded:
        """All the items, as a load that nobody has touched."""
        items, nothing = self.further(()), np.zeros(0, np.int64)
        nobody = Ratings(
            user_ids=(),
            users=nothing,
            items=nothing,
            values=np.zeros(0),
            times=np.zeros(0),
            kinds=nothing,
            low=0.0,
            high=1.0,
        )
        loaded = Loaded(items, nobody, self.report(items), self.name, knowledge=knowledge(self.told(items)))
        return loaded if self.graph is None else with_knowledge(loaded, self.graph)

    def report(self, items: Sequence[Item]) -> CleaningReport:
        """That every item is kept."""
        return CleaningReport(FileReport(self.name, len(items), len(items)), None, (0.0, 1.0))


Source = FormSource | SplitSource | GivenSource

__all__ = ["FormSource", "GivenSource", "Source", "SplitSource"]
