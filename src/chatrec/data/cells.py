"""A column of text as a whole: numbers with their unit ("12 hours", "€49"), yes and no, or labels, one or several a cell."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from chatrec.data.usual import HAN, LASTING, asks_whether, counted, parted, usual_field

YES, NO = "yes", "no"
_YES = frozenset(["yes", "y", "true", "✓", "✔", "√", "是", "有", "可", "可以", "支持", "提供", "含"])
_NO = frozenset(["no", "n", "false", "✗", "✘", "×", "否", "无", "没有", "不可", "不可以", "不支持", "不提供", "不含"])
NOTHING = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "/",
        "n/a",
        "na",
        "nan",
        "null",
        "?",
        "tbd",
        "tba",
        "未知",
        "暂无",
        "不详",
        "(no genres listed)",
    }
)
_BITS = frozenset("01")
_RATED = frozenset(("分", "星", "星级", "star", "stars"))  # units that the field's name says already
_FREE = frozenset(["free", "gratis", "免费", "免费课程"])
_NUMBER = r"\d[\d.,]*(?<![.,])"
_BESIDE = r"(?:approx(?:imately)?\.?|about|around|from|up\s+to|ca\.|约|大约|~|≈)"
_PER = r"(?:\s*(?:/|per|a|每)\s*(?:night|person|course|month|晚|人|夜|间|门)|起|\+|左右|每晚)*"
_QUANTITY = re.compile(
    rf"(?:{_BESIDE}\s*)?(?P<before>[^\d\s.,+-][^\d\s]{{0,3}})?\s*(?P<first>{_NUMBER})(?:\s*(?:-|–|—|~|～|to|至|到)\s*(?P<last>{_NUMBER}))?"
    rf"\s*(?P<unit>[^\d\s]\D{{0,13}}?)??{_PER}",
    re.IGNORECASE,
)
_PART = re.compile(rf"({_NUMBER})\s*([^\d\s.,]+)")
_OUT_OF = re.compile(r"(?<=\d)\s*/\s*(?:5|10|100)$")  # the scale of a rating, "4.5/5"
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_MONEY: Mapping[str, str] = MappingProxyType(
    {
        "USD": "usd $ us$ dollars dollar 美元 美金", "EUR": "eur € euro euros 欧元", "GBP": "gbp £ pounds pound 英镑",
        "CNY": "cny rmb cn¥ 元 块 人民币 yuan", "JPY": "jpy yen 日元 円", "HKD": "hkd hk$ 港币 港元", "TWD": "twd nt$ 新台币",
        "CHF": "chf 瑞士法郎", "AUD": "aud a$ 澳元", "CAD": "cad c$ 加元", "SGD": "sgd s$ 新加坡元", "INR": "inr ₹ rs", "KRW": "krw ₩ 韩元",
        "SEK": "sek", "NOK": "nok", "DKK": "dkk", "PLN": "pln", "BRL": "brl r$", "THB": "thb ฿ 泰铢", "NZD": "nzd",
    }
)  # fmt: skip
_CURRENCY = MappingProxyType({name: code for code, names in _MONEY.items() for name in names.split()})
_YUAN_OR_YEN = frozenset("¥￥")
_UNIT_OF = MappingProxyType({name: unit for unit, names in LASTING.items() for name in names})
_MINUTES = MappingProxyType(
    {"minutes": 1.0, "hours": 60.0, "days": 1_440.0, "nights": 1_440.0, "weeks": 10_080.0, "months": 43_200.0}
)
PRICE, DURATION = "price", "duration"
_LISTS = frozenset(["tag", "feature", "amenity", "season", "month", "topic", "theme", "keyword", "genre", "actor"])
_COMMAS = re.compile(r"\s*[|;；、]\s*|\s*[,，]\s*")
_HARD = re.compile(r"\s*[|]\s*")
LONGEST_PART = 30  # characters of one of several values
MOST_ODD = 0.05  # the share of cells in a column of numbers that may be none; they are told of
LEAST_NUMBERS = 3  # different ones with a unit that we do not know, else it is a label: "4K", "5G"
LEAST_ROWS = 8  # of a column whose commas are judged by how its parts recur


class Quantity(NamedTuple):
    """A number and its unit as it is written; "" where there is none."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a column is: its field, what a cell says of it, as a number (None = nothing) or as labels, and in which currency."""

    field: str
    number: Callable[[str], float | None] | None = None
    values: Callable[[str], tuple[str, ...]] | None = None
    currency: str = ""


def column(name: str, cells: Sequence[str], header: Sequence[str] = ()) -> Column:
    """Reads a column by its name and all its cells; `header` are all names, for a field that they hold keeps its name.

    It holds numbers where every cell is one, but for one in twenty, with one unit or with several of time, which become the commonest: the field is
    then called "duration_hours", and minutes have no suffix. Of a range, "8-10 weeks", the larger end counts. Else it holds labels;
    cells of yes and no are "yes" and "no". What says nothing ("", "-", "n/a") counts for neither. Cost O(cells).
    """
    given = [cell.strip() for cell in cells if cell.strip().lower() not in NOTHING]
    quantities = [_quantity(cell) for cell in given]
    found = [one for one in quantities if one is not None]
    said = {cell.lower() for cell in given}
    if said and (said <= _YES | _NO or (said <= _BITS and asks_whether(name))):
        return _kept(Column(usual_field(name), values=_yes_or_no), name, header)
    if given and len(given) - len(found) <= len(given) * MOST_ODD:
        read = _measured(found, name)
        if read is not None:
            return _kept(read, name, header)
    field = usual_field(name)
    split = _COMMAS if field in _LISTS or _recurs(given) else _HARD
    return _kept(Column(field, values=lambda cell: _parts(cell, split)), name, header)


