"""What our packs know, added to a catalogue that lacks it."""

from collections.abc import Sequence
from dataclasses import replace

from chatrec.app.settings import Settings
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import ITEM, Knowledge, Triple, knowledge
from chatrec.data import Loaded
from chatrec.domains import domain, fitting, spoken
from chatrec.domains.base import Domain, Known


def domain_of(catalogue: Catalogue, settings: Settings) -> Domain:
    """The domain that the settings name, else the one that fits; with words for what is in the catalogue, and the home's own."""
    found = spoken(domain(settings.domain), catalogue) if settings.domain else fitting(catalogue)
    return settings.words.spoken(found, catalogue)


def known(items: Sequence[Item], settings: Settings) -> Known:
    """The items with what the pack of their domain knows, as they are where it knows none or the setting `facts` is off."""
    facts = domain_of(Catalogue(items), settings).facts if settings.facts and items else None
    return Known(tuple(items), 0, ()) if facts is None else facts.known(items)


def enriched(loaded: Loaded, settings: Settings) -> Loaded:
    """A load with what the packs know of it. A graph that came with it stays the only one."""
    found = known(loaded.items, settings)
    if not found.enriched:
        return loaded
    graph = loaded.knowledge if loaded.knowledge is not None else knowledge(found.triples)
    report = replace(loaded.report, enriched=found.enriched)
    return replace(loaded, items=found.items, report=report, knowledge=graph)


def joined(graph: Knowledge, triples: Sequence[Triple]) -> Knowledge:
    """A graph and what else is known of the items in it; each fact once, about the node that the graph has for the item."""
    nodes = {item: graph.nodes[node] for item, node in graph.items.items()}
    told = (triple._replace(head=nodes.get(ItemId(triple.head.removeprefix(ITEM)), triple.head)) for triple in triples)
    return knowledge((*graph.named(), *told), nodes)


__all__ = ["domain_of", "enriched", "joined", "known"]
