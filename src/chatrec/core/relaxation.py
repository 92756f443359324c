"""A smaller set of wishes, offered where the wishes as they stand leave nothing or too little."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatrec.core.query import Between, Constraint


@dataclass(frozen=True, slots=True)
class Widened:
    """A range and the wider one that would stand in its place."""

    former: Between
    wider: Between


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Constraints that would fall, ranges that would widen, and how many further items (`count`) would then fit."""

    dropped: tuple[Constraint, ...]
    widened: tuple[Widened, ...]
    count: int

    @property
    def key(self) -> str:
        """What a claim calls it: "drop genre=Western; year=..1949 to year=..1966"."""
        falling = (f"drop {constraint.key}" for constraint in self.dropped)
        return "; ".join((*falling, *(f"{range_.former.key} to {range_.wider.key}" for range_ in self.widened)))

    @property
    def touched(self) -> tuple[Constraint, ...]:
        """The constraints that would not stay as they are."""
        return (*self.dropped, *(range_.former for range_ in self.widened))

    def of(self, constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
        """The constraints as they would be, in their order."""
        wider = {range_.former: range_.wider for range_ in self.widened}
        return tuple(
            wider.get(one, one) if isinstance(one, Between) else one for one in constraints if one not in self.dropped
        )


__all__ = ["Relaxation", "Widened"]
