"""What a labelled set of dialogues holds, whatever form it came in."""

from dataclasses import dataclass
from typing import NamedTuple

from chatrec.core.errors import DataError


class Span(NamedTuple):
    """A stretch of an utterance that fills a slot: characters `start` up to `end`."""

    slot: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An entity of the domain's own database, the kind of thing that it is, and what else it is called."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What a user said, what came before it, and what people say it means.

    `previous` is what the other side said last and `cues` what a system knows beside the words: its own last acts, the
    service, the place in the dialogue. `intents` and `acts` are the labels; an act that a span makes is written
    "slot|words of the span". `among` are the intents that it may have, all where it is empty; `follows` is the place in the
    corpus of the utterance whose intent may go on, and `entities` are the names that it speaks of, None where that is not told.
    """

    dialogue: str
    text: str
    previous: str = ""
    cues: tuple[str, ...] = ()
    intents: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    entities: frozenset[str] | None = None
    among: frozenset[str] = frozenset()
    follows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Utterances of one form. `exclusive` = an utterance has exactly one intent; `telling` = its spans are acts too; `names` is the
    domain's own database.
    """

    form: str
    utterances: tuple[Utterance, ...]
    exclusive: bool = False
    telling: bool = False
    names: tuple[Name, ...] = ()
    fingerprint: str = ""

    def __post_init__(self) -> None:
        """Raise DataError when there is nothing to learn from."""
        if not self.utterances:
            raise DataError(f"The {self.form} files hold no utterance of a user; at least one dialogue is needed.")


__all__ = ["Corpus", "Name", "Span", "Utterance"]
