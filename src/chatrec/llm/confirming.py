"""What may be believed of what a language model heard: what the message, the catalogue and its words can confirm."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz

from chatrec.core.acts import (
    Act,
    Dislike,
    Like,
    Negate,
    NotUnderstood,
    OffTopic,
    Refine,
    TheValue,
    UnknownTitle,
)
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import Excludes, Includes
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.words.marks import Cue
from chatrec.dialogue.nlu.words.text import HAN, Normaliser, keys, words
from chatrec.domains.base import Domain

Phrase = tuple[str, ...]
ALIKE = 75.0  # similarity (0 to 100) of a heard word with a word for the value; from 88 on the rules find it themselves
SHORTEST = 5  # letters; shorter words resemble too much
BEFORE = 4  # words before a wish in which a refusal turns it around
REFUSALS = (Cue.NOT, Cue.NOT_SO, Cue.DISLIKE)
# Refusals that the rules do not take for one, or for one of degree; a model that hears them is believed.
FURTHER = frozenset({"less", "fewer", "never", "hardly", "away", "avoid", "skip", "少", "免"})
# Of a refusal that something takes back, "not only horror", nothing is concluded.
LIFTED = frozenset({"only", "just", "but", "mind", "why", "仅", "光", "只", "但"})


class Confirming:
    """Compares what was heard with a catalogue and with what its values are called. Made once a model; O(values)."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._domain = domain
        self._normalise = Normaliser()
        self._names: dict[TheValue, tuple[str, ...]] = {}

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], TheValue]:
        """Every value of the catalogue by its field and its name without case."""
        return {(field, value.casefold()): TheValue(field, value) for field, value in self._catalogue.label_rows}

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self._catalogue, self._domain)

    def value(self, field: str, name: str) -> TheValue | None:
        """The value of the catalogue that is called so, None when there is none."""
        return self._known.get((field, name.casefold()))

    def keys(self, text: str) -> Phrase:
        """A text as words are compared."""
        return keys(self._normalise(text))

    def left_open(self, message: str, acts: Iterable[Act]) -> tuple[Phrase, ...]:
        """The stretches of a message that the rules did not understand: all of it where they understood nothing."""
        texts = [act.text for act in acts if isinstance(act, NotUnderstood | UnknownTitle)]
        if any(isinstance(act, OffTopic) for act in acts):
            texts.append(message)
        return tuple(self.keys(text) for text in texts)

    def called(self, said: Phrase, value: TheValue) -> Phrase | None:
        """The words up to the one that resembles what the value is called, all of them where they do together; None where
        none does.
        """
        phrases = self._phrases(value)
        for at, word in enumerate(said):
            if _alike(word, phrases):
                return said[: at + 1]
        return said if _alike(" ".join(said), phrases) else None

    def refused(self, message: str, said: Phrase) -> bool:
        """Whether some words of a message, or the few before them, refuse what the last of them names. Cues are found as the rules find
        them: the longest phrase counts, so that "没" refuses nothing in "有没有".
        """
        spoken = words(self._normalise(message))
        at = place([word.key for word in spoken], said)
        if at is None:
            return False
        first, last, now = max(0, at - BEFORE), at + len(said), 0
        around = {word.key for word in spoken[first:last]}
        if LIFTED & around:
            return False
        while now < last:
            mark = self._lexicon.at(spoken, now)
            if mark is not None and mark.what in REFUSALS and mark.end > first:
                return True
            now = mark.end if mark is not None else now + 1
        return bool(FURTHER & around)

    def _phrases(self, value: TheValue) -> tuple[str, ...]:
        if value not in self._names:
            self._names[value] = tuple(self._named(value))
        return self._names[value]

    def _named(self, value: TheValue) -> Iterator[str]:
        """What a value is called, as far as it can be told from other words."""
        field = self._domain.labels.get(value.field)
        words = field.values.get(value.value) if field else None
        named = (*words.en, *words.zh, words.many) if words else ()
        for phrase in (" ".join(keys(name)) for name in (value.value, *named) if name):
            if len(phrase) >= SHORTEST or HAN.search(phrase):
                yield phrase


def _alike(said: str, phrases: Iterable[str]) -> bool:
    telling = len(said) >= SHORTEST or HAN.search(said)
    return bool(telling) and any(fuzz.ratio(said, phrase) >= ALIKE for phrase in phrases)


def place(within: Sequence[str], words: Sequence[str]) -> int | None:
    """Where words stand in a row within others, None where they do not."""
    if not words:
        return None
    starts = range(len(within) - len(words) + 1)
    return next((at for at in starts if tuple(islice(within, at, at + len(words))) == tuple(words)), None)


def wished(acts: Iterable[Act], value: TheValue) -> Act | None:
    """The act by which a value is asked for or liked, None when it is not."""
    for act in acts:
        match act:
            case Refine(Includes(field, values)) if field == value.field and value.value in values:
                return act
            case Like(TheValue() as liked) if liked == value:
                return act
            case _:
                pass
    return None


def spurned(acts: Iterable[Act], value: TheValue) -> bool:
    """Whether a value is excluded or disliked."""
    for act in acts:
        match act:
            case Negate(Excludes(field, values)) if field == value.field and value.value in values:
                return True
            case Dislike(TheValue() as disliked) if disliked == value:
                return True
            case _:
                pass
    return False


__all__ = ["ALIKE", "Confirming", "place", "spurned", "wished"]
