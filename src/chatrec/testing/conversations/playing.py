"""Conversations held with whoever can be talked to, and what went wrong in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from chatrec.core.catalogue import Catalogue
from chatrec.testing.conversations.grammar import Conversation
from chatrec.testing.conversations.holding import Held, canonical
from chatrec.testing.conversations.scene import Heard, Line


class Talker(Protocol):
    """Somebody to talk to, from the beginning of one conversation."""

    def say(self, message: str) -> Heard:
        """What comes of a message."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: what was said and what was heard; `violations` are items of the list that what holds forbids, `again` those that
    had been shown although further ones were asked for.
    """

    line: Line
    message: str
    heard: Heard
    violations: tuple[int, ...]
    again: tuple[int, ...] = ()

    @property
    def right(self) -> bool:
        """Whether exactly that is said to hold which holds."""
        return canonical(self.heard.constraints) == self.line.holding.constraints


@dataclass(frozen=True, slots=True)
class Played:
    """A conversation as it was held, up to its end or to the first turn that was understood otherwise."""

    said: tuple[Said, ...]

    @property
    def violations(self) -> int:
        """Items that what holds forbids, in all lists."""
        return sum(len(one.violations) for one in self.said)

    @property
    def mismatch(self) -> Said | None:
        """The turn that was understood otherwise than it was meant."""
        return next((one for one in self.said if not one.right), None)

    def told(self) -> str:
        """The conversation up to a mismatch, and what was taken to hold against what holds; for people who mend it."""
        lines = [f"- {one.message}" for one in self.said]
        if (wrong := self.mismatch) is not None:
            lines.append(f"  holds: {_keys(wrong.line.holding.constraints)}")
            lines.append(f"  taken: {_keys(canonical(wrong.heard.constraints))}")
        return "\n".join(lines)


def play(conversation: Conversation, talker: Talker, tongue: str, catalogue: Catalogue) -> Played:
    """Hold a conversation in "en", "zh" or "mixed"; it ends where it is understood otherwise than it was meant."""
    return Played(tuple(_turns(conversation, talker, tongue, catalogue)))


def _turns(conversation: Conversation, talker: Talker, tongue: str, catalogue: Catalogue) -> Iterator[Said]:
    heard, shown = Heard(), set[int]()
    while (line := conversation.line(heard)) is not None:
        message = line.words.of(tongue)
        heard = talker.say(message)
        forbidden = tuple(
            row for row in heard.items if not all(one.allows(catalogue[row]) for one in line.holding.constraints)
        )
        again = tuple(row for row in heard.items if row in shown) if line.fresh else ()
        said = Said(line, message, heard, forbidden, again)
        shown = set(heard.items) if line.anew else shown | set(heard.items)
        yield said
        if not said.right:
            return


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two languages of one conversation compare: turns of both, those with equal constraints, and the Jaccard index of
    each pair of lists.
    """

    turns: int
    equal: int
    jaccard: tuple[float, ...]


def agreement(one: Played, other: Played) -> Agreement:
    """The turns in which both said the same, up to the first in which they did not: what is said hangs on what was heard."""
    together = zip(one.said, other.said, strict=False)
    pairs = list(takewhile(lambda pair: pair[0].line.words == pair[1].line.words, together))
    equal = [canonical(a.heard.constraints) == canonical(b.heard.constraints) for a, b in pairs]
    lists = [(set(a.heard.items), set(b.heard.items)) for a, b in pairs]
    overlap = tuple(len(a & b) / len(a | b) for a, b in lists if a | b)
    return Agreement(len(pairs), sum(equal), overlap)


def _keys(held: Held | Sequence[object]) -> str:
    return " ; ".join(sorted(getattr(one, "key", "") for one in held)) or "nothing"


__all__ = ["Agreement", "Played", "Said", "Talker", "agreement", "play"]
