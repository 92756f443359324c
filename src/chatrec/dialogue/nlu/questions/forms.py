"""The patterns of questions, made ready for one catalogue: with its fields and with what may be much or little."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.questions import en, zh
from chatrec.dialogue.nlu.words.phrases import Pattern
from chatrec.domains.base import Domain

WORDS = r".+?"  # of a slot; in Chinese it may be empty, and what was spoken of is meant


class Asks(StrEnum):
    """What a pattern asks for."""

    WORKS = "works"
    FACT = "fact"
    LEVEL = "level"
    FIELD = "field"
    JUDGE = "judge"
    COMPARE = "compare"
    EXTREME = "extreme"
    WHETHER = "whether"


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern: what it asks for, of which field, whether the words can mean little else, and its language's words."""

    asks: Asks
    about: str
    sure: bool
    pattern: re.Pattern[str]
    language: ModuleType

    @property
    def chinese(self) -> bool:
        """Whether it reads Chinese; else English."""
        return self.language is zh


PLACE = "city"  # what "where is it?" asks for, of what has a place
PLACES = frozenset({"city", "region", "country"})


class Forms:
    """All patterns in the order in which they are tried. Made once; 0.2 s."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self.levels = _level_words(domain)
        self.fields = _field_words(catalogue, domain)
        self._placed = not PLACES.isdisjoint(catalogue.fields) and domain.facts is None
        self.all = tuple(self._made())

    def _made(self) -> Iterator[Form]:
        for language in (en, zh):
            for asks, table in _tables(language, levels=bool(self.levels), fields=bool(self.fields)):
                yield from (
                    Form(asks, pattern.about, pattern.sure, self._compiled(pattern, language), language)
                    for pattern in table
                    if pattern.about != PLACE or self._placed
                )

    def _compiled(self, pattern: Pattern, language: ModuleType) -> re.Pattern[str]:
        words = WORDS if language is en else WORDS.replace("+", "*")
        text = pattern.text.replace("{much}", f"(?P<much>{_any(self.levels)})", 1).replace("{much}", "(?P=much)")
        for name, slot in (
            ("what", f"(?P<what>{words})"),
            ("who", f"(?P<who>{WORDS})"),
            ("value", f"(?P<value>{WORDS})"),
            ("verb", language.VERBS),
            ("field", f"(?P<field>{_any(self.fields)})"),
        ):
            text = _filled(text, name, slot)
        return re.compile(f"{language.BEGIN}(?:{text}){language.END}")


def _filled(text: str, name: str, slot: str) -> str:
    """The text with its slot in place; further ones of the same name, as alternatives have, are numbered from 2 on."""
    first, *others = text.split(f"{{{name}}}")
    for number, other in enumerate(others, start=1):
        numbered = slot.replace(f"(?P<{name}>", f"(?P<{name}{number}>", 1) if number > 1 else slot
        first = f"{first}{numbered}{other}"
    return first


def _tables(language: ModuleType, *, levels: bool, fields: bool) -> Iterator[tuple[Asks, Sequence[Pattern]]]:
    yield Asks.WHETHER, language.TRUTHS
    yield Asks.WORKS, language.WORKS
    yield Asks.FACT, language.FACTS
    if levels:
        yield Asks.LEVEL, language.LEVELS
    if fields:
        yield Asks.FIELD, language.FIELDS
    yield Asks.EXTREME, language.EXTREMES
    yield Asks.COMPARE, language.COMPARED
    yield Asks.JUDGE, language.JUDGED
    yield Asks.WHETHER, language.WHETHER


def _level_words(domain: Domain) -> Mapping[str, str]:
    """The field of each word for what there may be much of, or for what stands at an end of an ordered field: "hard"."""
    ordered = {
        word: name
        for name, known in domain.labels.items()
        if known.order
        for word in (*known.more.en, *known.less.en, *known.more.zh, *known.less.zh)
    }
    return ordered | {
        word: name
        for name, known in domain.numbers.items()
        if known.much is not None
        for word in (*known.much.en, *known.much.zh)
    }


def _field_words(catalogue: Catalogue, domain: Domain) -> Mapping[str, str]:
    """The field of each of its names."""
    labels = {name: known.words for name, known in domain.labels.items()}
    named = labels | {name: known.words for name, known in domain.numbers.items()}
    words = {word.lower(): name for name in named for word in (*named[name].en, *named[name].zh)}
    return words | {name.lower().replace("_", " "): name for name in catalogue.fields}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


__all__ = ["Asks", "Form", "Forms"]
