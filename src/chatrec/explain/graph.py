"""What joins an item to what its user liked, as a small graph: the evidence that runs along facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.attribution import Evidence, Kind
from chatrec.core.catalogue import Catalogue
from chatrec.core.knowledge import ITEM
from chatrec.core.profile import LIKED
from chatrec.core.query import Locale, Query
from chatrec.core.slate import SlateItem
from chatrec.domains.base import Domain, named
from chatrec.explain.features import DECADE, YEAR, feature_claim
from chatrec.explain.paths import SHOWN, Hop, PathLabels, Stop

FACTUAL = frozenset({Kind.PATH, Kind.ATTRIBUTE})
LIKED_ITEMS = 2  # at most, of those that share an attribute
DECADES: Mapping[Locale, Callable[[str], str]] = MappingProxyType(
    {"en": lambda decade: decade, "zh": lambda decade: f"{decade.removesuffix('s')}年代"}
)


class Chain(NamedTuple):
    """One term that runs along facts: its hops from liked items to the shown one. Several liked items may join in."""

    evidence: Evidence
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class PathGraph:
    """The strongest chains, and the other terms of their kinds: how many, and what they add. With the chains they are all
    that facts say for or against the item.
    """

    item: int
    chains: tuple[Chain, ...]
    others: int
    rest: float


def path_graph(item: SlateItem, query: Query, catalogue: Catalogue, domain: Domain, *, limit: int = 8) -> PathGraph:
    """The graph of an item's evidence, its `limit` largest terms as chains.

    A term of the kind PATH is a chain as it is; one of the kind ATTRIBUTE joins the liked items that have the attribute,
    newest first, with the item that has it too. A term that says something of an attribute which the item lacks joins nothing.
    """
    told = sorted((one for one in item.evidence if one.term.kind in FACTUAL), key=lambda one: -abs(one.value))
    joined = (Chain(one, _hops(one, item.item, query, catalogue, domain)) for one in told)
    chains = tuple(islice((chain for chain in joined if chain.hops), limit))
    drawn = sum(chain.evidence.value for chain in chains)
    return PathGraph(item.item, chains, len(told) - len(chains), sum(one.value for one in told) - drawn)


def _hops(piece: Evidence, shown: int, query: Query, catalogue: Catalogue, domain: Domain) -> tuple[Hop, ...]:
    if piece.term.kind is Kind.PATH:
        return PathLabels(catalogue, domain, query.context.locale).hops(piece.term.ref)
    if feature_claim(catalogue[shown], piece.term.ref) is None:
        return ()
    liked = list(islice(_having(piece.term.ref, query, catalogue), LIKED_ITEMS))
    return _over(piece.term.ref, liked, query, domain) if liked else ()


def _having(ref: str, query: Query, catalogue: Catalogue) -> Iterator[Stop]:
    """The liked items that have an attribute, newest first."""
    for past in reversed(query.history):
        item = catalogue[past.item]
        if past.weight >= LIKED and feature_claim(item, ref) is not None:
            yield Stop(f"{ITEM}{item.id}", named(item, query.context.locale), own=True)


def _over(ref: str, liked: Sequence[Stop], query: Query, domain: Domain) -> tuple[Hop, ...]:
    """The hops over an attribute, "genre=Crime" or "decade=1990s"."""
    locale = query.context.locale
    field, _, value = ref.partition("=")
    if field == DECADE:
        said, label = domain.say_field(YEAR, locale), DECADES[locale](value)
    else:
        said = domain.say_field(field, locale)
        label = domain.say_value(field, value, locale) if field in domain.labels else value
    between = Stop(value, label)
    return (*(Hop(one, said, between) for one in liked), Hop(SHOWN, said, between))


__all__ = ["Chain", "PathGraph", "path_graph"]
