"""What a conversation remembers between two turns."""

from dataclasses import dataclass

from chatrec.core.acts import TheField, TheValue, UnknownTitle
from chatrec.core.events import EventKind
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import AS_USUAL, EVEN, Between, Constraint, Dial, Locale, Mood, Preference, Query, Said
from chatrec.core.relaxation import Relaxation
from chatrec.dialogue.prompts import Shown

DEFAULT_N = 5
FADING, FADED = 0.8, 0.2  # of a mood is left after a turn; what is less counts no more, as after eight turns


@dataclass(frozen=True, slots=True)
class StatedConstraint:
    """A hard wish and the number of the turn that stated it."""

    constraint: Constraint
    turn: int


@dataclass(frozen=True, slots=True)
class StatedPreference:
    """A soft wish and the number of the turn that stated it."""

    preference: Preference
    turn: int


@dataclass(frozen=True, slots=True)
class Served:
    """The last slate: the query it answered, the rows kept out because they had been shown, and the rows it held.

    Recommending `query` again without `kept_out` gives the same slate while the same model is live; that is how a
    later "why?" is answered from the evidence that ranked.
    """

    query: Query
    kept_out: frozenset[int]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Felt:
    """How the user felt by their own words, and the number of the turn that said it."""

    mood: Mood
    turn: int


@dataclass(frozen=True, slots=True)
class Accompanied:
    """Who is there too, and the number of the turn that last spoke of them; "she" means them."""

    who: str
    turn: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What the last question was about: the row of an item, and what was asked of it or whose things were asked for."""

    item: int | None = None
    about: TheField | TheValue | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A relaxation, and what a person may say to accept it."""

    said: str
    relaxation: Relaxation


@dataclass(frozen=True, slots=True)
class Offering:
    """What the last reply offered to relax, the smallest first, and the rows that were kept out when it was counted."""

    offers: tuple[Offer, ...]
    kept_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question, and what a person may say to give it."""

    said: str
    constraint: Constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the last reply asked: of which field, with which answers to choose from, and what the answer and the list were
    each expected to tell, in bits; `instead` = it was asked in the place of a list.
    """

    field: str
    choices: tuple[Choice, ...]
    gain: float
    slate_gain: float
    instead: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """The rows of which the user said in a turn that they count no more, or that `everything` does not, or does again; "undo
    that" takes it back.
    """

    rows: tuple[int, ...]
    turn: int
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueState:
    """A conversation after `turn` turns; a new one has turn 0. `shown` holds the rows of every slate since the start
    (or since "start over"), in the order in which they first came up; `unsure` is the title of which we asked "did you mean",
    `offering` what we offered to relax and `question` what we asked, each until the next turn; `asked` are the fields that
    were ever asked about; `said` are the user's messages that speak for things, the newest last; `dial` holds until it is
    turned again, and what is `felt` fades; `prompted` are the last suggestions; `topic` is what "it" and
    "she" mean; `corrected` is the last correction of the profile and `marked` the items of which something was
    last said, so that either can be undone. `company` is who is there too, and `unasked` the turn since which no questions are wanted.
    Where the user is not `profiled`, `heard` is what they
    said of items here: this conversation knows it, and nothing else.
    """

    conversation: ConversationId
    user: UserId
    locale: Locale = "en"
    turn: int = 0
    n: int = DEFAULT_N
    constraints: tuple[StatedConstraint, ...] = ()
    preferences: tuple[StatedPreference, ...] = ()
    shown: tuple[int, ...] = ()
    last: Served | None = None
    unsure: UnknownTitle | None = None
    offering: Offering | None = None
    question: Question | None = None
    asked: tuple[str, ...] = ()
    dial: Dial = AS_USUAL
    prompted: tuple[Shown, ...] = ()
    topic: Topic | None = None
    felt: Felt | None = None
    said: tuple[Said, ...] = ()
    corrected: Corrected | None = None
    marked: Corrected | None = None
    company: Accompanied | None = None
    unasked: int | None = None
    profiled: bool = True
    heard: tuple[tuple[EventKind, int], ...] = ()

    @property
    def mood(self) -> Mood:
        """What is left of how the user felt: less with every turn since, nothing after some."""
        if self.felt is None:
            return EVEN
        left = FADING ** (self.turn - self.felt.turn)
        return Mood(*(left * part for part in self.felt.mood)) if left >= FADED else EVEN

    @property
    def hard(self) -> tuple[Constraint, ...]:
        """The constraints that hold now, ranges of one number that leave something together as one range."""
        held: list[Constraint] = []
        for stated in self.constraints:
            wish = stated.constraint
            for former in held:
                joint = former.meeting(wish) if isinstance(former, Between) and isinstance(wish, Between) else None
                if joint is not None:
                    held.remove(former)
                    wish = joint
                    break
            held.append(wish)
        return tuple(held)

    def origin(self, constraint: Constraint) -> int | None:
        """The number of the turn that last stated a constraint that holds, or a part of it; None where none did."""
        turns = (stated.turn for stated in self.constraints if part_of(constraint, stated.constraint))
        return max(turns, default=None)

    @property
    def earlier(self) -> tuple[Constraint, ...]:
        """The constraints that hold and that an earlier turn stated."""
        return tuple(one for one in self.hard if self.origin(one) != self.turn)

    @property
    def soft(self) -> tuple[Preference, ...]:
        """The preferences that hold now."""
        return tuple(stated.preference for stated in self.preferences)

    @property
    def last_rows(self) -> tuple[int, ...]:
        """The rows of the last slate, empty when there was none."""
        return self.last.rows if self.last else ()

    @property
    def it(self) -> int | None:
        """The row of the one item that "it" can mean: what was last asked about, else a slate of one."""
        if self.topic is not None and self.topic.item is not None:
            return self.topic.item
        return self.last_rows[0] if len(self.last_rows) == 1 else None


def part_of(whole: Constraint, stated: Constraint) -> bool:
    """Whether a constraint is the stated one, or a range that lies within it."""
    return whole == stated or (isinstance(whole, Between) and isinstance(stated, Between) and whole.within(stated))


__all__ = [
    "DEFAULT_N",
    "Accompanied",
    "Choice",
    "Corrected",
    "DialogueState",
    "Felt",
    "Offer",
    "Offering",
    "Question",
    "Served",
    "StatedConstraint",
    "StatedPreference",
    "Topic",
    "part_of",
]
