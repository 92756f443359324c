"""What holds after each turn, by the grammar's own reckoning: no parser and no tracker has a say in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chatrec.core.query import Between, Constraint, Excludes, Includes, Outside
from chatrec.core.relaxation import Relaxation

Held = frozenset[Constraint]


def canonical(constraints: Iterable[Constraint]) -> Held:
    """Constraints so that equal ones compare equal: exclusions value by value, alternatives sorted, the ranges of one
    number field as their meeting.
    """
    found: set[Constraint] = set()
    ranges: dict[str, Between] = {}
    for one in constraints:
        match one:
            case Includes(field, values):
                found.add(Includes(field, tuple(sorted(set(values)))))
            case Excludes(field, values):
                found.update(Excludes(field, (value,)) for value in values)
            case Between(field):
                joint = ranges[field].meeting(one) if field in ranges else one
                if joint is None:
                    found.add(one)
                else:
                    ranges[field] = joint
            case Outside():
                found.add(one)
    return frozenset((*found, *ranges.values()))


@dataclass(frozen=True, slots=True)
class Holding:
    """The constraints that hold, each with the turn that stated it. Every method answers with what holds afterwards."""

    stated: tuple[tuple[Constraint, int], ...] = ()

    @property
    def constraints(self) -> Held:
        """All of them, in canonical form."""
        return canonical(constraint for constraint, _ in self.stated)

    def asked(self, constraints: Iterable[Constraint], turn: int) -> "Holding":
        """With further wishes; an exclusion takes its value out of what was asked for, and the other way round."""
        now = self
        for one in constraints:
            match one:
                case Includes(field, values):
                    now = _without_values(now, Excludes, field, values)
                case Excludes(field, values):
                    now = _without_values(now, Includes, field, values)
                case _:
                    pass
            now = Holding((*now.stated, (one, turn)))
        return now

    def instead(self, constraint: Constraint, turn: int) -> "Holding":
        """With a wish in the place of those of its kind on the same field."""
        kept = tuple(
            (one, since)
            for one, since in self.stated
            if one.field != constraint.field
            or isinstance(one, Includes) != isinstance(constraint, Includes)
            or isinstance(one, Excludes | Outside)
        )
        return Holding(kept).asked([constraint], turn)

    def without_value(self, field: str, value: str) -> "Holding":
        """Without what was said of a value, for or against it."""
        return _without_values(_without_values(self, Includes, field, (value,)), Excludes, field, (value,))

    def without_field(self, field: str) -> "Holding":
        """Without whatever was said of a field."""
        return Holding(tuple((one, since) for one, since in self.stated if one.field != field))

    def without_turn(self, turn: int) -> "Holding":
        """Without what one turn stated."""
        return Holding(tuple((one, since) for one, since in self.stated if since != turn))

    def relaxed(self, relaxation: Relaxation, turn: int) -> "Holding":
        """After a relaxation as it was offered: what it drops falls, what it widens is wider."""
        gone = canonical(relaxation.dropped)
        wider = {one.former: one.wider for one in relaxation.widened}
        kept = [one for one in self.constraints if one not in gone and one not in wider]
        return Holding(tuple((one, turn) for one in (*kept, *wider.values())))


def _without_values(holding: Holding, kind: type[Includes | Excludes], field: str, values: tuple[str, ...]) -> Holding:
    kept: list[tuple[Constraint, int]] = []
    for one, since in holding.stated:
        if isinstance(one, kind) and one.field == field:
            left = tuple(value for value in one.values if value not in values)
            if left:
                kept.append((replace(one, values=left), since))
        else:
            kept.append((one, since))
    return Holding(tuple(kept))


__all__ = ["Held", "Holding", "canonical"]
