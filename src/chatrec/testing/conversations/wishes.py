"""Wishes and the words for them: each line pairs an English and a Chinese way to say one constraint.

`Part.place` says where the words stand: before the noun (a "KIND" of film, and "BEFORE" that "slow", "French", "90s"), behind it
("BEHIND": "from the 90s", in Chinese before it: "90年代的"), or in a clause of their own ("APART": "no horror").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, nextafter

from numpy.random import Generator

from chatrec.core.catalogue import Item
from chatrec.core.query import Between, Constraint, Excludes, Includes, Outside
from chatrec.testing.conversations.vocabulary import Value, Vocabulary


class Place(StrEnum):
    """Where words stand in a sentence."""

    KIND = "kind"
    BEFORE = "before"
    BEHIND = "behind"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Part:
    """A constraint and how it is said."""

    constraint: Constraint
    place: Place
    en: str
    zh: str


DECADES = {20: "twenties", 30: "thirties", 40: "forties", 50: "fifties", 60: "sixties", 70: "seventies", 80: "eighties", 90: "nineties"}  # fmt: skip
HAN = "零一二三四五六七八九"
HOURS = {60: ("an hour", "一小时"), 90: ("an hour and a half", "一个半小时"), 120: ("two hours", "两小时"),
         150: ("two and a half hours", "两个半小时"), 180: ("three hours", "三小时")}  # fmt: skip
YEAR, RUNTIME = "year", "runtime"
BEFORE_NOUN = {"mood": "{}", "pace": "{}", "genre": "{}"}
# How a value of a label field is asked for and refused, by field.
ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "director": (("directed by {}", "by {}"), ("{}执导的", "{}导演的", "{}拍的", "导演是{}的", "由{}执导的")),
    "actor": (("with {}", "starring {}", "featuring {}"), ("{}主演的", "{}演的", "由{}主演的", "有{}出演的")),
    "theme": (
        ("about {}", "dealing with {}", "that deal with {}"),
        ("关于{}的", "讲{}的", "{}题材的", "以{}为主题的", "有关{}的"),
    ),
    "language": (("in {}", "spoken in {}"), ("{}对白的", "说{}的")),
    "country": (("from {}", "made in {}"), ("{}的", "{}拍的", "来自{}的")),
    "award": (("that won the {}", "with the {}"), ("获得{}的", "得过{}的", "拿过{}的")),
}
REFUSED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "genre": (
        (
            "no {}",
            "without {}",
            "nothing with {}",
            "I don't want {}",
            "please leave out {}",
            "skip {}",
            "anything but {}",
            "anything other than {}",
            "stay away from {}",
            "no more {}",
            "preferably no {}",
            "I'm not in the mood for {}",
        ),
        (
            "不要{}",
            "别给我{}",
            "不想看{}",
            "{}除外",
            "{}就算了",
            "我不看{}",
            "{}不要",
            "别推荐{}",
            "除了{}",
            "不考虑{}",
            "{}不考虑",
            "排除{}",
            "千万别是{}",
            "{}我不要",
        ),
    ),
    "director": (
        ("nothing by {}", "nothing directed by {}", "not by {}"),
        ("不要{}执导的", "别推荐{}导演的", "{}导演的不要", "{}拍的除外"),
    ),
    "actor": (
        ("nothing with {}", "nothing starring {}", "not with {}"),
        ("不要{}主演的", "不要有{}演的", "{}演的不要", "{}主演的除外"),
    ),
    "theme": (("nothing about {}", "no {}", "not about {}"), ("不要关于{}的", "不要{}", "不要{}题材的", "讲{}的不要")),
    "mood": (("nothing {}", "not {}"), ("不要{}的", "{}的不要")),
    "pace": (("nothing {}",), ("不要{}的",)),
    "country": (
        ("nothing from {}", "not from {}", "just not from {}"),
        ("不要{}的", "{}的不要", "{}的除外", "不是{}的"),
    ),
    "language": (("nothing in {}", "not in {}"), ("不要{}对白的", "不要说{}的")),
}
VIOLENCE = "violence"
LEVELS = {
    "violence": ("violence", "暴力"),
    "sex": ("nudity", "裸露"),
    "profanity": ("swearing", "粗口"),
    "drugs": ("drugs", "毒品"),
}


class Wishes:
    """Draws wishes that one item meets, or that it does not."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def of(self, item: Item, rng: Generator) -> tuple[Part, ...]:
        """One way to ask for each thing that is known of an item, in any order."""
        parts = [*self._labels(item, rng), *_years(item, rng), *_runtimes(item, rng)]
        return tuple(parts[at] for at in rng.permutation(len(parts)).tolist())

    def against(self, item: Item, rng: Generator) -> tuple[Part, ...]:
        """Ways to keep out what an item is not: a few values drawn at random, ranges of years and levels beside it."""
        mine = {(one.field, one.value) for one in self._vocabulary.of(item)}
        values = self._vocabulary.values
        drawn = [values[at] for at in rng.integers(len(values), size=12).tolist()]
        genres = [one for one in values if one.field == "genre"]
        drawn += [genres[at] for at in rng.integers(len(genres), size=4).tolist()] if genres else []
        parts = [refused(one, rng) for one in drawn if (one.field, one.value) not in mine and one.field in REFUSED] + [
            *_not_years(item, rng),
            *_levels(item, rng),
        ]
        return tuple(parts[at] for at in rng.permutation(len(parts)).tolist())

    def any_of(self, field: str, rng: Generator) -> Part | None:
        """A wish for any value of a field that this catalogue speaks of."""
        values = [one for one in self._vocabulary.values if one.field == field]
        return wished(values[int(rng.integers(len(values)))], rng) if values else None

    def _labels(self, item: Item, rng: Generator) -> Iterator[Part]:
        for one in self._vocabulary.of(item):
            if one.field in ASKED or one.field in BEFORE_NOUN:
                yield wished(one, rng)


