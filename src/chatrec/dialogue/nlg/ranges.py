"""Ranges of numbers as a person says them: "no longer than 97 minutes", "from 1994 or earlier", 片长不超过97分钟."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.core.query import Between, Locale, Outside
from chatrec.dialogue.nlg.degrees import degree
from chatrec.dialogue.nlg.spans import Shape, span
from chatrec.dialogue.nlg.units import PRICES, measured, number_said, unit_said
from chatrec.domains.base import DURATIONS, Domain

FREE: Mapping[Locale, str] = {"en": "for free", "zh": "免费"}
YEAR, AGE = "year", "age"
Forms = Mapping[
    Shape, str
]  # {low} and {high} come with their unit, {first} is the low one without; {field} by its name


def _english(plain: str, least: str, most: str, *, above: str, below: str) -> Forms:
    """The forms of a field: around an amount, then by what stands before one that is not to be left, or not reached."""
    return MappingProxyType(
        {
            Shape.EXACT: plain.format("{low}"),
            Shape.RANGE: plain.format("{first} to {high}"),
            Shape.FROM: least.format("{low}"),
            Shape.OVER: above.format("{low}"),
            Shape.TO: most.format("{high}"),
            Shape.UNDER: below.format("{high}"),
        }
    )


LASTING = _english("{} long", "at least {} long", "no longer than {}", above="longer than {}", below="shorter than {}")
PRICED = _english(
    "priced at {}",
    "priced at {} or more",
    "priced at no more than {}",
    above="priced above {}",
    below="priced below {}",
)
RATED = _english(
    "rated {}", "rated {} or better", "rated no better than {}", above="rated above {}", below="rated below {}"
)
STORING = _english(
    "with {} of {{field}}", "with at least {} of {{field}}", "with at most {} of {{field}}", above="with more than {} of {{field}}",
    below="with less than {} of {{field}}",
)  # fmt: skip
EQUIPPED = _english(
    "with {}", "with at least {}", "with at most {}", above="with more than {}", below="with less than {}"
)
PAGED = _english("of {}", "of at least {}", "of no more than {}", above="of more than {}", below="of fewer than {}")
HAVING = _english(
    "with {{field}} of {}", "with {{field}} of at least {}", "with {{field}} of at most {}", above="with {{field}} above {}",
    below="with {{field}} below {}",
)  # fmt: skip
SUITABLE: Forms = MappingProxyType(
    {
        Shape.EXACT: "suitable from the age of {low}",
        Shape.RANGE: "suitable from the age of {first} to {high}",
        Shape.FROM: "not suitable before the age of {low}",
        Shape.OVER: "not yet suitable at the age of {low}",
        Shape.TO: "suitable at the age of {high}",
        Shape.UNDER: "suitable before the age of {high}",
    }
)
DATED: Forms = MappingProxyType(
    {
        Shape.EXACT: "from {low}",
        Shape.DECADE: "from the {low}s",
        Shape.RANGE: "from {first} to {high}",
        Shape.FROM: "from {low} on",
        Shape.OVER: "from after {low}",
        Shape.TO: "from {high} or earlier",
        Shape.UNDER: "from before {high}",
    }
)
CHINESE: Forms = MappingProxyType(
    {
        Shape.EXACT: "{field}{low}",
        Shape.RANGE: "{field}{first}到{high}",
        Shape.FROM: "{field}至少{low}",
        Shape.OVER: "{field}超过{low}",
        Shape.TO: "{field}不超过{high}",
        Shape.UNDER: "{field}不到{high}",
    }
)
SUITABLE_ZH: Forms = MappingProxyType(
    {
        Shape.EXACT: "{low}岁起适合",
        Shape.RANGE: "{first}到{high}岁起适合",
        Shape.FROM: "{low}岁起才适合",
        Shape.OVER: "超过{low}岁才适合",
        Shape.TO: "适合{high}岁",
        Shape.UNDER: "不到{high}岁也适合",
    }
)
DATED_ZH: Forms = MappingProxyType(
    {
        Shape.EXACT: "{low}年",
        Shape.DECADE: "{low}年代",
        Shape.RANGE: "{first}到{high}年",
        Shape.FROM: "{low}年及以后",
        Shape.OVER: "{low}年以后",
        Shape.TO: "{high}年及以前",
        Shape.UNDER: "{high}年以前",
    }
)
OF_FIELD: Mapping[Locale, Mapping[str, Forms]] = {
    "en": {
        "runtime": LASTING, **dict.fromkeys(DURATIONS, LASTING), "pages": PAGED, "price": PRICED, "rating": RATED, AGE: SUITABLE,
        YEAR: DATED, "stars": EQUIPPED, "storage_gb": STORING, "ram_gb": EQUIPPED,
    },
    "zh": {AGE: SUITABLE_ZH, YEAR: DATED_ZH},
}  # fmt: skip
ANY: Mapping[Locale, str] = {"en": "of any {field}", "zh": "{field}不限"}
OTHERWISE: Mapping[Locale, Forms] = {"en": HAVING, "zh": CHINESE}


def ranged(constraint: Between | Outside, domain: Domain, locale: Locale) -> str:
    """The range of a constraint in words, to stand behind a noun in English and before one in Chinese."""
    if constraint.field in PRICES and isinstance(constraint, Between) and constraint.high == 0:
        return FREE[locale]
    if said := degree(constraint, domain, locale):
        return said
    field, named = constraint.field, span(constraint)
    name = _name(field, domain, locale)
    if named.shape is Shape.ANY:
        return ANY[locale].format(field=name)
    forms = OF_FIELD[locale].get(field, OTHERWISE[locale])
    if forms is HAVING:
        name = f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
    unit = unit_said(field, 2, locale, domain)
    if locale == "zh" and (unit.endswith(name) or (field == "pages" and unit)):
        name = ""  # the unit says it
    ends = {
        place: measured(field, end, locale, domain)
        for place, end in (("low", named.low), ("high", named.high))
        if end is not None
    }
    first = "" if named.low is None else number_said(field, named.low, domain)
    if named.shape is Shape.RANGE and domain.currency:
        ends["high"] = ends["high"].removeprefix(f"{domain.currency} ")
    return forms[named.shape].format(field=name, first=first, **ends)


def _name(field: str, domain: Domain, locale: Locale) -> str:
    """The name of what is measured: of a level, that it is one."""
    name, known = domain.say_field(field, locale), domain.numbers.get(field)
    if known is None or known.much is None:
        return name
    return f"level of {name}" if locale == "en" else f"{name}程度"


__all__ = ["ranged"]
