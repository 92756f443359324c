"""What is asked of the recommender: a history, hard constraints, soft preferences and a context."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from operator import itemgetter
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np

from chatrec.core.advice import Advice
from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.catalogue import Item
from chatrec.core.dial import AS_USUAL, Dial
from chatrec.core.errors import LawBroken
from chatrec.core.heed import EVENLY, Heed
from chatrec.core.ids import UserId
from chatrec.core.weights import KNOWN_FROM

Locale = Literal["en", "zh"]


class Interaction(NamedTuple):
    """One thing a user did: the item's row, a weight in [-1, 1] (1 = loved) and when (seconds since 1970, 0 = not known).

    A weight of 0 says nothing: it is how what no longer counts stays known.
    """

    item: int
    weight: float
    at: float = 0.0


_interaction = partial(tuple.__new__, Interaction)  # a third of the time of its own constructor, which is Python


def past_of(rows: Iterable[tuple[int, float, float]]) -> tuple[Interaction, ...]:
    """Items, weights and times as a history."""
    return tuple(map(_interaction, rows))


def is_known(past: Interaction) -> bool:
    """Whether a piece of history says that its item is known, so that it is not recommended again: all but interest in what
    is not settled, a view or a cart. It is known too when what was said of it no longer counts (weight 0).
    """
    return not 0.0 < past.weight < KNOWN_FROM


def are_known(weights: FloatArray) -> BoolArray:
    """(h,) `is_known` of each weight."""
    return (weights <= 0.0) | (weights >= KNOWN_FROM)


def silenced(history: Iterable[Interaction], items: Container[int]) -> Iterator[Interaction]:
    """The history with what it says of `items` silenced: a known item stays, at weight 0, so that it does not come back and
    the blend weighs everything else as before; interest in one that is not known goes.
    """
    for past in history:
        if past.item not in items:
            yield past
        elif is_known(past):
            yield past._replace(weight=0.0)


class Said(NamedTuple):
    """One message of a conversation: its words, the rows of the items that it names, and whether it is the user's own or the
    other side's.
    """

    text: str
    items: tuple[int, ...] = ()
    own: bool = True


@dataclass(frozen=True, slots=True)
class Includes:
    """Keep items whose `field` has at least one of `values`."""

    field: str
    values: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.field}={'|'.join(self.values)}"

    def allows(self, item: Item) -> bool:
        return any(value in self.values for value in item.labels.get(self.field, ()))


@dataclass(frozen=True, slots=True)
class Excludes:
    """Remove items whose `field` has any of `values`; the pseudo-field "item" names item ids."""

    field: str
    values: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.field}!={'|'.join(self.values)}"

    def allows(self, item: Item) -> bool:
        if self.field == "item":
            return item.id not in self.values
        return not any(value in self.values for value in item.labels.get(self.field, ()))


@dataclass(frozen=True, slots=True)
class Between:
    """Keep items whose number `field` lies in [low, high]; None = open. An item without the number is removed,
    because it cannot be shown to fit.
    """

    field: str
    low: float | None = None
    high: float | None = None

    @property
    def key(self) -> str:
        low = "" if self.low is None else f"{self.low:g}"
        high = "" if self.high is None else f"{self.high:g}"
        return f"{self.field}={low}..{high}"

    def within(self, other: "Between") -> bool:
        """Whether every number that this range keeps is kept by the other one, of the same field."""
        above = other.low is None or (self.low is not None and self.low >= other.low)
        below = other.high is None or (self.high is not None and self.high <= other.high)
        return self.field == other.field and above and below

    def meeting(self, other: "Between") -> "Between | None":
        """The range of what both keep; None when that is nothing or when they are of different fields."""
        low = max((end for end in (self.low, other.low) if end is not None), default=None)
        high = min((end for end in (self.high, other.high) if end is not None), default=None)
        empty = low is not None and high is not None and low > high
        return None if empty or self.field != other.field else Between(self.field, low, high)

    def allows(self, item: Item) -> bool:
        number = item.numbers.get(self.field)
        if number is None:
            return False
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Outside:
    """Remove items whose number `field` lies in [low, high], as in "nothing from the 80s"; an item without the number
    is removed too, because it cannot be shown to lie outside.
    """

    field: str
    low: float
    high: float

    @property
    def key(self) -> str:
        return f"{self.field}!={self.low:g}..{self.high:g}"

    def allows(self, item: Item) -> bool:
        number = item.numbers.get(self.field)
        return number is not None and not self.low <= number <= self.high


Constraint = Includes | Excludes | Between | Outside


ALIKE = "item"
ABOUT = "text"


@dataclass(frozen=True, slots=True)
class Preference:
    """A soft wish: items whose `field` has `value` gain (or lose) evidence; weight in [-1, 1].

    Two pseudo-fields wish for what no field holds: ALIKE for items like the one whose id the value is, ABOUT for items whose
    texts speak of the words of the value.
    """

    field: str
    value: str
    weight: float = 1.0


class Mood(NamedTuple):
    """How somebody feels, or how something makes feel, each in [-1, 1]: `valence` from bad to good, `arousal` from quiet to
    stirred up (Russell 1980).
    """

    valence: float = 0.0
    arousal: float = 0.0


EVEN = Mood()


@dataclass(frozen=True, slots=True)
class Context:
    """Circumstances of the question: the language of the answer, the time (seconds since 1970, 0 = not known), how the
    dial stands, how the user feels and how much each piece of evidence counts.
    """

    locale: Locale = "en"
    at: float = 0.0
    dial: Dial = AS_USUAL
    mood: Mood = EVEN
    heed: Heed = EVENLY


@dataclass(frozen=True, kw_only=True)
class Query:
    """Everything a recommendation depends on besides the model. `history` has the newest last, one entry an item; `said` is
    what was said in the conversation, the newest last, of which the words in `unheard` do not count; `advice` is what a language
    model made of some items, None = not asked.
    """

    user: UserId | None = None
    history: tuple[Interaction, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    preferences: tuple[Preference, ...] = ()
    said: tuple[Said, ...] = ()
    unheard: frozenset[str] = frozenset()
    context: Context = Context()
    advice: Advice | None = None
    n: int = 5

    @cached_property
    def history_items(self) -> IntArray:
        """(h,) catalogue rows, oldest first; read-only."""
        items = np.fromiter(map(itemgetter(0), self.history), np.int64, len(self.history))
        items.flags.writeable = False
        return items

    @cached_property
    def history_weights(self) -> FloatArray:
        """(h,) weights in [-1, 1], in the order of `history_items`; read-only."""
        weights = np.fromiter(map(itemgetter(1), self.history), np.float64, len(self.history))
        weights.flags.writeable = False
        return weights

    @property
    def alike(self) -> tuple[Preference, ...]:
        """The wishes for items like, or unlike, one."""
        return tuple(wish for wish in self.preferences if wish.field == ALIKE)

    @cached_property
    def opinions(self) -> Mapping[int, float]:
        """The weight of each item of the history, by its row."""
        return MappingProxyType({past.item: past.weight for past in self.history})


@dataclass(frozen=True, slots=True)
class Candidates:
    """The items that may be recommended: (n,) distinct catalogue rows, in any order."""

    items: IntArray

    def __post_init__(self) -> None:
        if self.items.ndim != 1:
            raise LawBroken(f"Candidates are one row of items; got an array of shape {self.items.shape}.")

    def __len__(self) -> int:
        return len(self.items)


__all__ = [
    "ALIKE",
    "AS_USUAL",
    "EVEN",
    "Between",
    "Candidates",
    "Constraint",
    "Context",
    "Dial",
    "Excludes",
    "Includes",
    "Interaction",
    "Locale",
    "Mood",
    "Outside",
    "Preference",
    "Query",
    "Said",
    "are_known",
    "is_known",
    "past_of",
    "silenced",
]
