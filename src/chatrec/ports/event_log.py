"""The append-only log of what happened."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from chatrec.core.events import Event
from chatrec.core.ids import UserId


class Logged(NamedTuple):
    """An event at its place in the log; `seq` grows by at least one with every event."""

    seq: int
    event: Event


class EventLog(Protocol):
    """Keeps every acknowledged event, once."""

    def append(self, events: Sequence[Event]) -> int:
        """Store the events in one transaction and return how many were new. An event_id seen before changes nothing;
        when this returns, the events survive a crash of the process and of the machine.
        """
        ...

    def read(self, *, after: int = 0, user: UserId | None = None) -> Iterator[Logged]:
        """Events with seq > after in log order, of one user or of all; memory stays bounded."""
        ...

    def contains(self, event_id: str) -> bool:
        """Whether an event of this id is stored."""
        ...

    def users(self) -> int:
        """How many distinct users have events."""
        ...

    def remove_user(self, user: UserId) -> int:
        """Forget every event of the user; how many there were."""
        ...


__all__ = ["EventLog", "Logged"]
