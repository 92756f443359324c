"""What a reply says, before it has words: points, each with the claims it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from chatrec.core.acts import TheField, TheValue
from chatrec.core.claims import Claim
from chatrec.core.events import EventKind
from chatrec.core.query import Constraint, Locale
from chatrec.dialogue.facts import Facts


class Say(StrEnum):
    """The kinds of point; every language has at least one template for each."""

    GREETING = "greeting"
    WELCOME = "welcome"  # you are welcome
    HELP = "help"
    NOT_UNDERSTOOD = "not_understood"
    WHICH_OF_THEM = "which_of_them"
    ENJOY = "enjoy"  # {what}: what was chosen
    ENJOY_IT = "enjoy_it"  # something was chosen
    APPROVED = "approved"  # the list was found good
    NO_QUESTIONS = "no_questions"
    QUESTIONS = "questions"
    FOR_COMPANY = "for_company"  # {who}
    TELL_OF_COMPANY = "tell_of_company"  # {who}: that they may be told of
    FAVOURED = "favoured"  # {what}
    TOLD = "told"  # {how}, {n}, {what}: items of which the user said or did something
    TOLD_MOST = "told_most"  # {how}, {n}, {what}: the first of n
    TOLD_BEST = "told_best"  # {how}, {n}, {what}: the best of n
    LEANS = "leans"  # {what}: what the liked items have most
    MUTED = "muted"  # {n}
    NO_TASTES = "no_tastes"
    WISHED_HERE = "wished_here"  # {what}
    LEANING_HERE = "leaning_here"  # {what}
    NO_WISHES_HERE = "no_wishes_here"
    CHANGE_TASTES = "change_tastes"  # {title}
    CHANGE_WISHES = "change_wishes"
    GUESSED = "guessed"  # what follows was guessed
    GUESSED_WISH = "guessed_wish"
    GUESSED_MORE = "guessed_more"
    LIKED = "liked"  # {what}
    DISLIKED = "disliked"  # {what}
    SEEN = "seen"  # {what}
    LIKES_VALUE = "likes_value"  # {what}
    DISLIKES_VALUE = "dislikes_value"  # {what}
    ALIKE = "alike"  # {what}: things like these are asked for
    UNLIKE = "unlike"  # {what}
    MENTIONED = "mentioned"  # {n}, {text}: n items speak of it
    MENTIONED_ONCE = "mentioned_once"  # {text}
    MENTIONED_AND_OTHERS = "mentioned_and_others"  # {n}, {text}: what follows them does not
    MENTIONED_ELSEWHERE = "mentioned_elsewhere"  # {n}, {text}: none of them is in the list
    MENTIONED_NOWHERE = "mentioned_nowhere"  # {text}
    NOT_ABOUT = "not_about"  # {text}
    TAKEN_BACK = "taken_back"  # {what}
    COUNTS_NO_MORE = "counts_no_more"  # {what}
    COUNT_NO_MORE = "count_no_more"  # {what}, {n}: these and n more
    COUNTS_AGAIN = "counts_again"  # {what}
    NOTHING_KNOWN = "nothing_known"  # {what}
    PROFILING_OFF = "profiling_off"
    PROFILING_ON = "profiling_on"
    CAME = "came"  # {what}
    WENT = "went"  # {what}
    SAME_LIST = "same_list"
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
    UNPROFILED = "unprofiled"
    BY_WISHES = "by_wishes"
    LEFT_OUT = "left_out"  # {n}, {what}
    NOTHING_FITS = "nothing_fits"  # {what}
    ALONE = "alone"  # {kept}, {n}
    RELAX = "relax"  # {dropped}, {n}
    WIDEN = "widen"  # {former}, {wider}, {n}
    RELAX_AND_WIDEN = "relax_and_widen"  # {dropped}, {former}, {wider}, {n}
    ASK = "ask"  # {field}, {choices}
    ASK_RANGE = "ask_range"  # {choices}
    ANY_WILL_DO = "any_will_do"  # {field}
    LESS_KNOWN = "less_known"
    WELL_KNOWN = "well_known"
    MORE_VARIED = "more_varied"
    MORE_ALIKE = "more_alike"
    AS_USUAL = "as_usual"
    SORRY = "sorry"  # that somebody does not feel well
    CALMING = "calming"  # to who is tense or upset
    ENLIVENING = "enlivening"  # to who is bored
    RESTFUL = "restful"  # to who is tired
    GLAD = "glad"
    BY_MOOD = "by_mood"  # how the user feels counts in the list
    NOT_BY_MOOD = "not_by_mood"
    KEPT = "kept"  # the wishes, where a relaxation was declined
    NOTHING_LEFT = "nothing_left"
    WHY = "why"  # {title}
    UNRANKED = "unranked"  # {title}
    REASON = "reason"  # {label}, {value}
    NOT_SHOWN = "not_shown"  # {title}
    WHY_NOT = "why_not"  # {text}: worded by another room
    NOTHING_SHOWN = "nothing_shown"
    WHICH = "which"  # {title}, {close}: several items have the title
    FACT = "fact"  # {title}, {said}
    ALSO = "also"  # {said}: one more thing of the item that was just named
    FIELD = "field"  # {title}, {field}, {what}
    YES = "yes"  # {title}, {said}
    NO = "no"  # {title}, {said}
    NO_FACT = "no_fact"  # {title}, {field}: nothing is known
    SYNOPSIS = "synopsis"  # {title}, {text}
    QUOTED = "quoted"  # {text}, {source}
    HAND_OVER = "hand_over"  # {contact}
    NO_ANSWER = "no_answer"
    WORKS = "works"  # {who}, {titles}
    WORKS_LATEST = "works_latest"  # {who}, {n}, {titles}: only the latest of n
    WORKS_BEFORE = "works_before"  # {who}, {title}, {titles}
    WORKS_AFTER = "works_after"  # {who}, {title}, {titles}
    NO_WORKS = "no_works"  # {who}
    VERSUS = "versus"  # {title}, {said}, {other}, {also}
    CHOSEN = "chosen"  # {title}, {other}, {value}
    CHOSEN_BY_ALL = "chosen_by_all"  # {title}, {other}, {value}: of a user of whom nothing is known
    EVEN = "even"  # {title}, {other}
    ORDERED = "ordered"  # {titles}
    DIFFERENCE = "difference"  # {label}, {value}, {title}
    DIFFERENCE_OF_ALL = "difference_of_all"  # {value}, {title}: what everybody likes
    YOU_LIKED = "you_liked"  # {title}
    YOU_DISLIKED = "you_disliked"  # {title}
    YOU_KNOW = "you_know"  # {title}
    RATED = "rated"  # {title}, {n}, {liking}, {disliking}: in stars
    OPINED = "opined"  # {title}, {n}, {liking}, {disliking}: in stars and without
    FEW_OPINED = "few_opined"  # {title}, {n}
    CLOSEST = "closest"  # {n}, {liking}, {least}: of those that were just told of
    FOLLOWED = "followed"  # {title}, {other}, {n}, {value}, {low}, {high}
    STANDING = "standing"  # {title}, {n}, {of}
    STANDING_FOR_ALL = "standing_for_all"  # {title}, {n}, {of}: of a user of whom nothing is known
    SPEAKS_FOR = "speaks_for"  # {reasons}
    SPEAKS_AGAINST = "speaks_against"  # {reasons}
    BREAKS = "breaks"  # {title}, {what}
    NO_PLACE = "no_place"  # {text}, {n}: the last list has n places
    REASON_OF_FIRST = "reason_of_first"  # {title}, {text}: why the first item is there, worded by another room


@dataclass(frozen=True, slots=True)
class Titles:
    """Items by row, to be named by their titles; with their years unless `dated` says that those follow."""

    rows: tuple[int, ...]
    dated: bool = True


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
    """What the catalogue tells of the item at a row: its labels, those of `fields` alone where any is named."""

    row: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What is true of an item, to follow its title: a field with its values in the reader's language, or its number."""

    field: str
    values: tuple[str, ...] = ()
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """How much an item has of several things, by field, from 0, none, to 3."""

    levels: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a field with its unit."""

    field: str
    number: float


@dataclass(frozen=True, slots=True)
class Listed:
    """Names in the reader's language, to be joined."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of another room, to stand behind a colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who is there too, by a key: "your girlfriend"."""

    who: str


@dataclass(frozen=True, slots=True)
class Known:
    """How something is known of items: by the kind of the user's word or deed."""

    kind: EventKind


@dataclass(frozen=True, slots=True)
class Counted:
    """Values of a field with how many items have them, the most first: "drama (7) and war (2)"."""

    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of the catalogue, by their names."""

    names: tuple[str, ...]


Slot = (
    str
    | int
    | Titles
    | Things
    | Named
    | Wish
    | Wishes
    | Traits
    | Fields
    | Clause
    | Stated
    | Levels
    | Amount
    | Listed
    | Companion
    | Known
    | Counted
)
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
    "Amount",
    "Clause",
    "Companion",
    "Counted",
    "Fields",
    "Known",
    "Levels",
    "Listed",
    "Named",
    "Plan",
    "Point",
    "Say",
    "Slot",
    "Stated",
    "Things",
    "Titles",
    "Traits",
    "Wish",
    "Wishes",
]
