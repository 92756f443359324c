"""What a reply says, before it has words: points, each with the claims it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from chatrec.core.acts import TheField, TheValue
from chatrec.core.claims import Claim
from chatrec.core.query import Constraint, Locale
from chatrec.dialogue.facts import Facts


class Say(StrEnum):
    """The kinds of point; every language has at least one template for each."""

    GREETING = "greeting"
    WELCOME = "welcome"  # you are welcome
    HELP = "help"
    NOT_UNDERSTOOD = "not_understood"
    LIKED = "liked"  # {what}
    DISLIKED = "disliked"  # {what}
    SEEN = "seen"  # {what}
    LIKES_VALUE = "likes_value"  # {what}
    DISLIKES_VALUE = "dislikes_value"  # {what}
    TAKEN_BACK = "taken_back"  # {what}
    STARTED_OVER = "started_over"
    LIFTED = "lifted"  # {what}
    CLAMPED = "clamped"  # {asked}, {n}
    UNKNOWN = "unknown"  # {title}
    DID_YOU_MEAN = "did_you_mean"  # {title}, {close}
    KNOWN = "known"  # {title}, {traits}
    UNTOLD = "untold"  # {title}: known, and nothing but its title
    NO_SUCH_FILTER = "no_such_filter"  # {text}, {fields}
    TITLES_ONLY = "titles_only"  # {text}
    DROPPED = "dropped"
    SLATE = "slate"  # {n}, {what}
    SLATE_OF_ONE = "slate_of_one"  # {what}
    FEWER = "fewer"  # {n}, {asked}
    POPULAR = "popular"
    COLD = "cold"
    BY_WISHES = "by_wishes"
    LEFT_OUT = "left_out"  # {n}, {what}
    NOTHING_FITS = "nothing_fits"  # {what}
    RELAX = "relax"  # {dropped}, {n}
    WIDEN = "widen"  # {former}, {wider}, {n}
    RELAX_AND_WIDEN = "relax_and_widen"  # {dropped}, {former}, {wider}, {n}
    ASK = "ask"  # {field}, {choices}
    ASK_RANGE = "ask_range"  # {choices}
    ANY_WILL_DO = "any_will_do"  # {field}
    LESS_KNOWN = "less_known"
    WELL_KNOWN = "well_known"
    MORE_VARIED = "more_varied"
    AS_USUAL = "as_usual"
    KEPT = "kept"  # the wishes, where a relaxation was declined
    NOTHING_LEFT = "nothing_left"
    WHY = "why"  # {title}
    REASON = "reason"  # {label}, {value}
    NOT_SHOWN = "not_shown"  # {title}
    WHY_NOT = "why_not"  # {text}: worded by another room
    NOTHING_SHOWN = "nothing_shown"
    REASON_OF_FIRST = "reason_of_first"  # {title}, {text}: why the first item is there, worded by another room


@dataclass(frozen=True, slots=True)
class Titles:
    """Items by row, to be named by their titles."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Things:
    """A number of items that fit the constraints: "films from the 1990s, without horror"."""

    constraints: tuple[Constraint, ...]
    many: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """What a wish is about: a value or a field, by its name."""

    target: TheValue | TheField


@dataclass(frozen=True, slots=True)
class Wish:
    """One constraint by itself: "no horror", "from the 1990s"."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Wishes:
    """Several constraints, each by itself: all of them, or one to `choose`."""

    constraints: tuple[Constraint, ...]
    choose: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """What the catalogue tells of the item at a row: its labels."""

    row: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of another room, to stand behind a colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of the catalogue, by their names."""

    names: tuple[str, ...]


Slot = str | int | Titles | Things | Named | Wish | Wishes | Traits | Fields | Clause
NO_SLOTS: Mapping[str, Slot] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to say: its kind, what fills the template's slots, and every claim that the words will make."""

    say: Say
    slots: Mapping[str, Slot] = field(default_factory=lambda: NO_SLOTS)
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A reply without words: its points in order, the facts they may rest on, the language and the turn's number."""

    locale: Locale
    number: int
    points: tuple[Point, ...]
    facts: Facts


__all__ = [
    "Clause",
    "Fields",
    "Named",
    "Plan",
    "Point",
    "Say",
    "Slot",
    "Things",
    "Titles",
    "Traits",
    "Wish",
    "Wishes",
]
