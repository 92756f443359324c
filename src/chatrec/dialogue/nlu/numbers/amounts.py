"""Ranges of any number but the year, by the number's name or unit: "under 20 dollars", "price below 20", "20元以下"."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import inf, nextafter
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.budgets import budgets
from chatrec.dialogue.nlu.numbers.numerals import WORDED, worded
from chatrec.dialogue.nlu.words.marks import Span
from chatrec.domains.base import DURATIONS, Domain, NumberField, Words

YEAR = "year"
MOST = 20  # amounts a message
AROUND = 0.1  # the share on either side of "around 20 dollars"
BELOW = "under|below|less than|lower than|cheaper than|fewer than|shorter than|<(?!=)|低于|小于|少于|短于|不到|不足"
UP_TO = (
    "at most|up to|no more than|not more than|no longer than|not longer than|no higher than|not over|not exceeding|max|maximum|within|<=|"
    "不超过|不高于|不大于|不长于|不多于|至多|最多|最长"
)
# What somebody has to spend: time or money, and nothing else that has a unit.
SPARE = "i have|i've got|i got|we have|we've got|we got|only have|only got|just have|just got|have only|have just|got only|have about|got about"
ABOVE = "over|above|more than|higher than|longer than|>(?!=)|高于|大于|多于|长于|超过"
FROM = (
    "at least|no less than|not less than|no shorter than|not shorter than|no fewer than|min|minimum|starting at|>=|"
    "不低于|不小于|不少于|不短于|至少|最少|最短"
)
LONG = re.compile("long|short|长|短")  # a word that says by itself what it measures: "no longer than 110"
LENGTHS = ("runtime", *DURATIONS, "pages")
NEAR = "around|about|roughly|approximately|大约|大概|约"
NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
# Numbers in words, as they stand before a unit, beside those of `numerals`.
SPELT: Mapping[str, float] = MappingProxyType(
    {
        "one and a half": 1.5, "two and a half": 2.5, "half an": 0.5, "half a": 0.5, "a": 1.0, "an": 1.0,
        "一个半": 1.5, "两个半": 2.5, "半个": 0.5, "半": 0.5,
    }
)  # fmt: skip
MYRIAD = 10_000.0  # "两万元以下"
HALF = 0.5  # of "2 and a half hours"
SYMBOL = "[$€£¥]"
ENDS_CLAUSE = re.compile(r"\s*(?:$|[,.;!?，。；！？]|and\b|or\b|but\b|please\b|if\b|的)")
# A length as it stands before what is so long: "a 10-hour course", "90分钟的电影".
ADJECTIVE = re.compile(
    rf"(?:a )?(?:{NUMBER}|{WORDED})[ -]?(?:minute|hour|day|night|week|month|min|hr|分钟|个?小时|天|晚|周|个星期|个月)"
)
FREE = re.compile(
    r"\bfor free\b|\bfree(?= (?:ones?|of charge|[a-z-]*(?:courses?|class(?:es)?|tours?|items?|products?|books?|apps?|games?)\b))|免费(?!取消|退|送|早|停|wi)的?"
)
PRICED = "dollars"  # the unit of the field that a currency sign speaks of


Ends = tuple[float | None, float | None]
ENDS: Mapping[str, Callable[[float], Ends]] = MappingProxyType(
    {
        "below": lambda number: (None, nextafter(number, -inf)),
        "up_to": lambda number: (None, number),
        "spare": lambda number: (None, number),
        "or_less": lambda number: (None, number),
        "above": lambda number: (nextafter(number, inf), None),
        "from": lambda number: (number, None),
        "or_more": lambda number: (number, None),
        "near": lambda number: (number * (1 - AROUND), number * (1 + AROUND)),
        "or_so": lambda number: (number * (1 - AROUND), number * (1 + AROUND)),
    }
)


class Amount(NamedTuple):
    """A range of a number field and where it stands in the text."""

    start: int
    end: int
    span: Span


class Amounts:
    """Finds amounts of one catalogue's number fields; nothing where it has none but the year."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        fields = {name for item in catalogue for name in item.numbers} - {YEAR}
        self._names: dict[str, str] = {}
        self._units: dict[str, tuple[str, float]] = {}  # the field, and how many of its own units one of these is
        self._exact = {field for field in fields if (known := domain.numbers.get(field)) is not None and known.exact}
        self._lasting = fields & {"runtime", *DURATIONS}
        self._reach = {
            field: (min(numbers), max(numbers))
            for field in fields
            if (numbers := [item.numbers[field] for item in catalogue if field in item.numbers])
        }
        self._free = any(item.numbers.get("price") == 0 for item in catalogue)
        self._priced: str | None = None
        self._length = next((name for name in LENGTHS if name in fields), None)
        for field in sorted(fields):
            known = domain.numbers.get(field, NumberField(Words(en=(field,))))
            self._names |= {name.lower(): field for name in (field, *known.words.en, *known.words.zh)}
            if known.unit is not None:
                self._units |= dict.fromkeys((*known.unit.en, *known.unit.zh), (field, 1.0))
                self._priced = field if PRICED in known.unit.en else self._priced
            for times, unit in known.larger.items():
                self._units |= dict.fromkeys((*unit.en, *unit.zh), (field, times))
        self._pattern = _pattern(self._names, self._units) if fields else None

    def __call__(self, text: str) -> tuple[Amount, ...]:
        """Every amount in a normalised, lower-case text."""
        found = () if self._pattern is None else tuple(self._found(self._pattern, text))
        free = islice(FREE.finditer(text), MOST if self._free else 0)
        return (
            *found,
            *self._budgets(text, found),
            *(Amount(*match.span(), Span("price", None, 0.0)) for match in free),
        )

    def _budgets(self, text: str, found: Sequence[Amount]) -> Iterator[Amount]:
        """Prices in round numbers, which say more than what was `found` within them."""
        for budget in budgets(text) if self._priced else ():
            beside = [one for one in found if one.start < budget.end and budget.start < one.end]
            if self._priced and all(budget.start <= one.start and one.end <= budget.end for one in beside):
                yield Amount(budget.start, budget.end, Span(self._priced, budget.low, budget.high))

    def _found(self, pattern: re.Pattern[str], text: str) -> Iterator[Amount]:
        for match in islice(pattern.finditer(text), MOST):
            field, times = self._field(match)
            adjective = field in self._lasting and ADJECTIVE.fullmatch(text, match.start(), match.end()) is not None
            nearly = _near(match, times) if adjective and field not in self._exact else None
            if field is not None and nearly is not None:
                yield Amount(match.start(), match.end(), Span(field, *nearly))
                continue
            ends = _ends(
                match, times, exact=field in self._exact and bool(match["unit"]) and match["spelt"] not in {"a", "an"}
            )
            owned = match["spare"] and field not in {self._length, self._priced, *self._lasting}  # "I have 16 GB"
            if field is not None and ends is not None and not owned:
                # "coming of age over 90 minutes": the name before is of another field than the unit.
                foreign = match["name"] and match["unit"] and self._names[match["name"]] != field
                end = match.end("unit") if match["odd"] and times <= 1.0 else match.end()
                yield Amount(match.end("name") if foreign else match.start(), end, Span(field, *ends))

    def _field(self, match: re.Match[str]) -> tuple[str | None, float]:
        """The field that a match speaks of, and how many of its units one of the unit is that stands there."""
        if match["unit"]:
            return self._units[match["unit"]]
        if match["name"]:
            return self._names[match["name"]], 1.0
        compared = match["below"] or match["up_to"] or match["above"] or match["from"]
        if compared and LONG.search(compared) and not match["symbol"]:
            return self._length, 1.0
        return self._priced if match["symbol"] or self._can_only_cost(match, compared) else None, 1.0

    def _can_only_cost(self, match: re.Match[str], compared: str | None) -> bool:
        """Whether "under 200" ends a clause and says a number that of all fields only prices have."""
        if (
            self._priced is None
            or not compared
            or match["first"] is None
            or not ENDS_CLAUSE.match(match.string, match.end())
        ):
            return False
        number = float(match["first"])
        return [field for field, (low, high) in self._reach.items() if low <= number <= high] == [self._priced]


