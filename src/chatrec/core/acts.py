"""Acts: what the user did with a message. One message may hold several."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from chatrec.core.dial import Dial
from chatrec.core.events import EventKind
from chatrec.core.passages import Passage
from chatrec.core.query import Constraint, Mood
from chatrec.core.relaxation import Relaxation


@dataclass(frozen=True, slots=True)
class TheItem:
    """A catalogue item that was found in the words: its row and the words that named it."""

    item: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class TheValue:
    """A value of a label field, as in "comedies" -> ("genre", "Comedy")."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class TheField:
    """A whole field, as in "any year will do" -> ("year")."""

    field: str


@dataclass(frozen=True, slots=True)
class Everything:
    """All wishes of this conversation, as in "start over"; for a correction of the profile all of it."""


@dataclass(frozen=True, slots=True)
class TheWish:
    """A rule of this conversation as it holds, of which no words but a press can be sure: one of two ranges of the same number."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Recommend:
    """Asks for items; `n` when the user said how many."""

    n: int | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Asks for further items under the same wishes."""

    n: int | None = None


@dataclass(frozen=True, slots=True)
class Like:
    """Says that an item, or items with a value, are liked."""

    target: TheItem | TheValue


@dataclass(frozen=True, slots=True)
class Dislike:
    """Says that an item, or items with a value, are not liked. A disliked value is a soft wish; see Negate for rules."""

    target: TheItem | TheValue


@dataclass(frozen=True, slots=True)
class Seen:
    """Says that an item is already known, without praise or blame."""

    target: TheItem


# The act in which an event of each kind is said of an item.
OPINIONS: Mapping[EventKind, type[Like | Dislike | Seen]] = MappingProxyType(
    {EventKind.LIKE: Like, EventKind.DISLIKE: Dislike, EventKind.SEEN: Seen}
)


@dataclass(frozen=True, slots=True)
class Refine:
    """Sets a hard constraint: "from the 90s", "科幻片". `joins` = it holds beside what was asked of the same field before
    ("also funny") instead of replacing it.
    """

    constraint: Constraint
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Negate:
    """Sets a hard exclusion: "no horror", "不要恐怖片"."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Retract:
    """Takes back what was said of an item, a value, a field, or everything, or one wish."""

    target: TheItem | TheValue | TheField | TheWish | Everything


@dataclass(frozen=True, slots=True)
class AskWhy:
    """Asks for the reasons of one recommended item, or of the first one when `target` is None."""

    target: TheItem | None = None


@dataclass(frozen=True, slots=True)
class UnknownTitle:
    """Names a title that the catalogue does not hold, or more than once; `close` are rows of similar titles, best first,
    and `said` is what the user says of it: liked, disliked, seen, or None when it was asked about, then perhaps for `about`.
    """

    text: str
    close: tuple[int, ...] = ()
    said: EventKind | None = None
    about: TheField | TheValue | None = None


@dataclass(frozen=True, slots=True)
class AskFact:
    """Asks what is known of an item: all of it, "do you have Heat?", a field, "who directed Heat?", or whether it has a
    value, "is Heat a comedy?".
    """

    target: TheItem
    about: TheField | TheValue | None = None


@dataclass(frozen=True, slots=True)
class AskWorks:
    """Asks for the things of a person, or of whatever a value names, other than `beside`; before or after that when `when`
    says so: "what did Kubrick make before The Shining?".
    """

    of: TheValue
    beside: TheItem | None = None
    when: Literal["before", "after"] | None = None


@dataclass(frozen=True, slots=True)
class AskDesk:
    """Asks something of the house that no item tells: "can I return it?"; `passage` of its documents answers, None = none does."""

    text: str
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """Asks which of several items, two at least, is the better choice: "Heat or Fargo?"."""

    targets: tuple[TheItem, ...]


@dataclass(frozen=True, slots=True)
class Evaluate:
    """Asks how good an item is, for the one who asks: "how is Heat?"."""

    target: TheItem


@dataclass(frozen=True, slots=True)
class NoSuchPlace:
    """Points at a place that the last list does not have: "the ninth one" of five; `text` is how it was said."""

    text: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A part of a wish that no field of the catalogue can serve, in the user's words: "french", "Tom Hanks"."""

    text: str


