"""Years, decades and ranges of them, in the forms in which people write them.

"before 1980" ends in 1979 and "after 2000" begins in 2001; "since 1990" and "1990年以后" begin in 1990, because 以后 is
commonly meant to include its year. A range holds both its ends; "around 1995" is 1993 to 1997. Two digits are years of 1930 to 2029.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from chatrec.dialogue.nlu.numbers.numerals import number

FIRST, LAST = 1880, 2099  # years that a number of four digits is taken for
MOST_ATOMS = 50  # a message; nobody means more
AROUND = 2  # years on either side of "around 1995"
PIVOT = 30  # two digits from here up belong to the 20th century

WORD_DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990, "noughties": 2000,
}  # fmt: skip
HAN_DIGIT = "〇零一二三四五六七八九"
ATOM = re.compile(
    rf"""
      (?P<decades>[{HAN_DIGIT[3:]}]{{2,3}})十年代                                    # 八九十年代
    | (?:20世纪|二十世纪|上世纪|上个世纪|21世纪|本世纪)?(?P<han_decade>[{HAN_DIGIT[2:]}])十年代   # 九十年代
    | (?:20世纪|二十世纪|上世纪|上个世纪)?(?P<decade>(?:1[89]|20)?\d0)年代               # 90年代
    | (?<![a-z0-9.])'?(?P<s_decade>(?:1[89]|20)?\d0)'?s(?![a-z0-9])                               # 1990s, '90s, 90's
    | (?<![a-z])(?P<word_decade>{"|".join(WORD_DECADES)})(?![a-z])
    | (?P<han_year>[{HAN_DIGIT}]{{4}}|[二两]千)年
    | (?<![\w.])'(?P<tick_year>\d{{2}})(?![\d%]|'?s)                                            # '94
    | (?<!\d)(?P<short_year>\d{{2}}|[{HAN_DIGIT}]{{2}})年(?!代)
    | (?<![\d.$€£¥#])(?P<year>1[89]\d\d|20\d\d)(?![\d%]|\.\d)年?
    """,
    re.VERBOSE,
)
BETWEEN = re.compile(
    r"\s*(?:年)?\s*(?:to|through|thru|until|till|up to|and|-|~|到|至|和|与)\s*(?:the\s+)?(?:early |mid |late )?"
)
UNITED = re.compile(r"\s*(?:and|or|/|,|、|和|或|或者|以及)\s*(?:the\s+)?")
LEAD = re.compile(
    r"(?:(?P<since>\b(?:since|starting (?:in|from)|(?:no|not) (?:earlier|older) than|not before)\b|不早于|>=)"
    r"|(?P<until>\b(?:until|till|up to|by|up until|(?:no|not) later than)\b|不晚于|截至|截止到?|<=)"
    r"|(?P<before>\b(?:before|b4|prior to|pre|earlier than|older than|preceding)\b-?|早于|<)"
    r"|(?P<after>\b(?:after|post|later than|newer than|following)\b-?|晚于|>)"
    r"|(?P<around>\b(?:around|circa|approximately|roughly|somewhere near|close to)\b|大约|大概|约)"
    r"|(?P<range>\b(?:between|from)|在|从))\s*(?:the\s+|year\s+|the year\s+)?(?P<part>(?:early|mid|late)[ -])?$",
    re.IGNORECASE,
)
OF_LIFE = re.compile(r"\b(?:my|our|his|her|their|your) (?:early |mid |late |mid-)?$")  # "a woman in her 50s"
PART = re.compile(r"(?:^|\s|-)(?P<part>early|mid|middle|late)[ -](?:of )?(?:the )?$", re.IGNORECASE)
TRAIL = re.compile(
    r"\s*(?P<part>早期|初期?|中期|中叶|后期|晚期|末期?)?\s*"
    r"(?:(?P<around>左右|上下|前后)|(?P<before>(?:以|之)前|前(?!几|面|\d|[一二三四五六七八九十]))"
    r"|(?P<since>(?:及?以|之)后|以来|起|开始|往后|后(?!面)|\b(?:on|onwards?|(?:and|or) (?:later|newer|up|after(?! *\d)))\b|\+)"
    r"|(?P<until>及以前|\b(?:and|or) (?:earlier|older|before(?! *\d))\b))?",
    re.IGNORECASE,
)
EARLY, MIDDLE = {"early", "早期", "初", "初期"}, {"mid", "middle", "中期", "中叶"}


class Range(NamedTuple):
    """A range of years and where it stands in the text; None = open. `bare` = one plain number of four digits."""

    start: int
    end: int
    low: int | None
    high: int | None
    bare: bool = False


def ranges(text: str) -> tuple[Range, ...]:
    """Every range of years in a normalised, lower-case text."""
    atoms = [
        Range(match.start(), match.end(), *_years(match), bare=match["year"] is not None)
        for match in islice(ATOM.finditer(text), MOST_ATOMS)
    ]
    meant = [atom for atom in atoms if _plausible(atom) and not OF_LIFE.search(text[: atom.start])]
    return tuple(_spread(_joined(meant, text), text))


def _plausible(atom: Range) -> bool:
    return atom.low is not None and FIRST <= atom.low <= LAST


def _years(match: re.Match[str]) -> tuple[int, int]:
    """The first and last year of an atom; (0, 0) when its numerals say no year."""
    kind, said = next((kind, said) for kind, said in match.groupdict().items() if said)
    if kind == "decades":
        spoken = [number(char) or 0 for char in said]
        return 1900 + 10 * spoken[0], 1909 + 10 * spoken[-1]
    if kind == "word_decade":
        return WORD_DECADES[said], WORD_DECADES[said] + 9
    value = 2000 if said[-1:] == "千" else number(said) or 0
    if kind == "han_decade":
        return _decade(10 * value)
    if kind in {"decade", "s_decade"}:
        return _decade(value)
    year = _century(value) if kind in {"short_year", "tick_year"} else value
    return year, year


def _decade(value: int) -> tuple[int, int]:
    first = value if value >= 100 else _century(value)
    return first, first + 9


def _century(value: int) -> int:
    return value + (1900 if value >= PIVOT or value == 20 else 2000)


def _joined(atoms: Sequence[Range], text: str) -> Iterator[Range]:
    """Atoms, two of them as one range where words make them its ends ("1990 to 1995", "从1990到1995")."""
    at = 0
    while at < len(atoms):
        first = atoms[at]
        second = atoms[at + 1] if at + 1 < len(atoms) else None
        if second is not None and _are_ends(first, second, text):
            yield Range(first.start, second.end, first.low, second.high)
            at += 2
        else:
            yield first
            at += 1


def _are_ends(first: Range, second: Range, text: str) -> bool:
    link = text[first.end : second.start]
    if not BETWEEN.fullmatch(link) or (first.low or 0) > (second.high or 0):
        return False
    told = LEAD.search(text[max(0, first.start - 24) : first.start])
    ranged = told is not None and told["range"] is not None
    if re.fullmatch(r"\s*(?:and|和|与)\s*(?:the\s+)?", link):
        return (ranged and "between" in text[max(0, first.start - 12) : first.start]) or _neighbours(first, second)
    return told is None or ranged


def _neighbours(first: Range, second: Range) -> bool:
    """Decades next to each other: "80s and 90s" is one range."""
    return not first.bare and first.high is not None and second.low == first.high + 1


def _spread(atoms: Iterator[Range], text: str) -> Iterator[Range]:
    """Atoms with the words around them: "before", "以后", "early"."""
    end = 0
    for atom in atoms:
        if atom.low is None or atom.high is None:
            continue
        before, after = text[max(end, atom.start - 32) : atom.start], text[atom.end : atom.end + 16]
        lead, trail = LEAD.search(before), TRAIL.match(after)
        low, high = _part(atom, before, trail)
        start = atom.start - (len(before) - lead.start() if lead else 0)
        stop = atom.end + (trail.end() if trail else 0)
        end = stop
        yield _opened(Range(start, stop, low, high, atom.bare and not lead), lead, trail)


def _part(atom: Range, before: str, trail: re.Match[str] | None) -> tuple[int, int]:
    low, high = atom.low or 0, atom.high or 0
    early = PART.search(before)
    part = (early["part"].lower() if early else None) or (trail["part"] if trail else None)
    if part is None or high - low != 9:
        return low, high
    return (low, low + 4) if part in EARLY else (low + 3, low + 6) if part in MIDDLE else (low + 5, high)


def _opened(span: Range, lead: re.Match[str] | None, trail: re.Match[str] | None) -> Range:
    low, high = span.low or 0, span.high or 0
    told = {name for match in (lead, trail) if match for name, said in match.groupdict().items() if said}
    if "around" in told and low == high:
        return span._replace(low=low - AROUND, high=high + AROUND)
    if "before" in told:
        return span._replace(low=None, high=low - 1)
    if "after" in told:
        return span._replace(low=high + 1, high=None)
    if "until" in told:
        return span._replace(low=None)
    if "since" in told:
        return span._replace(high=None)
    return span


__all__ = ["Range", "ranges"]
