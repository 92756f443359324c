"""How often each kind of suggestion was shown and taken, over all conversations of a home."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class Tally(NamedTuple):
    """How often a kind of suggestion was shown, and how often it was what the user said next."""

    shown: int = 0
    taken: int = 0


class PromptStore(Protocol):
    """Counts suggestions; whose they were is not kept."""

    def tallies(self) -> Mapping[str, Tally]:
        """Every kind that was ever counted."""
        ...

    def count(self, *, shown: Sequence[str] = (), taken: Sequence[str] = ()) -> None:
        """Add one for each kind that is named; a kind may be named twice."""
        ...


__all__ = ["PromptStore", "Tally"]
