"""What language models took, day by day; outlives the process, as a limit a day must."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from chatrec.ports.language_model import Usage


class Spent(NamedTuple):
    """What a model took on a day, counted in days since 1970 (UTC): requests, tokens in and out, and their cost."""

    day: int
    model: str
    requests: int
    prompt_tokens: int
    completion_tokens: int
    cost: float


class SpendingLedger(Protocol):
    """Keeps the account."""

    def add(self, day: int, model: str, usage: Usage) -> None:
        """Count one request. Raises StorageError where it cannot be written."""
        ...

    def of_day(self, day: int) -> Usage:
        """What all models took on a day together."""
        ...

    def latest(self, limit: int) -> Sequence[Spent]:
        """The last days and models, latest day first."""
        ...


__all__ = ["SpendingLedger", "Spent"]
