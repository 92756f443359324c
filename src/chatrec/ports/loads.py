"""What became of the rows of each load."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class StoredLoad(NamedTuple):
    """One load: when (seconds since 1970), how many items and events were new, and its cleaning report as JSON."""

    at: float
    items: int
    events: int
    report: str


class Loads(Protocol):
    """Keeps cleaning reports."""

    def record(self, load: StoredLoad) -> None:
        """Append; what is recorded is never changed."""
        ...

    def latest(self, limit: int) -> Sequence[StoredLoad]:
        """The last loads, latest first."""
        ...


__all__ = ["Loads", "StoredLoad"]
