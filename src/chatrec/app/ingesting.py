"""`chatrec ingest`: a cleaned load into the home, all of it or nothing."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from chatrec.data import Loaded, LoadedKnowledge, events, load_knowledge
from chatrec.ports.event_log import EventLog
from chatrec.ports.items import ItemStore
from chatrec.ports.transactions import Transactions

BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a load added."""

    items: int
    events: int


def ingest(loaded: Loaded, items: ItemStore, log: EventLog, transactions: Transactions) -> Ingested:
    """Store items and behaviour in one transaction; what is there already is not stored twice. A knowledge graph that came
    with them replaces the one in the home.
    """
    with transactions.begin():
        new_items = items.put(loaded.items)
        if loaded.knowledge is not None:
            items.put_knowledge(loaded.knowledge)
        waiting = events(loaded)
        new_events = 0
        while batch := list(islice(waiting, BATCH)):
            new_events += log.append(batch)
    return Ingested(new_items, new_events)


def ingest_knowledge(file: Path, items: ItemStore, transactions: Transactions) -> LoadedKnowledge:
    """Replace the home's knowledge graph by the one in a file, about the items that the home has; all of it or nothing."""
    with transactions.begin():
        found = load_knowledge(file, [item.id for item in items.catalogue()])
        items.put_knowledge(found.knowledge)
    return found


__all__ = ["Ingested", "ingest", "ingest_knowledge"]
