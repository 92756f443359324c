"""What Chinese speakers say of money in round numbers and without its unit: 两三百的, 百来块, 3k以内, 一千左右, 预算五百."""

import re
from collections.abc import Iterator
from itertools import islice
from math import inf, nextafter
from typing import NamedTuple

from chatrec.dialogue.nlu.numbers.numerals import DIGITS, UNITS, number

MOST = 10  # budgets a message
AROUND = 0.1  # the share on either side of 一千左右
ROUGHLY = 0.2  # and of 百来块, which is rougher
LEAST = 10  # what costs less is no thing that one looks for here, and 一块看 is "together"
YEARS = range(1880, 2100)  # "1990到1995" is of years, unless money is named

TIMES = {**UNITS, "k": 1000, "w": 10_000, "万": 10_000}
NUMERAL = f"[{''.join((*DIGITS, *UNITS))}]"
VALUE = rf"\d{{1,7}}(?:\.\d{{1,2}})?[kw百千万]?|{NUMERAL}+万?{NUMERAL}*"
PAIR = r"[一二两三四五六七八九]{2}[十百千万]"
UNIT = r"块钱|块(?!儿|[看去来])|元|人民币|rmb|美元|美金|刀(?![片枪剑])|欧元"
PATTERN = re.compile(
    rf"""
    (?<![a-z\d.第年月])(?P<budget>预算(?:大概|大约|差不多|[是在为只有就也])*\ *)?
    (?:(?P<up_to>最多|顶多|顶天|撑死|(?:[别不](?:要|能)?超过?)|不高于|控制在|限)|(?P<below>不到|低于|不足|少于|小于)
      |(?P<above>高于|超过|大于|多于)|(?P<from>至少|最少|起码|不低于|不少于)|(?P<near>大概|大约|差不多|约莫?))?
    (?:(?P<pair>{PAIR})|(?P<few>几[十百千万]|十几)|(?P<dozens>上[百千万])|(?P<rough>[百千万](?:十?来|把))|(?P<first>{VALUE}))
    (?P<odd>多)?(?P<unit>{UNIT})?(?:\ *[-~到至]\ *(?P<second>{VALUE})(?P<unit2>{UNIT})?)?
    (?:(?P<or_less>以内|以下|之内|之下|[往向]下|封顶|内)|(?P<or_more>以上|之上|[往向]上|起步?)|(?P<or_so>左右|上下|出头|附近))?
    (?P<behind>的?预算)?(?P<end>的|之间|就?行|就?可以|$|\ *[,，。!！?？;；\ 吧呗咯啊])?
    """,
    re.VERBOSE,
)
COMPARES = ("up_to", "below", "above", "from", "or_less", "or_more", "or_so")


class Budget(NamedTuple):
    """A range of prices, None = open, and where it stands in the text."""

    start: int
    end: int
    low: float | None
    high: float | None


def budgets(text: str) -> Iterator[Budget]:
    """Every budget in a normalised, lower-case text; 10 us for a short message."""
    for match in islice(PATTERN.finditer(text), MOST):
        told = _told(match)
        if told is not None and _of_money(match, *told):
            low, high = _ends(match, *told)
            yield Budget(match.start(), match.start("end") if match["end"] else match.end(), low, high)


def _told(match: re.Match[str]) -> tuple[float, float] | None:
    """The least and the most that the number by itself may be; None where the numerals say none."""
    if match["pair"]:
        said = match["pair"]
        return DIGITS[said[0]] * TIMES[said[2]], DIGITS[said[1]] * TIMES[said[2]]
    if match["few"]:
        times = TIMES[match["few"][1]] if match["few"] != "十几" else 1
        return (10, 19) if times == 1 else (times, 10 * times - 1)
    if match["dozens"]:
        return TIMES[match["dozens"][1]], inf
    if match["rough"]:
        about = TIMES[match["rough"][0]]
        return about * (1 - ROUGHLY), about * (1 + ROUGHLY)
    first, second = worth(match["first"]), worth(match["second"] or match["first"])
    if first is None or second is None:
        return None
    if match["odd"]:  # 一百多 is less than two hundred, 一千五百多 less than sixteen hundred
        return first, nextafter(first + _last_place(first), -inf)
    if match["second"] and match["second"][-1] in TIMES and match["first"][-1] not in TIMES and first < TIMES["十"]:
        first *= TIMES[match["second"][-1]]  # "3到5千"
    return min(first, second), max(first, second)


def worth(said: str) -> float | None:
    """The number that digits with 百, 千, 万, k or w, or Chinese numerals, say.

    >>> worth("3k"), worth("1.5万"), worth("两千五"), worth("一万二"), worth("800")
    (3000.0, 15000.0, 2500.0, 12000.0, 800.0)
    """
    if said[0].isdecimal():
        return float(said) if said[-1].isdecimal() else round(float(said[:-1]) * TIMES[said[-1]], 6)
    myriads, _, rest = said.rpartition("万")
    ones = number(rest) if rest else 0
    if ones is None or (myriads and number(myriads) is None):
        return None
    unsaid = 1000 if myriads and len(rest) == 1 else 1
    return float((number(myriads) or 0) * TIMES["万"] + ones * unsaid)


def _last_place(amount: float) -> float:
    place = 1.0
    while amount % (10 * place) == 0:
        place *= 10
    return place


def _of_money(match: re.Match[str], low: float, high: float) -> bool:
    """Whether a number is a price: money or a budget is named, or it is compared, or so rough that little else is meant."""
    if high < LEAST:
        return False
    if match["unit"] or match["unit2"] or match["budget"] or match["behind"]:
        return True
    if match["end"] is None:
        return any(match[name] for name in COMPARES) and low >= LEAST and not _counts(match)
    if match["second"]:
        return not {low, high} <= set(YEARS)
    spoken = match["first"] is None or match["odd"] or match["near"] or match["first"][-1] in TIMES
    return any(match[name] for name in COMPARES) or bool(spoken)


def _counts(match: re.Match[str]) -> bool:
    """Whether something else than money is counted: "3部以上", "不超过90分钟"; a thing may follow a comparison behind the number."""
    return not (match["or_less"] or match["or_more"] or match["or_so"])


def _ends(match: re.Match[str], low: float, high: float) -> tuple[float | None, float | None]:
    if match["up_to"] or match["or_less"]:
        return None, high
    if match["below"]:
        return None, nextafter(low, -inf)
    if match["above"]:
        return nextafter(high, inf), None
    if match["from"] or match["or_more"] or high == inf:
        return low, None
    if low < high:
        return low, high
    if (match["budget"] or match["behind"]) and not match["or_so"]:
        return None, high
    return low * (1 - AROUND), high * (1 + AROUND)


__all__ = ["Budget", "budgets", "worth"]
