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
NOUNS = frozenset({"genre", "category", "kind", "form"})  # fields whose values say what a thing is
ORDER = ("pace", "mood", "color", "colour", "country", "language", "brand")  # of adjectives; others follow, then nouns
SEPARATE = frozenset({"country", "language"})  # "not French", never "without French"
ADJECTIVES = frozenset(
    {"mood", "pace"}
)  # fields whose values are only ever adjectives: "nothing slow", never "no slow"


def is_kind(constraint: Constraint, domain: Domain) -> bool:
    """Whether the constraint asks for values of a field that the domain has words for."""
    return isinstance(constraint, Includes) and constraint.field in domain.labels


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


__all__ = ["ADJECTIVES", "BEHIND", "NOUNS", "ORDER", "SEPARATE", "is_kind", "place", "told_together"]
