"""Facts as what follows a title: "was directed by Joel Coen", "由乔尔·科恩执导"."""

from collections.abc import Mapping, Sequence

from chatrec.core.query import Locale
from chatrec.dialogue.nlg.language import Language
from chatrec.dialogue.nlg.units import PRICES, measured
from chatrec.dialogue.points import Amount, Levels, Stated
from chatrec.domains.base import DURATIONS, Domain, Words

ENGLISH: Mapping[str, str] = {
    "director": "was directed by {what}",
    "directed_by": "was directed by {what}",
    "writer": "was written by {what}",
    "written_by": "was written by {what}",
    "author": "was written by {what}",
    "actor": "stars {what}",
    "starring": "stars {what}",
    "artist": "is by {what}",
    "year": "came out in {what}",
    "runtime": "runs for {what}",
    **dict.fromkeys(DURATIONS, "lasts {what}"),
    "stars": "has {what}",
    "level": "is at {what} level",
    "city": "is in {what}",
    "provider": "is by {what}",
    "season": "is for {what}",
    "pages": "has {what}",
    "language": "is in {what}",
    "country": "was made in {what}",
    "genre": "belongs to {what}",
    "category": "belongs to {what}",
    "theme": "is about {what}",
    "mood": "feels {what}",
    "pace": "is {what}",
    "franchise": "belongs to the series {what}",
    "series": "belongs to the series {what}",
    "award": "won {what}",
    "based_on": "is based on {what}",
    "age": "is suitable from the age of {what}",
    "price": "costs {what}",
    "rating": "is rated {what}",
    "brand": "is made by {what}",
    "colour": "is {what}",
    "color": "is {what}",
}
CHINESE: Mapping[str, str] = {
    "director": "由{what}执导",
    "directed_by": "由{what}执导",
    "writer": "由{what}编剧",
    "written_by": "由{what}编剧",
    "author": "的作者是{what}",
    "actor": "由{what}主演",
    "starring": "由{what}主演",
    "artist": "是{what}的作品",
    "year": "是{what}年的",
    "runtime": "长{what}",
    **dict.fromkeys(DURATIONS, "时长{what}"),
    "stars": "是{what}",
    "level": "的难度是{what}",
    "city": "在{what}",
    "provider": "由{what}提供",
    "season": "适合{what}",
    "pages": "有{what}",
    "language": "说的是{what}",
    "country": "出自{what}",
    "genre": "属于{what}",
    "category": "属于{what}",
    "theme": "讲的是{what}",
    "mood": "的氛围：{what}",
    "pace": "的节奏：{what}",
    "franchise": "属于{what}系列",
    "series": "属于{what}系列",
    "award": "获得过{what}",
    "based_on": "改编自{what}",
    "age": "适合{what}岁以上的观众",
    "price": "的价格是{what}",
    "rating": "的评分是{what}",
    "brand": "的品牌是{what}",
    "colour": "的颜色是{what}",
    "color": "的颜色是{what}",
}
FREE: Mapping[Locale, str] = {"en": "is free", "zh": "是免费的"}
PHRASES: Mapping[Locale, Mapping[str, str]] = {"en": ENGLISH, "zh": CHINESE}
# How much of something: from 0, none, to 3.
AMOUNTS: Mapping[Locale, tuple[str, ...]] = {
    "en": ("no {what}", "hardly any {what}", "some {what}", "a lot of {what}"),
    "zh": ("没有{what}", "只有一点{what}", "有一些{what}", "有不少{what}"),
}
# What questions call a field for which a domain has no words.
NAMES: Mapping[str, Words] = {
    "director": Words(en=("director",), zh=("导演",)),
    "writer": Words(en=("writer",), zh=("编剧",)),
    "actor": Words(en=("actors",), zh=("演员",)),
    "artist": Words(en=("artist",), zh=("音乐人",)),
    "maker": Words(en=("maker",), zh=("品牌",)),
    "brand": Words(en=("brand",), zh=("品牌",)),
    "year": Words(en=("year",), zh=("年份",)),
    "runtime": Words(en=("length",), zh=("长度",)),
    "language": Words(en=("language",), zh=("语言",)),
    "country": Words(en=("country",), zh=("国家",)),
    "genre": Words(en=("genre",), zh=("类型",)),
    "theme": Words(en=("theme",), zh=("主题",)),
    "plot": Words(en=("plot",), zh=("剧情",)),
    "based_on": Words(en=("what it is based on",), zh=("原著",)),
    "award": Words(en=("awards",), zh=("奖项",)),
    "franchise": Words(en=("series",), zh=("系列",)),
    "mood": Words(en=("mood",), zh=("氛围",)),
    "pace": Words(en=("pace",), zh=("节奏",)),
    "price": Words(en=("price",), zh=("价格",)),
    "rating": Words(en=("rating",), zh=("评分",)),
    "age": Words(en=("suitable age",), zh=("适合年龄",)),
}


def stated(slot: Stated | Levels | Amount, language: Language, domain: Domain) -> str:
    """The words of a fact."""
    locale = language.locale
    match slot:
        case Amount(field, number):
            return measured(field, number, locale, domain)
        case Levels(levels):
            return _levels(levels, language, domain)
        case Stated(field, values, number):
            if number is not None and _is_level(field, domain):
                return _level(field, number, locale, domain)
            if number == 0 and field in PRICES:
                return FREE[locale]
            what = language.listed(values) if number is None else measured(field, number, locale, domain)
            return _phrase(field, what, locale, domain)


def _phrase(field: str, what: str, locale: Locale, domain: Domain) -> str:
    """What a field says of an item, behind its title; by the field's name where we have no words."""
    known = domain.labels.get(field)
    if known is not None and known.whether:
        return what if locale == "zh" else f"comes with {what}"
    named = "has the {field} {what}" if locale == "en" else "的{field}是{what}"
    return PHRASES[locale].get(field, named).format(what=what, field=domain.say_field(field, locale))


def field_name(field: str, locale: Locale, domain: Domain) -> str:
    """The domain's word for a field, else ours for what questions ask about, else the column's own name."""
    said = domain.say_field(field, locale)
    return NAMES[field].say(locale) if said == field and field in NAMES else said


def has_phrase(field: str, domain: Domain) -> bool:
    """Whether a fact of the field can be said as a sentence of its own."""
    known = domain.labels.get(field)
    return field in ENGLISH or _is_level(field, domain) or (known is not None and known.whether)


def _is_level(field: str, domain: Domain) -> bool:
    known = domain.numbers.get(field)
    return known is not None and known.much is not None


def _level(field: str, level: float, locale: Locale, domain: Domain) -> str:
    return _much(level, domain.say_field(field, locale), locale)


def _levels(levels: Sequence[tuple[str, float]], language: Language, domain: Domain) -> str:
    """Most first, those of one level together: "a lot of violence, and some sex and swearing"."""
    locale = language.locale
    names: dict[float, list[str]] = {}
    for field, level in sorted(levels, key=lambda one: -one[1]):
        names.setdefault(level, []).append(domain.say_field(field, locale))
    said = [_much(level, language.listed(names[level]), locale) for level in names]
    return (
        "，".join(said) if locale == "zh" else ", and ".join([said[0], *(one.removeprefix("has ") for one in said[1:])])
    )


def _much(level: float, what: str, locale: Locale) -> str:
    amounts = AMOUNTS[locale]
    said = amounts[min(max(round(level), 0), len(amounts) - 1)].format(what=what)
    return f"has {said}" if locale == "en" else said


__all__ = ["field_name", "has_phrase", "stated"]
