"""How much more often than by exposure alone people chose one item soon after another."""

from typing import NamedTuple, Protocol, runtime_checkable


class Lift(NamedTuple):
    """How many times as often as exposure alone would have it an item was chosen soon after another.

    `lift` = support / expected, the choices counted and those that the item's exposure lets expect; low and high bound its
    95 % interval, [0, inf) where nothing is known.
    """

    lift: float
    low: float
    high: float
    support: int
    expected: float


@runtime_checkable
class Lifts(Protocol):
    """Knows what people chose soon after what."""

    def lift(self, first: int, then: int) -> Lift:
        """The lift of the item at row `then` after the one at row `first`. Raises NotFoundError for a row that is not known."""
        ...


__all__ = ["Lift", "Lifts"]
