"""`chatrec ingest`: a cleaned load into the home, all of it or nothing."""

from dataclasses import dataclass
from itertools import islice

from chatrec.data import Loaded, events
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
    """Store items and behaviour in one transaction; what is there already is not stored twice."""
    with transactions.begin():
        new_items = items.put(loaded.items)
        waiting = events(loaded)
        new_events = 0
        while batch := list(islice(waiting, BATCH)):
            new_events += log.append(batch)
    return Ingested(new_items, new_events)


__all__ = ["Ingested", "ingest"]
