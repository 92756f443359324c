"""Words for the evidence of the dial: how well known an item is, and how well known it was to be."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.core.attribution import Evidence
from chatrec.core.query import Locale
from chatrec.domains.base import Domain
from chatrec.recommend.novelty import LESS_KNOWN

# By language, by whether less known items are asked for, and by whether the evidence speaks for the item.
LABELS: Mapping[tuple[Locale, bool, bool], str] = MappingProxyType(
    {
        ("en", True, True): "you asked for less known {plural}",
        ("en", True, False): "better known than you asked for",
        ("en", False, True): "you asked for well-known {plural}",
        ("en", False, False): "less known than you asked for",
        ("zh", True, True): "你想要更冷门的{noun}",
        ("zh", True, False): "比你想要的更热门",
        ("zh", False, True): "你想要更有名的{noun}",
        ("zh", False, False): "没有你想要的那么有名",
    }
)


def dial_label(piece: Evidence, locale: Locale, domain: Domain) -> str:
    """What the dial says of an item."""
    label = LABELS[locale, piece.term == LESS_KNOWN, piece.value >= 0]
    return label.format(plural=domain.noun.en[1], noun=domain.noun.say("zh"))


__all__ = ["dial_label"]
