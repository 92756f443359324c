"""Where the values of a wish stand around the noun: "funny French war films directed by Akira Kurosawa", "成龙主演的动作片"."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.core.query import Constraint, Excludes, Includes, Locale
from chatrec.domains.base import Domain

# What stands behind the English noun, and what is no adjective in Chinese; every other field's values stand before it.
BEHIND: Mapping[Locale, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "director": "directed by {what}",
            "actor": "starring {what}",
            "author": "by {what}",
            "artist": "by {what}",
            "theme": "on the theme of {what}",
            "franchise": "of the series {what}",
            "series": "of the series {what}",
            "award": "that won the {what}",
            "feature": "with {what}",
            "use": "for {what}",
        },
        "zh": {
            "director": "{what}执导",
            "actor": "{what}主演",
            "author": "{what}写",
            "artist": "{what}",
            "theme": "{what}主题",
            "franchise": "{what}系列",
            "series": "{what}系列",
            "award": "获{what}",
        },
    }
)
NOUNS = frozenset({"genre", "category", "kind", "form", "type"})  # fields whose values say what a thing is
THINGS = frozenset({"category", "type"})  # whose values are things of their own: "laptops", "hotels"
ORDER = (
    "level",
    "pace",
    "mood",
    "color",
    "colour",
    "country",
    "language",
    "brand",
)  # of adjectives; others follow, then nouns
SEPARATE = frozenset({"country", "language"})  # "not French", never "without French"
ADJECTIVES = frozenset(
    {"mood", "pace"}
)  # fields whose values are only ever adjectives: "nothing slow", never "no slow"


def behind(field: str, domain: Domain, locale: Locale) -> str | None:
    """How values of a field stand behind an English noun, or before a Chinese one; None where they stand as they are."""
    known = domain.labels.get(field)
    if known is not None and known.behind is not None:
        return known.behind.say(locale)
    return BEHIND[locale].get(field)


def lacking(unwanted: Excludes, domain: Domain, locale: Locale) -> str:
    """What lacks something that other things have, "without a certificate"; "" where the field is not of yes and no."""
    known = domain.labels.get(unwanted.field)
    if known is None or not known.whether or len(unwanted.values) != 1:
        return ""
    other = next((words for value, words in known.values.items() if value not in unwanted.values), None)
    form = known.behind.say(locale) if known.behind is not None else "{what}"
    return form.format(what=other.say(locale)) if other is not None else ""


def is_kind(constraint: Constraint, domain: Domain) -> bool:
    """Whether the constraint asks for values of a field that the domain has words for."""
    return (
        isinstance(constraint, Includes)
        and constraint.field in domain.labels
        and not domain.labels[constraint.field].named
    )


def place(constraint: Includes) -> int:
    """Where among the words before a noun those of the wish stand: from the left, nouns last."""
    field = constraint.field
    if field in NOUNS:
        return len(ORDER) + 1
    return ORDER.index(field) if field in ORDER else len(ORDER)


def told_together(constraint: Includes | Excludes, domain: Domain, locale: Locale) -> str | None:
    """The one name of several values, "Oscar", where they have one."""
    field = domain.labels.get(constraint.field)
    return field.together(constraint.values, locale) if field is not None else None


__all__ = [
    "ADJECTIVES",
    "NOUNS",
    "ORDER",
    "SEPARATE",
    "THINGS",
    "behind",
    "is_kind",
    "lacking",
    "place",
    "told_together",
]
