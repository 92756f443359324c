"""Where a generated conversation stands, and what was heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from numpy.random import Generator

from chatrec.core.query import Constraint
from chatrec.core.relaxation import Relaxation
from chatrec.testing.conversations.holding import Holding
from chatrec.testing.conversations.sentences import Hand, Words
from chatrec.testing.conversations.vocabulary import Vocabulary
from chatrec.testing.conversations.wishes import Part

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a message, as anybody could see it: the wishes that are said to hold, the rows of the list (() where none
    came), what was offered to relax, and the answers to choose from where something was asked.
    """

    constraints: tuple[Constraint, ...] = ()
    items: tuple[int, ...] = ()
    offers: tuple[tuple[str, Relaxation], ...] = ()
    choices: tuple[tuple[str, Constraint], ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """What is said in one turn, what holds then, and which rule made it. `fresh` = nothing that was shown may come again; `anew` =
    what was shown is forgotten.
    """

    words: Words
    holding: Holding
    rule: str
    fresh: bool = False
    anew: bool = False


@dataclass(slots=True)
class Scene:
    """Where a conversation stands when a rule is asked for a line."""

    rng: Generator
    vocabulary: Vocabulary
    parts: list[Part]  # wishes that were not spoken yet, true of the hidden item
    against: list[Part]  # exclusions, likewise
    holding: Holding
    heard: Heard
    hand: Hand = Hand.PLAIN
    turn: int = 0
    last: Line | None = None

    def pick(self, options: Sequence[One]) -> One:
        """One of several things to say."""
        return options[int(self.rng.integers(len(options)))]


Rule = Callable[[Scene], Line | None]

__all__ = ["Heard", "Line", "Rule", "Scene"]
