"""The record of what left the house."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Sent(NamedTuple):
    """One request that left: when (seconds since 1970), to whom and for which model, the kinds of data in it, its size in
    bytes, its SHA-256 and how many things were blacked out in it before. What it said is not kept: that would be a second copy.
    """

    at: float
    to: str
    model: str
    fields: tuple[str, ...]
    size: int
    digest: str
    blacked_out: int


class EgressLedger(Protocol):
    """Keeps the record."""

    def record(self, sent: Sent) -> None:
        """Append; what is recorded is never changed. Called before the request goes out."""
        ...

    def latest(self, limit: int) -> Sequence[Sent]:
        """The last requests, latest first."""
        ...

    def total(self) -> tuple[int, int]:
        """How many requests there were, and how many bytes."""
        ...


__all__ = ["EgressLedger", "Sent"]
