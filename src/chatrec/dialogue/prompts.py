"""Suggestions as things that are chosen and counted: what may be said next, of which kind, and how useful it seems."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to say next; `expected` in (0, 1) is how likely it is taken before anything was counted."""

    said: str
    kind: str
    expected: float


class Shown(NamedTuple):
    """A suggestion that is shown, its kind, and the probability with which it was chosen; 1 = it had to be."""

    said: str
    kind: str
    propensity: float = 1.0


class Prompter(Protocol):
    """Chooses among suggestions."""

    def chosen(self, options: Sequence[Prompt], n: int) -> tuple[Shown, ...]:
        """At most `n` of the options, each with the probability with which it was chosen."""
        ...


class ByExpectation:
    """Shows what is expected to be taken most, always; where nothing is counted."""

    def chosen(self, options: Sequence[Prompt], n: int) -> tuple[Shown, ...]:
        ordered = sorted(options, key=lambda option: -option.expected)
        return tuple(Shown(option.said, option.kind) for option in ordered[:n])


__all__ = ["ByExpectation", "Prompt", "Prompter", "Shown"]
