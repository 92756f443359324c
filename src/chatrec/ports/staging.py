"""Rows of a large load on their way into the log: kept outside memory, given back in the order of their times."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, Protocol

from chatrec.core.events import EventKind


class Staged(NamedTuple):
    """One row of an events file: its line and what it says. `item` is "" for none; `value` is on the scale of the
    file, `times` says how often it was done.
    """

    line: int
    user: str
    item: str
    kind: EventKind
    at: float
    value: float | None = None
    seconds: float | None = None
    times: int = 1
    text: str | None = None


class Staging(Protocol):
    """Takes rows and gives them back in order, with memory that does not grow with their number."""

    def put(self, rows: Sequence[Staged]) -> None:
        """Keep the rows."""
        ...

    def ordered(self) -> Iterator[Staged]:
        """Every row by time, user, item and line."""
        ...

    def deeds_of(self, users: Collection[str]) -> int:
        """How many rows of these users say what was done."""
        ...


__all__ = ["Staged", "Staging"]