def _pattern(names: Mapping[str, str], units: Mapping[str, tuple[str, float]]) -> re.Pattern[str]:
    """Amounts as they are said. Of "from 1995 to 2004 at least an hour" the "at least" is of what follows, for no unit stands before it."""
    return re.compile(
        rf"""
        (?<![a-z0-9.])
        (?:(?P<name>{_any(names)})\s*(?:is\ |of\ |should\ be\ |must\ be\ |在|要)?\s*)?
        (?:(?P<below>{_phrases(BELOW)})|(?P<spare>{_phrases(SPARE)})|(?P<up_to>{_phrases(UP_TO)})|(?P<above>{_phrases(ABOVE)})
          |(?P<from>{_phrases(FROM)})|(?P<near>{_phrases(NEAR)})|(?:between|from|从))?\s*
        (?P<symbol>{SYMBOL})?(?:(?P<first>{NUMBER})(?P<half>\ and\ a\ half|个半)?|(?P<spelt>{_any(SPELT)}|{WORDED})(?=万?[\s-]*(?:{_any(units)})))
        (?P<myriad>万)?
        (?:\s*(?:to|and|-|~|到|至)\s*{SYMBOL}?(?P<second>{NUMBER}))?
        (?:[\s-]*(?P<unit>{_any(units)})(?:(?P<odd_half>\ and\ a\ half)|{_odd(units)})?)?
        (?:\s*(?:(?P<or_less>以下|以内|之内|or\ less|or\ cheaper|or\ under|or\ shorter|max(?:imum)?|tops|at\ (?:the\ )?most)
          |(?P<or_more>以上|起|or\ more|or\ above|or\ longer|min(?:imum)?|at\ (?:the\ )?least)|(?P<or_so>左右|上下))(?(unit)|(?!\ (?:\d|{_any(SPELT)}|{WORDED}))))?
        (?![a-z0-9])
        """,
        re.VERBOSE,
    )


