"""What a stretch of words in a message means, before it is known what is said about it."""

from dataclasses import dataclass
from enum import StrEnum

from chatrec.core.acts import TheField, TheItem, TheValue, UnknownTitle


class Cue(StrEnum):
    """Words that say what the words around them are for."""

    WANT = "want"  # "recommend", "想看": asks for items
    WISH = "wish"  # "need", "来": asks for items when it stands with something to ask for
    MORE = "more"  # "what else", "换一批"
    LIKE = "like"  # "I love", "喜欢"
    FAVOUR = "favour"  # what company likes: "my dad loves"
    DISLIKE = "dislike"  # "can't stand", "讨厌"
    SEEN = "seen"  # "I watched", "看过"
    NOT = "not"  # "no", "without", "不要": what follows is excluded, else what stood before
    NOT_SO = "not so"  # "not too", "没有": what follows at once is excluded, no more
    BESIDES = "besides"  # "除了", "besides": excludes, unless "also" follows
    SIMILAR = "similar"  # "something like", "像"
    WHY = "why"
    RETRACT = "retract"  # "forget about", "取消"
    ALLOW = "allow"  # "you can include", "可以有": what follows is allowed
    FINE = "fine"  # "is fine after all", "也可以": what stood before is allowed
    GOOD = "good"  # "was great", "很好看": what stood before is liked
    BAD = "bad"
    ANY = "any"  # "any", "不限": a field after it or before it does not matter
    ALSO = "also"  # "also", "还要": joins what was asked before
    AND = "and"
    OR = "or"
    BOTH = "both"  # "both", "又": the values that follow are all wanted in one item
    BUT = "but"
    ONLY = "only"  # "just", "只要": ends an exclusion
    OUTSIDE = "outside"  # "以外": ends an exclusion that "除了" began
    IT = "it"  # "it", "that one": what was spoken of before
    RECENT = "recent"
    OLD = "old"
    ABOUT = "about"  # "how is", "do you know", "怎么样": asks what is known of an item
    IGNORE = "ignore"  # "haven't seen": nothing is said of what follows
    RESTART = "restart"
    GREET = "greet"
    THANKS = "thanks"
    HELP = "help"
    FILLER = "filler"  # words that only look like others: "no problem", "特别"


@dataclass(frozen=True, slots=True)
class Values:
    """Values that a phrase names all at once: "rom com" is romance and comedy; with `either` any of them will do, "an Oscar".
    `also` are what it means in other fields: who wants nothing scary wants neither the mood nor the genre. `people` = it is
    somebody's name.
    """

    values: tuple[TheValue, ...]
    also: tuple[TheValue, ...] = ()
    either: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """What an item is called; English tells one from many."""

    one: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A closed or half-open range of a number field; `step` = from one number of it to the next, 0 where there is no next."""

    field: str
    low: float | None
    high: float | None
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Count:
    """How many items are asked for."""

    n: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the last list that holds nothing, as "the ninth one" of five."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """Items that a phrase names all at once, as "the first two"."""

    items: tuple[TheItem, ...]


@dataclass(frozen=True, slots=True)
class Unserved:
    """A quality that no field of the catalogue holds, in the user's words: "french", "less violent"."""

    text: str


@dataclass(frozen=True, slots=True)
class Topics:
    """What things are to speak of, in words that no field holds: "chess", "dog" and "hero"."""

    texts: tuple[str, ...]


Meaning = Cue | Values | TheField | Noun | Span | Count | Place | TheItem | UnknownTitle | Several | Unserved | Topics


@dataclass(frozen=True, slots=True)
class Mark:
    """The words from `start` up to `end` mean `what`."""

    start: int
    end: int
    what: Meaning


__all__ = ["Count", "Cue", "Mark", "Meaning", "Noun", "Place", "Several", "Span", "Topics", "Unserved", "Values"]
