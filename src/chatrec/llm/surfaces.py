"""How facts may be said: every phrase by which a number, a title, a value or a wish may appear in a sentence."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations
from types import MappingProxyType

from chatrec.core.catalogue import Item
from chatrec.core.query import Between, Constraint, Excludes, Includes, Locale, Outside
from chatrec.dialogue.nlg.spans import Shape, span
from chatrec.dialogue.nlg.templates import LANGUAGES
from chatrec.domains.base import Domain, named, titled

PLAIN = str.maketrans("‘’“”„`", "''\"\"\"'")
SPACED = re.compile(r"\s*([\u3000-\u9fff])\s*")
DIGITS_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
DIGITS_ZH = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
DECADES_EN = {20: "twenties", 30: "thirties", 40: "forties", 50: "fifties", 60: "sixties", 70: "seventies",
              80: "eighties", 90: "nineties"}  # fmt: skip
WITHOUT_EN = (
    "no {}", "with no {}", "without {}", "without any {}", "free of {}", "leaving out {}", "excluding {}", "{}-free", "none of them {}",
    "no {} at all", "not {}",
)  # fmt: skip
WITHOUT_ZH = (
    "不要{}", "没有{}", "不含{}", "排除{}", "已经排除{}", "去掉{}", "不带{}", "不包括{}", "不包含{}", "{}都去掉了", "{}除外", "避开{}",
)  # fmt: skip

YEARS: Mapping[Locale, Mapping[Shape, tuple[str, ...]]] = MappingProxyType({
    "en": {
        Shape.EXACT: ("from {low}", "of {low}", "in {low}", "{low}"),
        Shape.FROM: (
            "from {low} on", "from {low} onwards", "from {low} onward", "from {low} or later", "since {low}", "{low} or later",
            "from {low} and later", "no earlier than {low}",
        ),
        Shape.OVER: ("from after {low}", "later than {low}", "after {low}"),
        Shape.UNDER: ("from before {high}", "before {high}", "earlier than {high}"),
        Shape.TO: (
            "up to {high}", "until {high}", "from {high} or earlier", "{high} or earlier", "{high} or before",
            "from {high} or before", "no later than {high}", "made no later than {high}",
        ),
        Shape.RANGE: (
            "from {low} to {high}", "between {low} and {high}", "{low} to {high}", "{low}-{high}", "{low}–{high}",
        ),
    },
    "zh": {
        Shape.EXACT: ("{low}年",),
        Shape.FROM: ("{low}年及以后", "{low}年及之后", "{low}年起", "{low}年以来", "不早于{low}年", "{low}年或更晚"),
        Shape.TO: ("{high}年及以前", "{high}年及之前", "不晚于{high}年", "截至{high}年", "{high}年或更早"),
        Shape.RANGE: ("{low}到{high}年", "{low}年到{high}年", "{low}至{high}年", "{low}-{high}年", "{low}年至{high}年"),
    },
})  # fmt: skip


def of_number(n: int, locale: Locale) -> tuple[str, ...]:
    """A count in digits and, up to twenty in English and ninety-nine in Chinese, in words."""
    if locale == "en":
        return (str(n), DIGITS_EN[n]) if n < len(DIGITS_EN) else (str(n),)
    if n == 2:
        return "2", "二", "两"
    if n < 10:
        return str(n), DIGITS_ZH[n]
    if n >= 100:
        return (str(n), "一百") if n == 100 else (str(n),)
    tens, ones = divmod(n, 10)
    return str(n), ("" if tens == 1 else DIGITS_ZH[tens]) + "十" + (DIGITS_ZH[ones] if ones else "")


def of_title(item: Item, locale: Locale, *, unique: bool) -> tuple[str, ...]:
    """A title with its year; alone only where no other item has it."""
    titles = dict.fromkeys((titled(item, locale), item.title))
    dated = [named(item, locale), named(item, "en")]
    if "year" in item.numbers:
        year = f"{item.numbers['year']:g}"
        dated += [
            form.format(title, year)
            for title in titles
            for form in ("{} ({})", "{}（{}）", '"{}" ({})', "《{}》({})", "《{}》（{}）")
        ]
    alone = [form.format(title) for title in titles for form in ("{}", '"{}"', "《{}》")] if unique else []
    return tuple(dict.fromkeys((*dated, *alone)))


def of_noun(domain: Domain, locale: Locale) -> tuple[str, ...]:
    """What an item is called; of the Chinese words only the two plain ones, for the others say more ("大片")."""
    return domain.noun.en if locale == "en" else domain.noun.zh[:2] or domain.noun.en


def of_value(field: str, value: str, domain: Domain, locale: Locale) -> tuple[str, ...]:
    """The words of a value, but for those that other values of the field have too: "romantic comedy" says two things."""
    known = domain.labels.get(field)
    words = known.values.get(value) if known else None
    if known is None or words is None:
        return (domain.say_value(field, value, locale),)
    if locale == "en":
        others = {word for name, other in known.values.items() if name != value for word in other.en}
        own = [*words.en, *([words.many] if words.many else [])]
        own += [word.replace("-", " ") for word in own if "-" in word]
    else:
        others = {word for name, other in known.values.items() if name != value for word in other.zh}
        own = list(words.zh or words.en)
    first = own[0]
    return tuple(word for word in own if word == first or word not in others)


def of_wish(constraint: Constraint, domain: Domain, locale: Locale) -> tuple[str, ...]:
    """A hard wish; what removes is said with the word that removes."""
    template = LANGUAGES[locale].wish(constraint, domain)
    match constraint:
        case Includes(field, values):
            bare = field in domain.labels and not domain.labels[field].names
            return (template, *(_joined(values, field, domain, locale) if bare else ()))
        case Excludes(field, values):
            forms = WITHOUT_EN if locale == "en" else WITHOUT_ZH
            return (
                template,
                *(form.format(value) for value in _joined(values, field, domain, locale) for form in forms),
            )
        case Between(field):
            return (template, *(_years(constraint, locale) if field == "year" else ()))
        case Outside():
            return (template,)


def _joined(values: Sequence[str], field: str, domain: Domain, locale: Locale) -> Iterator[str]:
    """Values to choose from; with all of their words where there is one value, else with ours."""
    if len(values) == 1:
        yield from of_value(field, values[0], domain, locale)
        return
    for order in permutations(values) if len(values) <= 3 else (values,):
        words = [domain.say_value(field, value, locale) for value in order]
        yield LANGUAGES[locale].alternatives(words)
        if locale == "en":
            yield LANGUAGES[locale].alternatives([domain.say_many(field, value) for value in order])


def _years(constraint: Between, locale: Locale) -> Iterable[str]:
    shape, *ends = span(constraint)
    low, high = ("" if end is None else f"{end:g}" for end in ends)
    if shape is Shape.DECADE:
        return _decade_en(low) if locale == "en" else _decade_zh(low)
    return (form.format(low=low, high=high) for form in YEARS[locale].get(shape, ()))


def _decade_en(low: str) -> Iterator[str]:
    short, word = f"{low[2:]}s", DECADES_EN.get(int(low) - 1900, "")
    for name in (f"{low}s", *((short, f"'{short}", word) if word else ())):
        yield from (name, f"from the {name}", f"of the {name}", f"in the {name}")


def _decade_zh(low: str) -> Iterator[str]:
    yield f"{low}年代"
    if int(low) - 1900 in DECADES_EN:
        ten = f"{DIGITS_ZH[int(low[2])]}十年代"
        for name in (f"{low[2:]}年代", ten):
            yield from (name, f"上世纪{name}", f"20世纪{name}", f"二十世纪{name}")


@lru_cache(maxsize=4096)
def compiled(surfaces: tuple[str, ...], exact: bool) -> re.Pattern[str]:
    """What finds any of the surfaces in a normal text, the longest first, as whole words and whole numbers."""
    longest = sorted({normal(surface) for surface in surfaces if surface}, key=len, reverse=True)
    return re.compile("|".join(map(_whole, longest)) or "(?!)", 0 if exact else re.IGNORECASE)


def normal(text: str) -> str:
    """One form for what looks alike: widths, quotation marks, spaces beside Chinese."""
    alike = unicodedata.normalize("NFKC", text.translate(PLAIN)).translate(PLAIN)
    return SPACED.sub(r"\1", " ".join(alike.split()))


def _whole(surface: str) -> str:
    numeral = r"(?<![\d零一二两三四五六七八九十百千万亿几半多])(?<!\d[.,])"
    before = after = ""
    if surface[0].isdigit() or surface[0] in "零一二两三四五六七八九十":
        before = numeral + "(?<![-$£€¥第近a-zA-Z])"
    elif surface[0].isascii() and surface[0].isalnum():
        before = r"(?<![a-zA-Z\d'])"
    if surface[-1].isdigit() or surface[-1] in "零一二两三四五六七八九十":
        after = r"(?![\d%]|[.,]\d|[零一二两三四五六七八九十百千万亿几半多]|[a-zA-Z])"
    elif surface[-1].isascii() and surface[-1].isalnum():
        after = r"(?![a-zA-Z\d]|'[a-z])"
    return f"{before}{re.escape(surface)}{after}"


__all__ = ["compiled", "normal", "of_noun", "of_number", "of_title", "of_value", "of_wish"]
