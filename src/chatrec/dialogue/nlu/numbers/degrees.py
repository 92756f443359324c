"""Numbers by adjectives, "short", "not too long", "cheaper": against the catalogue's own quarters, or against an item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import inf, nextafter
from typing import NamedTuple

import numpy as np

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.words.marks import Span
from chatrec.domains.base import DURATIONS, Domain

MOST = 10  # adjectives a message
YEAR, PRICE = "year", "price"
MUCH = frozenset({"higher", "better", "greater", "高", "长", "大", "多"})
# What has much or little of a number, in each language: long and short, dear and cheap.
ADJECTIVES: Mapping[tuple[str, ...], tuple[str, str, str, str]] = {
    ("runtime", *DURATIONS, "pages"): ("long|lengthy", "short|brief", "长", "短"),
    ("price",): ("expensive|pricey|costly", "cheap|inexpensive|affordable", "贵", "便宜|平价"),
    ("weight_g", "weight", "weight_kg"): ("heavy", "light|lightweight", "重", "轻便|轻"),
    ("rating", "stars"): (
        "highly rated|well rated|well-rated|top rated|top-rated",
        "badly rated|poorly rated",
        "高分|好评",
        "低分|差评",
    ),
}
COMPARED = {"better rated": "well rated", "higher rated": "well rated", "more highly rated": "well rated", "better reviewed": "well rated",
            "longer": "long", "lengthier": "lengthy", "shorter": "short", "briefer": "brief", "pricier": "pricey", "cheaper": "cheap",
            "heavier": "heavy", "lighter": "light"}  # fmt: skip
NOT_SO = r"(?:not|nothing|isn't|aren't|don't\ be)\ (?:too|so|very|that|overly|terribly)|too"
NOT_SO_ZH = "不要?太|别太|不能太|不那么|不怎么|不是很|没那么|不算|太|过于"
TOO = frozenset({"too", "太", "过于"})
BEHIND = r"\ (?:film|movie|book|novel|album|song|phone|laptop|one|read|flick)s?\b"


class Degree(NamedTuple):
    """A range that an adjective says, where it stands, and which way it goes from an item beside which it stands."""

    start: int
    end: int
    span: Span
    more: bool | None = None


class Degrees:
    """Finds adjectives of the numbers that a catalogue has; nothing where it has none of them. Built in O(items)."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._words: dict[str, tuple[str, bool]] = {}  # the field, and whether it has much of it
        self._quarters: dict[str, tuple[float, float]] = {}
        for fields, (much, little, much_zh, little_zh) in ADJECTIVES.items():
            field = next((name for name in fields if name in catalogue.fields), None)
            if field is None:
                continue
            numbers = [item.numbers[field] for item in catalogue if field in item.numbers]
            first, third = np.quantile(numbers, [0.25, 0.75]).tolist() if numbers else (0.0, 0.0)
            self._quarters[field] = (first, third)
            self._words |= dict.fromkeys((*much.split("|"), *much_zh.split("|")), (field, True))
            self._words |= dict.fromkeys((*little.split("|"), *little_zh.split("|")), (field, False))
        self._words |= {said: self._words[word] for said, word in COMPARED.items() if word in self._words}
        named = {name: known for name, known in domain.numbers.items() if name in self._quarters}
        self._names = {word: name for name, known in named.items() for word in (*known.words.en, *known.words.zh)}
        nouns = tuple(re.escape(noun) for noun in domain.noun.en)
        self._pattern = _pattern(self._words, self._names, nouns) if self._words else None

    @property
    def words(self) -> Mapping[str, tuple[str, bool]]:
        """Every adjective with its field and whether what it is said of has much of it."""
        return self._words

    def __call__(self, text: str) -> tuple[Degree, ...]:
        """Every adjective in a normalised, lower-case text."""
        return () if self._pattern is None else tuple(self._found(self._pattern, text))

    def _found(self, pattern: re.Pattern[str], text: str) -> Iterator[Degree]:
        for match in islice(pattern.finditer(text), MOST):
            field, much = self._meant(match)
            first, third = self._quarters[field]
            if match["not"] or match["not_zh"]:
                span = Span(field, None, third) if much else Span(field, first, None)
                complains = (match["not"] or match["not_zh"]) in TOO
                yield Degree(match.start(), match.end(), span, more=not much if complains else None)
            else:
                span = Span(field, third, None) if much else Span(field, None, first)
                end = match.end("word_before") if match["word_before"] else match.end()
                compared = (
                    match["name"] or match["name_zh"] or match["word_than"] or match["word_zh"] or match["word_bit_zh"]
                )
                yield Degree(match.start(), end, span, more=much if compared else None)

    def _meant(self, match: re.Match[str]) -> tuple[str, bool]:
        """The field that a match speaks of, and whether much of it is meant."""
        if named := match["name"] or match["name_zh"]:
            return self._names[named], (match["way"] or match["way_zh"]) in MUCH
        return self._words[next(said for name, said in match.groupdict().items() if said and name.startswith("word"))]


