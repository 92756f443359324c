"""A search for good settings: it proposes, is told how good that was, and remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

Value = float | int | str | bool
Setting = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from low to high, both included; `log` spreads them evenly over orders of magnitude, `whole` takes integers."""

    low: float
    high: float
    log: bool = False
    whole: bool = False

    def has(self, value: Value) -> bool:
        """Whether the value lies within."""
        return not isinstance(value, str) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values."""

    values: tuple[Value, ...]

    def has(self, value: Value) -> bool:
        """Whether it is one of them."""
        return value in self.values


Space = Mapping[str, Range | Choice]


class Tried(NamedTuple):
    """A setting and how good it was; None = it could not be used."""

    setting: Setting
    value: float | None


class Search(Protocol):
    """One search; what it was told outlives the process."""

    def ask(self) -> Setting:
        """The next setting to try; the same after the same answers."""
        ...

    def tell(self, value: float | None) -> None:
        """How good what was last asked for is, more being better; None = it cannot be used."""
        ...

    def tried(self) -> Sequence[Tried]:
        """Everything that was told so far, in order."""
        ...


__all__ = ["Choice", "Range", "Search", "Setting", "Space", "Tried", "Value"]