def _near(match: re.Match[str], times: float) -> Ends | None:
    """Around the number of a match that compares with nothing; None where it does, or names one alone: "one hour"."""
    number = float(match["first"]) if match["spelt"] is None else worded(match["spelt"])
    if number is None or number == 1 or any(match[name] for name in ENDS) or match["second"]:
        return None
    return ENDS["near"](times * number + _odd_number(match, times))


def _odd(units: Mapping[str, tuple[str, float]]) -> str:
    """What stands behind a unit in units of a smaller one, fewer than sixty: "an hour and 45 minutes", 1小时45分钟, "1h45"."""
    parted = {field for field, times in units.values() if times > 1.0}
    smaller = _any(unit for unit, (field, times) in units.items() if times == 1.0 and field in parted)
    return rf"(?:\ and)?[\ 零]?(?:(?P<odd>[1-5]?\d|{WORDED})\s*(?:{smaller})|(?<=\dh)\ ?(?P<odd_digits>[0-5]\d))"


def _any(words: Iterable[str]) -> str:
    """Any of the words, the longest first; a pattern that never matches where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _phrases(alternatives: str) -> str:
    return alternatives.replace(" ", r"\ ")


def _ends(match: re.Match[str], times: float, *, exact: bool) -> Ends | None:
    """The range that a match says, in units of the field; None when it only names a number, unless that is meant `exact`ly."""
    half = HALF if match["half"] or match["odd_half"] else 0.0
    said = match["spelt"]
    number = float(match["first"]) if said is None else SPELT.get(said, worded(said))
    if number is None:
        return None
    first = times * (number + half) * (MYRIAD if match["myriad"] else 1) + _odd_number(match, times)
    if match["second"]:
        second = times * float(match["second"])
        return min(first, second), max(first, second)
    compared = next((name for name, words in match.groupdict().items() if words and name in ENDS), None)
    if compared is None:
        return (first, first) if exact else None
    return ENDS[compared](first)


def _odd_number(match: re.Match[str], times: float) -> float:
    """What stands behind a unit in a smaller one; nothing behind one that has none: of "100 euros a night" a night is no part."""
    if times <= 1.0:
        return 0.0
    odd = match["odd"] or match["odd_digits"] or "0"
    return float(odd if odd.isdigit() else worded(odd) or 0)


__all__ = ["Amount", "Amounts"]
