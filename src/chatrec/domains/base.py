"""What a domain knows besides its catalogue: how its things and values are called, in English and Chinese."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Triple
from chatrec.core.query import Locale

BRAND = "brand"  # the label field that products alone have
CURRENCY = "currency"  # the label field that says what a price is in


DURATIONS = (
    "duration",
    "duration_hours",
    "duration_days",
    "duration_nights",
    "duration_weeks",
    "duration_months",
)  # a time, by its unit


@dataclass(frozen=True, slots=True)
class Words:
    """How something is called. The first word of a language is how we say it; all of them are understood. `many` is the
    English word for several things of this kind, where there is one: "musicals", but not "horrors"; `before` is the English
    word before a noun where that is not the first: "Japanese", of Japan.
    """

    en: tuple[str, ...]
    zh: tuple[str, ...] = ()
    many: str = ""
    before: str = ""

    def say(self, locale: Locale) -> str:
        """Our word for it; English where the language has none."""
        return self.zh[0] if locale == "zh" and self.zh else self.en[0]


@dataclass(frozen=True, slots=True)
class LabelField:
    """A categorical field: its name in words, and the words of its values. Values without words say themselves.

    `names` = the values are people, who are also called by their last name where only one of them has it. `cues` are words
    before a value, in English, or behind it, in Chinese, by which it is of this field: "starring", "主演". `open` = there is
    no end of its values (authors, brands), and nothing is missing when one has no words. `either` = a word that several values
    have means any of them, "an Oscar", "the Coen brothers"; else all of them, "romantic comedy". `behind` is how its values stand behind
    an English noun, "in {what}", and before a Chinese one; `order` are values from little to much, of which `more` and `less` are what
    has much or little, "hard" and "easy". `whether` = its values are yes and no; `named` = nothing is known of it but its name.
    """

    words: Words
    values: Mapping[str, Words] = field(default_factory=dict)
    names: bool = False
    cues: Words = field(default_factory=lambda: Words(en=()))
    open: bool = False
    either: bool = False
    behind: Words | None = None
    order: tuple[str, ...] = ()
    more: Words = field(default_factory=lambda: Words(en=()))
    less: Words = field(default_factory=lambda: Words(en=()))
    whether: bool = False
    named: bool = False

    def together(self, values: Sequence[str], locale: Locale) -> str | None:
        """What several values are called as one, "Oscar"; None where no word is that of them all."""
        known = [self.values[value] for value in values if value in self.values]
        if not self.either or len(values) < 2 or len(known) < len(values):
            return None
        first, *others = ((words.zh if locale == "zh" else words.en) for words in known)
        return next((word for word in first if all(word in other for other in others)), None)


@dataclass(frozen=True, slots=True)
class NumberField:
    """A numeric field: its name and its unit in words; `larger` are units of several of those, {60: hours}.

    `much` is what has a lot of it, "violent", where the number is a level; up to `little` it has not. `exact` = a number by itself
    means that one, "a four-star hotel".
    """

    words: Words
    unit: Words | None = None
    larger: Mapping[float, Words] = field(default_factory=dict)
    much: Words | None = None
    little: float = 1.0
    exact: bool = False


class Known(NamedTuple):
    """What a pack knows of a catalogue: every item with what it lacked, in the same order, how many those were, and what
    is true of them as triples whose heads are "item:<id>".
    """

    items: tuple[Item, ...]
    enriched: int
    triples: tuple[Triple, ...]


class Facts(Protocol):
    """A pack of facts about a domain's things."""

    @property
    def fields(self) -> Mapping[str, LabelField]:
        """The label fields that it gives to items, by name; their values are those of `worded`."""
        ...

    def worded(self) -> Mapping[str, LabelField]:
        """The same with the words of every value; reads the pack's vocabularies."""
        ...

    def known(self, items: Sequence[Item]) -> Known:
        """What it knows of a catalogue; whatever an item has of its own stays."""
        ...

    def further(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Things that the catalogue lacks, as items."""
        ...


class Lore(Protocol):
    """Where more is known of things than a catalogue holds."""

    def told(self, items: Sequence[Item]) -> Mapping[ItemId, Mapping[str, tuple[Words, ...]]]:
        """What it tells of each item that it knows when somebody asks, and nothing filters by or learns from: values by field."""
        ...


@dataclass(frozen=True, slots=True)
class Domain:
    """A kind of catalogue. `noun` is what an item is called: en = (singular, plural, further words...); `measure` is the
    Chinese word between a number and the noun; `relations` are what a knowledge graph calls the ties of items; `facts` is
    the pack that tells more of them, where there is one, and `ties` its relations as a person says them, "directed by {what}";
    `lore` is what that pack tells only when asked.
    `card` are the fields that a card shows, in this order; without any it shows every label.
    `currency` is what the prices of the catalogue at hand are in, "" where they are in several or it does not say.
    `requires` are label fields without which no catalogue is of this kind.
    """

    name: str
    noun: Words
    measure: str = "个"
    labels: Mapping[str, LabelField] = field(default_factory=dict)
    numbers: Mapping[str, NumberField] = field(default_factory=dict)
    relations: Mapping[str, Words] = field(default_factory=dict)
    facts: Facts | None = None
    ties: Mapping[str, Words] = field(default_factory=dict)
    card: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    lore: Lore | None = None
    currency: str = ""

    def worded(self, catalogue: Catalogue) -> "Domain":
        """With the currency of the catalogue, where it has one alone, and the words for what the pack has told it; itself where it
        holds nothing of the kind.
        """
        currencies = [value for field, value in catalogue.label_rows if field == CURRENCY]
        priced = replace(self, currency=currencies[0]) if len(currencies) == 1 else self
        if self.facts is None or not set(self.facts.fields) & set(catalogue.fields):
            return priced
        there = {field for field, _ in catalogue.label_rows}
        labels: dict[str, LabelField] = {}
        for name, told in self.facts.worded().items():
            if name in there:
                values = {value: words for value, words in told.values.items() if (name, value) in catalogue.label_rows}
                own = self.labels.get(name)
                labels[name] = replace(own, values={**values, **own.values}) if own else replace(told, values=values)
        # What the pack tells comes first: a word of several fields means the narrower, "funny" the mood before the genre.
        return replace(
            priced, labels={**labels, **{name: own for name, own in self.labels.items() if name not in labels}}
        )

    def say_field(self, name: str, locale: Locale) -> str:
        """Our word for a field; the column's own name where the domain has none."""
        known = self.labels.get(name) or self.numbers.get(name)
        return known.words.say(locale) if known else name

    def say_relation(self, name: str, locale: Locale) -> str:
        """Our word for a relation of a knowledge graph by its last part ("film.film.directed_by"), or for the field of that
        name; that part itself where the domain has none.
        """
        last = re.split(r"[./#:]", name.rstrip("./#:"))[-1] or name
        known = self.relations.get(last)
        return known.say(locale) if known else self.say_field(last, locale).replace("_", " ")

    def say_value(self, name: str, value: str, locale: Locale) -> str:
        """Our word for a value of a label field; the value itself where the domain has none."""
        known = self.labels.get(name)
        words = known.values.get(value) if known else None
        return words.say(locale) if words else value

    def say_tie(self, name: str, what: str, locale: Locale) -> str:
        """What has a relation to `what`, as a person says it: "directed by Stanley Kubrick"; "" where we have no words."""
        tie = self.ties.get(name)
        return tie.say(locale).format(what=what) if tie else ""

    def say_entity(self, name: str, locale: Locale) -> str:
        """Our word for what is a value of some label field; itself where it is none."""
        values = (field.values[name] for field in self.labels.values() if name in field.values)
        words = next(values, None)
        return words.say(locale) if words else name

    def say_many(self, name: str, value: str) -> str:
        """Our English word for things with a value, "musicals"; the word for the value where there is none, "horror"."""
        known = self.labels.get(name)
        words = known.values.get(value) if known else None
        return (words and words.many) or self.say_value(name, value, "en")


def before_a_noun(field: str, value: str, domain: Domain) -> str:
    """How a value stands before a noun in English: "comedy" films, "Japanese" ones."""
    known = domain.labels[field].values.get(value) if field in domain.labels else None
    return (known and known.before) or domain.say_value(field, value, "en")


def named(item: Item, locale: Locale) -> str:
    """An item by its title in a language, with its year where the title does not show it: "Heat (1995)", "《盗火线》（1995）"."""
    title = titled(item, locale)
    year = f"{item.numbers['year']:g}" if "year" in item.numbers else ""
    dated = bool(year) and year not in title
    if locale == "zh":
        return f"{entitled(item, locale)}（{year}）" if dated else entitled(item, locale)
    return f"{title} ({year})" if dated else title


def titled(item: Item, locale: Locale) -> str:
    """What readers of a language know an item by; its own title where that is not known."""
    return item.titles.get(locale, item.title)


def entitled(item: Item, locale: Locale) -> str:
    """Its title as it stands in a sentence: within 《》 in Chinese, as works are written; products are not."""
    title = titled(item, locale)
    return title if locale != "zh" or BRAND in item.labels else f"《{title}》"


def prose(item: Item, locale: Locale) -> str:
    """What is written of an item in a language; in its own where there is nothing in that."""
    return item.texts.get(locale, item.text)


__all__ = [
    "CURRENCY",
    "DURATIONS",
    "Domain",
    "Facts",
    "Known",
    "LabelField",
    "Lore",
    "NumberField",
    "Words",
    "before_a_noun",
    "entitled",
    "named",
    "prose",
    "titled",
]