def wished(one: Value, rng: Generator) -> Part:
    """A value asked for."""
    constraint = Includes(one.field, (one.value,))
    if one.field in BEFORE_NOUN:
        chinese = one.words.zh[0] if one.field == "genre" else f"{one.words.zh[0]}的"
        place = Place.KIND if one.field == "genre" else Place.BEFORE
        return Part(constraint, place, one.words.en[0], chinese)
    if one.field == "country" and one.words.before and rng.random() < 1 / 2:
        return Part(constraint, Place.BEFORE, one.words.before, f"{one.words.zh[0]}的")
    english, chinese_forms = ASKED[one.field]
    en, zh = _any(english, rng).format(one.words.en[0]), _any(chinese_forms, rng).format(one.words.zh[0])
    return Part(constraint, Place.BEHIND, en, zh)


def refused(one: Value, rng: Generator) -> Part:
    """A value kept out."""
    english, chinese = REFUSED[one.field]
    en, zh = _any(english, rng).format(one.words.en[0]), _any(chinese, rng).format(one.words.zh[0])
    return Part(Excludes(one.field, (one.value,)), Place.APART, en, zh)


def _any(forms: Sequence[str], rng: Generator) -> str:
    return forms[int(rng.integers(len(forms)))]


def _either(forms: tuple[Constraint, tuple[str, ...], tuple[str, ...]], place: Place, rng: Generator) -> Part:
    constraint, english, chinese = forms
    return Part(constraint, place, _any(english, rng), _any(chinese, rng))


