"""What a domain knows besides its catalogue: how its things and values are called, in English and Chinese."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from chatrec.core.catalogue import Item
from chatrec.core.query import Locale


@dataclass(frozen=True, slots=True)
class Words:
    """How something is called. The first word of a language is how we say it; all of them are understood. `many` is the
    English word for several things of this kind, where there is one: "musicals", but not "horrors".
    """

    en: tuple[str, ...]
    zh: tuple[str, ...] = ()
    many: str = ""

    def say(self, locale: Locale) -> str:
        """Our word for it; English where the language has none."""
        return self.zh[0] if locale == "zh" and self.zh else self.en[0]


@dataclass(frozen=True, slots=True)
class LabelField:
    """A categorical field: its name in words, and the words of its values. Values without words say themselves; where they are
    `names` (authors, brands), there is no end of them and nothing is missing when one has no words.
    """

    words: Words
    values: Mapping[str, Words] = field(default_factory=dict)
    names: bool = False


@dataclass(frozen=True, slots=True)
class NumberField:
    """A numeric field: its name and its unit in words."""

    words: Words
    unit: Words | None = None


@dataclass(frozen=True, slots=True)
class Domain:
    """A kind of catalogue. `noun` is what an item is called: en = (singular, plural, further words...); `measure` is the
    Chinese word between a number and the noun; `relations` are what a knowledge graph calls the ties of items.
    """

    name: str
    noun: Words
    measure: str = "个"
    labels: Mapping[str, LabelField] = field(default_factory=dict)
    numbers: Mapping[str, NumberField] = field(default_factory=dict)
    relations: Mapping[str, Words] = field(default_factory=dict)

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

    def say_many(self, name: str, value: str) -> str:
        """Our English word for things with a value, "musicals"; the word for the value where there is none, "horror"."""
        known = self.labels.get(name)
        words = known.values.get(value) if known else None
        return (words and words.many) or self.say_value(name, value, "en")


def named(item: Item, locale: Locale) -> str:
    """An item by its title, with its year where the title does not show it: "Heat (1995)", "《Heat》（1995）"."""
    year = f"{item.numbers['year']:g}" if "year" in item.numbers else ""
    dated = bool(year) and year not in item.title
    if locale == "zh":
        return f"《{item.title}》（{year}）" if dated else f"《{item.title}》"
    return f"{item.title} ({year})" if dated else item.title


__all__ = ["Domain", "LabelField", "NumberField", "Words", "named"]
