"""Items of the list by what sets them apart: "the shortest one", "the least violent", "最新的那部"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chatrec.core.acts import TheField, TheItem
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.degrees import ADJECTIVES, YEAR
from chatrec.dialogue.nlu.words.text import Word
from chatrec.domains.base import Domain

SHORTEST_FORMS = {"heavy": "heaviest", "pricey": "priciest", "costly": "costliest", "lengthy": "lengthiest"}
YEARS = {
    "newest": True, "latest": True, "most recent": True, "youngest": True, "oldest": False, "earliest": False,
    "最新": True, "最近": True, "最晚": True, "最老": False, "最早": False, "最旧": False,
}  # fmt: skip
BEHIND_EN = re.compile(
    r"(?: (?:one|film|movie|book|album|song|phone|laptop|item|thing|product))?(?: (?:of|from|in) (?:them|these|those|the list|all|your list))?"
)
BEHIND_ZH = re.compile(r"(?:的)?(?:(?:那|这|一)?[部个本款台双首张件])?(?:电影|片子|片|书)?")


class Way(NamedTuple):
    """The field by which items differ, and whether the most of it is meant."""

    field: str
    most: bool


class Extremes:
    """The superlatives for which a catalogue has numbers. Built in O(fields)."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._ways = dict(_ways(catalogue, domain))
        self._pattern = re.compile(
            "|".join(re.escape(said) for said in sorted(self._ways, key=len, reverse=True)) or "(?!)"
        )

    def of(self, words: Sequence[Word], shown: Sequence[int]) -> tuple[TheItem, TheField] | None:
        """The item of the list that all of the words point at, the first of several, and the field that sets it apart; None
        where they are no superlative, or where no item of the list has that number.
        """
        chinese = bool(words) and words[0].han
        said = ("" if chinese else " ").join(word.key for word in words).removeprefix("the ")
        match = self._pattern.match(said)
        if match is None or not (BEHIND_ZH if chinese else BEHIND_EN).fullmatch(said, match.end()):
            return None
        field, most = self._ways[match[0]]
        numbers = {row: self._catalogue[row].numbers.get(field) for row in shown}
        known = {row: number for row, number in numbers.items() if number is not None}
        if not known:
            return None
        row = max(known, key=lambda row: known[row] if most else -known[row])
        return TheItem(row, said), TheField(field)


def _ways(catalogue: Catalogue, domain: Domain) -> Iterator[tuple[str, Way]]:
    if YEAR in catalogue.fields:
        yield from ((said, Way(YEAR, most)) for said, most in YEARS.items())
    for fields, (much, little, much_zh, little_zh) in ADJECTIVES.items():
        field = next((name for name in fields if name in catalogue.fields), None)
        if field is not None:
            yield from _superlatives(field, much, much_zh, most=True)
            yield from _superlatives(field, little, little_zh, most=False)
    yield from _by_name(catalogue, domain)
    for name, known in domain.numbers.items():
        if known.much is not None and name in catalogue.fields:
            for word in known.much.en:
                yield f"most {word}", Way(name, most=True)
                yield f"least {word}", Way(name, most=False)
            for word in known.much.zh:
                yield f"最{word}", Way(name, most=True)
                yield f"最不{word}", Way(name, most=False)


def _by_name(catalogue: Catalogue, domain: Domain) -> Iterator[tuple[str, Way]]:
    """By the name of a number or by its unit: "the highest rating", "the most stars", "评分最高"."""
    for name, known in domain.numbers.items():
        if name not in catalogue.fields or name == YEAR:
            continue
        for word in known.words.en:
            yield from ((f"{much} {word}", Way(name, most=True)) for much in ("highest", "best", "biggest"))
            yield from ((f"{little} {word}", Way(name, most=False)) for little in ("lowest", "smallest", "worst"))
        for word in known.unit.en[:1] if known.unit is not None and name != "price" else ():
            yield f"most {word}", Way(name, most=True)
            yield f"fewest {word}", Way(name, most=False)
        for word in known.words.zh:
            yield from ((f"{word}{much}", Way(name, most=True)) for much in ("最高", "最长", "最多", "最大"))
            yield from ((f"{word}{little}", Way(name, most=False)) for little in ("最低", "最短", "最少", "最小"))


def _superlatives(field: str, english: str, chinese: str, *, most: bool) -> Iterator[tuple[str, Way]]:
    for word in english.split("|"):
        yield SHORTEST_FORMS.get(word, f"{word}est"), Way(field, most=most)
        yield f"most {word}", Way(field, most=most)
        yield f"least {word}", Way(field, most=not most)
    for word in chinese.split("|"):
        yield f"最{word}", Way(field, most=most)


__all__ = ["Extremes", "Way"]
