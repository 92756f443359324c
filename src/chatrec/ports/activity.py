"""The latest of what happened, for whoever runs the server."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from chatrec.ports.conversations import StoredTurn
from chatrec.ports.event_log import Logged


class PlacedTurn(NamedTuple):
    """A turn at its place in the order in which turns were stored; whose it is does not matter here."""

    place: int
    turn: StoredTurn


class Activity(Protocol):
    """Reads the end of what is stored. The cost of a call is that of the rows it gives, however much lies before them."""

    def turns(self, *, after: int, limit: int) -> Sequence[PlacedTurn]:
        """The last `limit` turns of all conversations with place > after, oldest first."""
        ...

    def events(self, *, after: int, limit: int) -> Sequence[Logged]:
        """The last `limit` events with seq > after, oldest first."""
        ...


__all__ = ["Activity", "PlacedTurn"]