@dataclass(frozen=True, slots=True)
class Accept:
    """Takes a relaxation that was offered."""

    relaxation: Relaxation


@dataclass(frozen=True, slots=True)
class Adjust:
    """Turns the dial by steps, each in {-1, 0, 1}: to less known or well known items, to more or less variety. No step at
    all turns it back: "as usual". Where it was set by hand, it stands at `to`.
    """

    novelty: int = 0
    variety: int = 0
    to: Dial | None = None


@dataclass(frozen=True, slots=True)
class Feel:
    """Says how the user feels: "I had a terrible day", "我今天好开心"; `EVEN` = that it is not to count, "never mind my mood"."""

    mood: Mood


@dataclass(frozen=True, slots=True)
class Company:
    """Says who is there too, by a key of the company that we know ("girlfriend", "children"): what they like and refuse
    counts in this conversation, and is no taste of the user's.
    """

    who: str


@dataclass(frozen=True, slots=True)
class Favour:
    """Says that the company likes an item: an example of what is wished here, and no like of the user's."""

    target: TheItem


@dataclass(frozen=True, slots=True)
class Choose:
    """Takes an item: "I'll watch Heat", "the second one it is"; None = which one is not said, "that's the one"."""

    target: TheItem | None = None


@dataclass(frozen=True, slots=True)
class Approve:
    """Says that the list, or that it has changed, is good: "that's better"."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Says whether questions may be asked: "stop asking me questions", "you can ask me"."""

    welcome: bool


@dataclass(frozen=True, slots=True)
class AskProfile:
    """Asks what is known of the user and what they asked for here."""


@dataclass(frozen=True, slots=True)
class CorrectProfile:
    """Says that what is known of the user and an item, or all liked items with a value, counts no more, "not because of
    Heat", "I no longer like horror"; or that it `counts` again. Of `Everything`, that the user is not to be profiled, "stop using
    my history", or is again.
    """

    target: TheItem | TheValue | Everything
    counts: bool = False


@dataclass(frozen=True, slots=True)
class AnyWillDo:
    """Says of a field that we asked about that it does not matter."""

    field: str


@dataclass(frozen=True, slots=True)
class Reject:
    """Says no to "did you mean ...?", where a yes becomes what was said of the title, or to what was offered."""


@dataclass(frozen=True, slots=True)
class Greet:
    """Says hello."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Says thank you, or goodbye."""


@dataclass(frozen=True, slots=True)
class Help:
    """Asks what can be said here."""


@dataclass(frozen=True, slots=True)
class Guessed:
    """Says that the acts beside it were not read by rules but guessed, so that the reply can say so."""


@dataclass(frozen=True, slots=True)
class OffTopic:
    """Nothing in the message was understood as any other act."""


Act = (
    Recommend
    | More
    | Like
    | Dislike
    | Seen
    | Refine
    | Negate
    | Retract
    | AskWhy
    | AskFact
    | AskWorks
    | AskDesk
    | Compare
    | Evaluate
    | NoSuchPlace
    | UnknownTitle
    | NotUnderstood
    | Accept
    | Adjust
    | Feel
    | Company
    | Favour
    | Choose
    | Approve
    | Questions
    | AskProfile
    | CorrectProfile
    | AnyWillDo
    | Reject
    | Greet
    | Thanks
    | Help
    | Guessed
    | OffTopic
)

__all__ = [
    "OPINIONS",
    "Accept",
    "Act",
    "Adjust",
    "AnyWillDo",
    "Approve",
    "AskDesk",
    "AskFact",
    "AskProfile",
    "AskWhy",
    "AskWorks",
    "Choose",
    "Company",
    "Compare",
    "CorrectProfile",
    "Dislike",
    "Evaluate",
    "Everything",
    "Favour",
    "Feel",
    "Greet",
    "Guessed",
    "Help",
    "Like",
    "More",
    "Negate",
    "NoSuchPlace",
    "NotUnderstood",
    "OffTopic",
    "Questions",
    "Recommend",
    "Refine",
    "Reject",
    "Retract",
    "Seen",
    "Thanks",
    "TheField",
    "TheItem",
    "TheValue",
    "TheWish",
    "UnknownTitle",
]
