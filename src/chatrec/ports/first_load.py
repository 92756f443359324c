"""The first behaviour of a home, all of it or nothing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId


class Told(NamedTuple):
    """An event as a file tells it, plain: an `Event` takes a fifth of the time of a large load to be made. `item` is "" for
    none, `times` says how often it was done.
    """

    event_id: EventId
    user: str
    item: str
    kind: EventKind
    at: float
    value: float | None = None
    text: str | None = None
    seconds: float | None = None
    times: int = 1

    def event(self) -> Event:
        """The same with its checks; InputError when it is none."""
        return Event(
            event_id=self.event_id,
            user=UserId(self.user),
            item=ItemId(self.item) if self.item else None,
            kind=self.kind,
            at=self.at,
            value=self.value,
            text=self.text,
            seconds=self.seconds,
            count=self.times,
        )


class FirstLoad(Protocol):
    """Fills an event log that is empty, faster than the log appends."""

    def load(self, batches: Iterable[Sequence[Told]]) -> int | None:
        """Store what the batches tell in one transaction, in their order and each event_id once; how many events that
        were. Each must make an `Event`. None, and no batch is taken, where the log holds events already: append to it.
        """
        ...


__all__ = ["FirstLoad", "Told"]