def _kept(read: Column, name: str, header: Sequence[str]) -> Column:
    """The column under its own name where another is called as its field is, or becomes it first."""
    others = header[: header.index(name)] if name in header else ()
    taken = read.field != name and (read.field in header or any(usual_field(one) == read.field for one in others))
    return Column(name.strip(), read.number, read.values, read.currency) if taken else read


def _quantity(cell: str) -> Quantity | None:
    if cell.lower() in _FREE:
        return Quantity(0.0, "")
    cell = _OUT_OF.sub("", cell)
    together = _together(cell)
    if together is not None:
        return together
    found = _QUANTITY.fullmatch(cell)
    if found is None:
        return _plain(cell)
    before, unit = (found["before"] or "").strip(), (found["unit"] or "").strip()
    if (before and unit) or (before and before.lower() not in _CURRENCY and before not in _YUAN_OR_YEN):
        return None
    first, last = _number(found["first"]), _number(found["last"] or found["first"])
    number = last if first is not None and last is not None and first <= last else None
    return None if number is None else Quantity(number, (before or unit).lower())


def _plain(cell: str) -> Quantity | None:
    """A bare number in any form that Python reads, as -3 and 1e5."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return Quantity(number, "") if math.isfinite(number) else None


def _together(cell: str) -> Quantity | None:
    """A time in several units, "1 h 30 min", in the first of them; None where it is none."""
    parts = [(_number(number), _UNIT_OF.get(unit.lower())) for number, unit in _PART.findall(cell)]
    if len(parts) < 2 or _PART.sub("", cell).strip(" ,和and"):
        return None
    (first, largest), *rest = parts
    if first is None or largest is None or any(number is None or unit is None for number, unit in rest):
        return None
    if largest == "days" and rest[0][1] == "nights":
        return Quantity(first, "days")
    minutes = sum(number * _MINUTES[unit] for number, unit in parts if number is not None and unit is not None)
    return Quantity(minutes / _MINUTES[largest], largest)


def _number(text: str) -> float | None:
    """A number with either sign for thousands: 1,299.00 and 1.299,00; None for anything else."""
    if _THOUSANDS.fullmatch(text):
        decimal = "," if text.rfind(",") > text.rfind(".") >= 0 else "."
        text = text.replace("." if decimal == "," else ",", "").replace(",", ".")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def _measured(found: Sequence[Quantity], name: str) -> Column | None:
    """A column of numbers, with a unit in the cells, in its name or none; None where the units do not go together."""
    base, ending = parted(name)
    units = Counter(one.unit for one in found if one.unit)
    if not units:
        return _unmeasured(base, ending, name)
    lasting = {_UNIT_OF.get(unit) for unit in units}
    if None not in lasting:
        commonest = _UNIT_OF[units.most_common(1)[0][0]]
        field = DURATION if counted(name) else usual_field(base if ending.lower() in _UNIT_OF else name)
        return Column(_lasting(field, commonest), lambda cell: _lasted(cell, commonest))
    money = {_currency(unit, name) for unit in units}
    if None not in money:
        return Column(usual_field(name), _bare, currency="".join(filter(None, money)) if len(money) == 1 else "")
    unit, *others = units
    if others or units.total() < len(found) or len({one.number for one in found}) < LEAST_NUMBERS:
        return None
    return Column(usual_field(name) if unit in _RATED else f"{usual_field(name)}_{unit}", _bare)


def _unmeasured(base: str, ending: str, name: str) -> Column:
    """A column of bare numbers, whose name may end in a unit, "price_eur", or be one, "days"."""
    unit = counted(name) or (_UNIT_OF.get(ending.lower(), "") if usual_field(base) == DURATION else "")
    if unit:
        return Column(_lasting(DURATION, unit), _bare)
    code = _currency(ending.lower(), name) if ending else None
    return Column(usual_field(base), _bare, currency=code) if code else Column(usual_field(name), _bare)


def _currency(unit: str, name: str) -> str | None:
    if unit in _YUAN_OR_YEN:
        return "CNY" if HAN.search(name) else "JPY"
    return _CURRENCY.get(unit)


def _lasting(field: str, unit: str) -> str:
    """The field of a time in a unit: "duration_hours"; minutes are the unit of a duration that says none."""
    stem = field.removesuffix(f"_{unit}")
    return stem if unit == "minutes" else f"{stem}_{unit}"


def _bare(cell: str) -> float | None:
    found = None if cell.lower() in NOTHING else _quantity(cell)
    return None if found is None else found.number


def _lasted(cell: str, unit: str) -> float | None:
    found = None if cell.lower() in NOTHING else _quantity(cell)
    if found is None:
        return None
    own = _UNIT_OF.get(found.unit, unit)
    return found.number if own == unit else round(found.number * _MINUTES[own] / _MINUTES[unit], 4)


def _yes_or_no(cell: str) -> tuple[str, ...]:
    said = cell.lower()
    return () if said in NOTHING else (YES,) if said in _YES or said == "1" else (NO,)


def _parts(cell: str, split: re.Pattern[str]) -> tuple[str, ...]:
    """The distinct values of a cell that may hold several."""
    found = (part.strip() for part in split.split(cell))
    return tuple(dict.fromkeys(part for part in found if part.lower() not in NOTHING))


def _recurs(cells: Sequence[str]) -> bool:
    """Whether commas part values: all short, and far fewer different ones than different cells, as no names or sentences are."""
    if len(cells) < LEAST_ROWS or not any(_COMMAS.search(cell) for cell in cells):
        return False
    parts = {part for cell in cells for part in _COMMAS.split(cell)}
    return len(parts) * 3 <= len(set(cells)) * 2 and all(0 < len(part) <= LONGEST_PART for part in parts)


__all__ = ["NO", "NOTHING", "YES", "Column", "column"]