def decade_words(first: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How a decade is called: ("90s", "1990s", "nineties"), ("90年代", "1990年代", "九十年代")."""
    short = first % 100
    if not 1930 <= first < 2000:
        return (f"{first}s",), (f"{first}年代",)
    return (f"{short}s", f"{first}s", DECADES[short]), (f"{short}年代", f"{first}年代", f"{HAN[short // 10]}十年代")


def clock(minutes: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Hours and minutes, where it is both: ("1 hour 45 minutes", "1h45"), ("1小时45分钟",)."""
    hours, rest = divmod(minutes, 60)
    if not hours or not rest:
        return (), ()
    many = f"{hours} hour{'s' if hours > 1 else ''}"
    return (f"{many} {rest} minutes", f"{many} and {rest} minutes", f"{hours}h{rest:02}"), (f"{hours}小时{rest}分钟",)


def _years(item: Item, rng: Generator) -> Iterator[Part]:
    """One of the ranges of years that an item is in."""
    if YEAR not in item.numbers:
        return
    year = int(item.numbers[YEAR])
    decade = year // 10 * 10
    before, since = year + int(rng.integers(1, 12)), year - int(rng.integers(0, 12))
    en, zh = decade_words(decade)
    forms: list[tuple[Constraint, tuple[str, ...], tuple[str, ...]]] = [
        (Between(YEAR, decade, decade + 9), (*(f"from the {one}" for one in en), *(f"made in the {one}" for one in en), f"released in the {en[0]}", f"that came out in the {en[0]}"), (*(f"{one}的" for one in zh), *(f"{one}拍的" for one in zh))),
        (Between(YEAR, None, before - 1), (f"before {before}", f"made before {before}", f"older than {before}", f"released before {before}", f"no later than {before - 1}"),
         (f"{before}年以前的", f"{before}年之前的", f"早于{before}年的", f"{before}年前的")),
        (Between(YEAR, since, None), (f"since {since}", f"from {since} on", f"made in {since} or later", f"no earlier than {since}", f"not older than {since}"),
         (f"{since}年以来的", f"{since}年以后的", f"{since}年起的", f"不早于{since}年的")),
        (Between(YEAR, since, None), (f"after {since - 1}", f"newer than {since - 1}", f"that came out after {since - 1}"), (f"晚于{since - 1}年的",)),
        (Between(YEAR, None, before), (f"up to {before}", f"made in {before} or earlier"), (f"{before}年及以前的", f"不晚于{before}年的")),
        (Between(YEAR, since, before), (f"from {since} to {before}", f"between {since} and {before}"),
         (f"{since}年到{before}年的", f"{since}至{before}年的", f"{since}到{before}年之间的")),
        (Between(YEAR, year, year), (f"from {year}", f"made in {year}"), (f"{year}年的",)),
    ]  # fmt: skip
    if 1930 <= decade < 2000 and year - decade <= 4:
        forms.append(
            (
                Between(YEAR, decade, decade + 4),
                tuple(f"from the early {one}" for one in en),
                tuple(f"{one}初的" for one in zh),
            )
        )
    elif 1930 <= decade < 2000:
        forms.append(
            (
                Between(YEAR, decade + 5, decade + 9),
                tuple(f"from the late {one}" for one in en),
                tuple(f"{one}末的" for one in zh),
            )
        )
    if rng.random() < 1 / 6:
        yield Part(Between(YEAR, decade, decade + 9), Place.BEFORE, en[0], f"{zh[0]}的")
    else:
        yield _either(forms[int(rng.integers(len(forms)))], Place.BEHIND, rng)


def _not_years(item: Item, rng: Generator) -> Iterator[Part]:
    """Ranges of years that are kept out beside an item."""
    if YEAR not in item.numbers:
        return
    year = int(item.numbers[YEAR])
    decade = year // 10 * 10 - 10
    en, zh = decade_words(decade)
    low, high = year - int(rng.integers(0, 12)), year + int(rng.integers(0, 12))
    forms: tuple[tuple[Constraint, tuple[str, ...], tuple[str, ...]], ...] = (
        (Outside(YEAR, decade, decade + 9), (*(f"nothing from the {one}" for one in en), *(f"just not from the {one}" for one in en)), (*(f"不要{one}的" for one in zh), *(f"{one}的除外" for one in zh))),
        (Between(YEAR, low, None), (f"nothing before {low}", f"nothing older than {low}"), (f"不要{low}年以前的", f"不要早于{low}年的")),
        (Between(YEAR, None, high), (f"nothing after {high}", f"nothing newer than {high}"), (f"不要晚于{high}年的",)),
    )  # fmt: skip
    yield _either(forms[int(rng.integers(len(forms)))], Place.APART, rng)


def _runtimes(item: Item, rng: Generator) -> Iterator[Part]:
    """One of the ranges of running times that an item is in, in minutes, hours, or without a unit."""
    if RUNTIME not in item.numbers:
        return
    minutes = int(item.numbers[RUNTIME])
    most = (minutes // 5 + int(rng.integers(1, 6))) * 5
    least = max(5, (minutes // 5 - int(rng.integers(1, 6))) * 5)
    forms: list[tuple[Constraint, tuple[str, ...], tuple[str, ...]]] = [
        (Between(RUNTIME, None, most),
         (f"no longer than {most} minutes", f"at most {most} minutes long", f"no longer than {most}", f"with a running time of at most {most}",
          f"of {most} minutes or less", f"up to {most} minutes long", f"not longer than {most} minutes", f"of max {most} minutes",
          f"that last {most} minutes or less", f"of {most} minutes tops", *(f"no longer than {one}" for one in clock(most)[0])),
         (f"不超过{most}分钟的", f"{most}分钟以内的", f"片长不高于{most}的", f"片长不超过{most}的", f"最长{most}分钟的", f"不长于{most}的",
          f"时长在{most}分钟以内的", f"{most}分钟以下的", *(f"{one}以内的" for one in clock(most)[1]))),
        (Between(RUNTIME, None, nextafter(most, -inf)), (f"under {most} minutes", f"shorter than {most} minutes", f"shorter than {most}", f"less than {most} minutes long",
          f"that run under {most} minutes"),
         (f"不到{most}分钟的", f"短于{most}分钟的", f"片长低于{most}的", f"少于{most}分钟的")),
        (Between(RUNTIME, least, None),
         (f"at least {least} minutes long", f"of {least} minutes or more", f"no shorter than {least} minutes", f"no shorter than {least}", *(f"at least {one} long" for one in clock(least)[0])),
         (f"至少{least}分钟的", f"{least}分钟以上的", f"不少于{least}分钟的", f"不短于{least}分钟的", f"片长不低于{least}的")),
        (Between(RUNTIME, nextafter(least, inf), None), (f"over {least} minutes", f"longer than {least} minutes", f"longer than {least}"),
         (f"超过{least}分钟的", f"长于{least}分钟的")),
        (Between(RUNTIME, least, most), (f"between {least} and {most} minutes", f"from {least} to {most} minutes"),
         (f"{least}到{most}分钟的", f"{least}至{most}分钟之间的", f"片长在{least}到{most}之间的")),
    ]  # fmt: skip
    for hours, (en, zh) in HOURS.items():
        if minutes < hours <= minutes + 45:
            forms.append(
                (
                    Between(RUNTIME, None, hours),
                    (f"of {en} or less", f"no longer than {en}", f"at most {en} long"),
                    (f"{zh}以内的", f"不超过{zh}的"),
                )
            )
            forms.append(
                (
                    Between(RUNTIME, None, nextafter(hours, -inf)),
                    (f"under {en}", f"shorter than {en}"),
                    (f"不到{zh}的", f"短于{zh}的"),
                )
            )
        elif hours <= minutes <= hours + 45:
            forms.append(
                (
                    Between(RUNTIME, hours, None),
                    (f"of {en} or more", f"at least {en} long"),
                    (f"{zh}以上的", f"至少{zh}的"),
                )
            )
    yield _either(forms[int(rng.integers(len(forms)))], Place.BEHIND, rng)


def _levels(item: Item, rng: Generator) -> Iterator[Part]:
    """What parents ask about, where an item has little or none of it."""
    for field, (en, zh) in LEVELS.items():
        level = item.numbers.get(field)
        if level is None:
            continue
        if level <= 0.0:
            forms = (
                (f"without {en}", f"no {en}", f"with no {en}", f"without any {en}"),
                (f"没有{zh}的", f"不要{zh}", f"不要有{zh}", f"不带{zh}的"),
            )
            yield _either((Between(field, None, 0.0), *forms), Place.APART, rng)
        elif level <= 1.0 and field == VIOLENCE:
            few = (
                ("not too violent", "nothing too violent", "not so violent", "nothing very violent"),
                ("不要太暴力", "别太暴力", "不要那么暴力", "不太暴力的"),
            )
            yield _either((Between(field, None, 1.0), *few), Place.APART, rng)


__all__ = ["LEVELS", "RUNTIME", "YEAR", "Part", "Place", "Wishes", "clock", "decade_words", "refused", "wished"]
