"""How much of something is wished, in words: "without violence", "with little violence", "暴力较多"."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.core.query import Between, Locale, Outside
from chatrec.domains.base import Domain

# By the ends of the range, of levels from 0, none, to 3.
SAID: Mapping[Locale, Mapping[tuple[float | None, float | None], str]] = MappingProxyType(
    {
        "en": {
            (None, 0.0): "without {what}",
            (None, 1.0): "with little {what}",
            (2.0, None): "with much {what}",
            (None, 2.0): "without a lot of {what}",
            (1.0, None): "with some {what}",
            (3.0, None): "with a lot of {what}",
        },
        "zh": {
            (None, 0.0): "没有{what}",
            (None, 1.0): "{what}较少",
            (2.0, None): "{what}较多",
            (None, 2.0): "{what}不算多",
            (1.0, None): "有{what}",
            (3.0, None): "有不少{what}",
        },
    }
)


def degree(constraint: Between | Outside, domain: Domain, locale: Locale) -> str | None:
    """The range as a degree; None where its field has none, or people have no word for it."""
    known = domain.numbers.get(constraint.field)
    if known is None or known.much is None:
        return None
    said = SAID[locale].get((constraint.low, constraint.high))
    return said and said.format(what=domain.say_field(constraint.field, locale))


__all__ = ["degree"]
