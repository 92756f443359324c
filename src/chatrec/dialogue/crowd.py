"""What people here think of an item, those like the user among them, and what they chose it after: facts and their claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.errors import NotFoundError
from chatrec.core.lift import Lift, Lifts
from chatrec.core.opinions import FEWEST, Closest, Opinions, Verdict
from chatrec.core.profile import LIKED
from chatrec.core.query import Interaction

FEW, CLOSEST = "few", "closest"
MOST_LIKED = 200  # liked items, the latest, by which people are close
MOST_BEFORE = 50  # liked items, the latest, after which an item may have been chosen


class Sequel(NamedTuple):
    """After which liked item, by row, an item is chosen more often than exposure explains."""

    first: int
    lift: Lift


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the live model knows of people together. `opinions` are None where it kept none, `lifts` where no scorer of the
    home knows the order of choices.
    """

    opinions: Opinions | None = None
    lifts: Lifts | None = None

    @property
    def opines(self) -> bool:
        """Whether anybody has said anything of any item."""
        return self.opinions is not None and len(self.opinions.words) > 0

    def verdict(self, row: int) -> Verdict | None:
        """What people think of an item; None where they are too few to tell."""
        return self.opinions.verdict(row) if self.opinions is not None else None

    def closest(self, row: int, history: Sequence[Interaction]) -> Closest | None:
        """What those think of it whose likes are closest to the user's."""
        return self.opinions.closest(row, _liked(history)[-MOST_LIKED:]) if self.opinions is not None else None

    def sequel(self, row: int, history: Sequence[Interaction]) -> Sequel | None:
        """The liked item after which it is chosen most surely more often than exposure alone would have it; None where
        the interval of none lies above 1, or fewer than five people did so. Cost: 50 us a liked item.
        """
        found = (self._after(first, row) for first in _liked(history)[-MOST_BEFORE:] if first != row)
        surely = [one for one in found if one is not None and one.lift.support >= FEWEST and one.lift.low > 1.0]
        return max(surely, key=lambda one: one.lift.low, default=None)

    def claims(self, row: int, history: Sequence[Interaction], catalogue: Catalogue) -> Iterator[Claim]:
        """Everything that may be said of an item."""
        item, verdict = catalogue[row].id, self.verdict(row)
        if verdict is not None:
            yield opined(item, verdict)
        elif self.opines:
            yield Claim(ClaimKind.OPINIONS, item, FEW)
        if closest := self.closest(row, history):
            yield opined_closest(item, closest)
        if sequel := self.sequel(row, history):
            yield followed(item, catalogue[sequel.first].id, sequel.lift)

    def _after(self, first: int, then: int) -> Sequel | None:
        """None where a row came after the training."""
        if self.lifts is None:
            return None
        try:
            return Sequel(first, self.lifts.lift(first, then))
        except NotFoundError:
            return None


def percent(part: int, of: int) -> int:
    """A share in whole per cent."""
    return round(100 * part / of)


def opined(item: str, verdict: Verdict) -> Claim:
    """How many people have a word on an item, and which shares of them like it and do not."""
    return Claim(ClaimKind.OPINIONS, item, _shares(verdict))


def opined_closest(item: str, closest: Closest) -> Claim:
    """The same of those whose likes are closest, and how many of the user's likes each of them shares at least."""
    return Claim(ClaimKind.OPINIONS, item, f"{CLOSEST}|{_shares(closest.verdict)}|{closest.least}")


def followed(item: str, first: str, lift: Lift) -> Claim:
    """How many chose an item soon after another, and how many times as many as exposure lets expect."""
    value = f"{first}|{lift.support}|{lift.lift:.1f}|{lift.low:.1f}|{lift.high:.1f}"
    return Claim(ClaimKind.FOLLOWED, item, value)


def _shares(verdict: Verdict) -> str:
    people, liking, disliking, _ = verdict
    return f"{people}|{percent(liking, people)}|{percent(disliking, people)}"


def _liked(history: Sequence[Interaction]) -> list[int]:
    return [past.item for past in history if past.weight >= LIKED]


__all__ = ["FEW", "Crowd", "Sequel", "followed", "opined", "opined_closest", "percent"]
