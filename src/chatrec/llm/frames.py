"""What a sentence of each kind may say around its facts: constructions that carry the claim, and words that carry none."""

from collections.abc import Mapping
from dataclasses import dataclass

from chatrec.dialogue.points import Say


@dataclass(frozen=True, slots=True)
class Frame:
    """The ways to say one kind of point.

    `says` are regular expressions over a sentence whose facts are marks, <n> or <item0>, `<like*>` for a list of them; at
    least one must be there. `may` are further ones that are as true. `loose` are the marks that may stand outside of both.
    `words` are harmless in this kind of sentence alone.
    """

    says: tuple[str, ...]
    may: tuple[str, ...] = ()
    loose: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frames:
    """A language: frames by kind of point, `popular` for a reason that rests on popularity, constructions and words that
    claim nothing wherever they stand (no pronoun is among those words: who did what is a claim), and how lists are joined.
    """

    by_say: Mapping[Say, Frame]
    popular: Frame
    common: tuple[str, ...]
    fillers: frozenset[str]
    joined: str


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


__all__ = ["Frame", "Frames", "words"]
