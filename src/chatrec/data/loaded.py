"""What a load brings: items, what people said of them, and the report on what was wrong."""

from dataclasses import dataclass

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.catalogue import Item
from chatrec.core.errors import LawBroken
from chatrec.core.events import DONE, EventKind
from chatrec.core.ids import UserId
from chatrec.core.knowledge import Knowledge
from chatrec.data.report import CleaningReport

# The kinds of events that a file can hold; `Ratings.kinds` are positions in this tuple.
KINDS = (EventKind.RATING, EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN, *sorted(DONE))
RATED = KINDS.index(EventKind.RATING)
SAID = KINDS.index(EventKind.SEEN)  # up to here they are words, beyond it deeds
_GRADES = np.array([np.nan, 1.0, -1.0, *(0.0 for _ in KINDS[3:])])  # of KINDS; to know a thing is no praise or blame


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """What people said of items, one row a (user, item) pair, sorted by user, time and item.

    user_ids is sorted; users (r,) are positions in it; items (r,) are positions in `Loaded.items`; values (r,) are
    ratings on the scale [low, high] of the source, NaN where the kind is not a rating; times (r,) are seconds since
    1970, 0 = not known, or 1, 2, 3, ... from each user's first row on where the source tells the order but no time;
    kinds (r,) are positions in KINDS. Where a user did several things with an item, the latest word stands for all of
    them, else the latest deed; how often it was done only the log knows.
    """

    user_ids: tuple[UserId, ...]
    users: IntArray
    items: IntArray
    values: FloatArray
    times: FloatArray
    kinds: IntArray
    low: float
    high: float

    def __post_init__(self) -> None:
        lengths = {len(column) for column in (self.users, self.items, self.values, self.times, self.kinds)}
        if len(lengths) != 1:
            raise LawBroken(f"Ratings need five columns of one length; got lengths {sorted(lengths)}.")

    def __len__(self) -> int:
        return len(self.users)

    def graded(self) -> FloatArray:
        """(r,) in [-1, 1]: ratings linear from -1 at the low end of the scale to 1 at its high end; a like is 1, a
        dislike -1, and all else 0.
        """
        rated = np.clip(2.0 * (self.values - self.low) / (self.high - self.low) - 1.0, -1.0, 1.0)
        return np.where(self.kinds == RATED, rated, _GRADES[self.kinds])


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalogue and its behaviour as read from files; `source` says from where and in which form, `knowledge` is the graph
    that came with them.

    `held_out` (r,) is true at the ratings that the source itself sets aside for testing; None = it splits nothing.
    """

    items: tuple[Item, ...]
    ratings: Ratings
    report: CleaningReport
    source: str
    held_out: BoolArray | None = None
    knowledge: Knowledge | None = None


__all__ = ["KINDS", "RATED", "SAID", "Loaded", "Ratings"]