def beside(field: str, number: float, *, more: bool) -> Span:
    """What is more, or less, than an item's number: the years after it, any other number beyond it."""
    if field == YEAR:
        return Span(field, number + 1, None) if more else Span(field, None, number - 1)
    return Span(field, nextafter(number, inf), None) if more else Span(field, None, nextafter(number, -inf))


def _pattern(words: Mapping[str, tuple[str, bool]], names: Mapping[str, str], nouns: Sequence[str]) -> re.Pattern[str]:
    english = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word.isascii())
    comparatives = "|".join(re.escape(word) for word in COMPARED if word in words) or "(?!)"
    chinese = "|".join(sorted((word for word in words if not word.isascii()), key=len, reverse=True))
    cheap = (
        "|".join(re.escape(word) for word, (field, _) in words.items() if field == PRICE and word.isascii()) or "(?!)"
    )
    return re.compile(
        rf"""
        (?<![a-z0-9'])(?P<not>{NOT_SO})\ (?P<word_not>{english})\b
        |(?<![a-z0-9'])(?P<word_than>{comparatives})(?:\ ones?|\ films?|\ movies?)?\b(?!\ than)
        |(?<![a-z0-9'])(?P<word_before>{english})(?={BEHIND}|\ (?:{"|".join(nouns)})\b)
        |(?<![a-z0-9'])(?P<word_cheap>{cheap})(?=(?:\ [a-z-]+){{1,3}}\ (?:{"|".join(nouns)})\b)
        |(?<![a-z0-9'])(?:a\ |with\ (?:a\ )?)?(?P<way>higher|better|greater|lower|smaller)\ (?P<name>{_any(names, ascii_only=True)})\b(?!\ than)
        |(?P<name_zh>{_any(names, ascii_only=False)})(?:要|能)?(?:更|再)?(?P<way_zh>[高低长短大小多少])(?:一?点|一?些)的?
        |(?<![a-z0-9'])(?P<word_fine>{english})(?=\ (?:is|ones\ are|would\ be)\ (?:fine|ok|okay|alright|all\ right))
        |(?:something|anything)\ (?P<word_thing>{english})\b(?!\ (?:of|on|story))
        |(?P<not_zh>{NOT_SO_ZH})(?P<word_not_zh>{chinese})
        |(?:更|再)(?P<word_zh>{chinese})(?:一?点|一?些)?的?
        |(?:稍微?|要)?(?P<word_bit_zh>{chinese})(?:一点|点|一些|些)(?:的|儿)?
        """,
        re.VERBOSE,
    )


def _any(names: Mapping[str, str], *, ascii_only: bool) -> str:
    fitting = (name for name in names if name.isascii() is ascii_only)
    return "|".join(re.escape(name) for name in sorted(fitting, key=len, reverse=True)) or "(?!)"


__all__ = ["TOO", "Degree", "Degrees", "beside"]
