"""`chatrec ingest`: files into the home; a file that cannot be used changes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from chatrec.app.enriching import joined
from chatrec.core.catalogue import Item
from chatrec.data import (
    CleaningReport,
    EventStream,
    FileReport,
    FormSource,
    GivenSource,
    Ledger,
    Loaded,
    LoadedKnowledge,
    NoiseDetector,
    NoiseRules,
    Reason,
    Source,
    events,
    load_knowledge,
)
from chatrec.domains.base import Known
from chatrec.ports.event_log import EventLog
from chatrec.ports.first_load import FirstLoad
from chatrec.ports.items import ItemStore
from chatrec.ports.staging import Staging
from chatrec.ports.transactions import Transactions

BATCH = 10_000
AT_ONCE = 50_000  # events in a transaction: a server that writes too waits for a second or two
T = TypeVar("T")
Progress = Callable[[str, int], None]  # takes the step, "read" or "stored", and how many rows so far


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a load added, and what became of every row."""

    items: int
    events: int
    report: CleaningReport


@dataclass(frozen=True, slots=True)
class Into:
    """Where a load goes; `rules` say what is reported as noise, `known` what else is known of the items, `at_once` how many
    events are appended in one transaction, and `first` fills a log that is empty.
    """

    items: ItemStore
    log: EventLog
    transactions: Transactions
    rules: NoiseRules
    known: Callable[[Sequence[Item]], Known]
    at_once: int = AT_ONCE
    first: FirstLoad | None = None


def ingest(source: Source, into: Into, staging: Staging, progress: Progress) -> Ingested:
    """Store items and behaviour; what is there already is not stored twice.

    Files of a form are streamed, with memory that does not grow with the number of events: every row is checked and staged
    first, and a file that cannot be used raises DataError before anything is stored. Then the events are stored in the
    order of their times: in a log that is empty all of them or none, else 50,000 in a transaction. Interrupted, it is run
    again and stores the rest: an event's id is a hash of its content. Cost of a first load,
    with 100,000 users on a core that others used too: 47 s of the processor for 1,000,000 rows, and 285 MB at most
    (benchmarks/ingest.py).
    """
    if isinstance(source, GivenSource):
        return _given(source, into)
    if not isinstance(source, FormSource):
        return _at_once(source.read(), into)
    items, items_report = source.read_items()
    graph = None if source.graph is None else _graph(source.graph, items, into)
    known_facts = () if graph is None else graph.reports
    found = into.known(items)
    if source.events is None:
        items_alone = CleaningReport(items_report, None, (0.0, 1.0), known_facts, found.enriched)
        return Ingested(_put(found, graph, into), 0, items_alone)
    ledger = Ledger(source.events.name)
    stream = EventStream(ledger, source.checks, into.rules)
    with source.opened_events(source.events, ledger) as rows:
        known = {item.id for item in items}
        for batch in stream.checked(rows, known):
            staging.put(batch)
            progress("read", ledger.read)
    scale = stream.settle()
    new_items = _put(found, graph, into)
    new_events, report = _stored(stream, into, staging, progress)
    return Ingested(new_items, new_events, CleaningReport(items_report, report, scale, known_facts, found.enriched))


def _graph(file: Path, items: Iterable[Item], into: Into) -> LoadedKnowledge:
    """The knowledge graph in a file, about the items of the load and of the home."""
    return load_knowledge(file, {item.id for item in (*into.items.catalogue(), *items)})


def _put(found: Known, graph: LoadedKnowledge | None, into: Into) -> int:
    """Store items and, whole, the graph that comes with them, else what is known joins the home's; how many items were new."""
    with into.transactions.begin():
        new = into.items.put(found.items)
        if graph is not None:
            into.items.put_knowledge(graph.knowledge)
        elif found.triples:
            into.items.put_knowledge(joined(into.items.catalogue().knowledge, found.triples))
    return new


def _stored(stream: EventStream, into: Into, staging: Staging, progress: Progress) -> tuple[int, FileReport]:
    """Append what is staged; how many events were new, and what became of the rows."""
    detector = NoiseDetector(into.rules)
    told = stream.facts(staging.ordered(), detector)
    new = None if into.first is None else into.first.load(_watched(_batches(told), progress))
    if new is None:
        batches = _watched(_batches(told, into.at_once), progress)
        new = sum(into.log.append([one.event() for one in batch]) for batch in batches)
    if detector.bots:
        stream.ledger.note_more(Reason.BOT, staging.deeds_of(detector.bots))
    return new, stream.ledger.closed()


def _watched(batches: Iterable[list[T]], progress: Progress) -> Iterator[list[T]]:
    """The batches; each is told of when the next is asked for."""
    done = 0
    for batch in batches:
        yield batch
        done += len(batch)
        progress("stored", done)


def _given(source: GivenSource, into: Into) -> Ingested:
    """The items that the home lacks, without behaviour; a graph that comes with them replaces the home's, else what is
    true of them joins it.
    """
    items = source.further(tuple(into.items.catalogue()))
    graph = None if source.graph is None else _graph(source.graph, items, into)
    found = into.known(items)
    told = found.triples if found.enriched else source.told(items)  # in a home of several kinds ties go by other names
    return Ingested(_put(found._replace(triples=told), graph, into), 0, source.report(items))


def _at_once(loaded: Loaded, into: Into) -> Ingested:
    """A split of a publisher, whose files are of a size to hold: all of it in one transaction."""
    with into.transactions.begin():
        new_items = into.items.put(loaded.items)
        if loaded.knowledge is not None:
            into.items.put_knowledge(loaded.knowledge)
        new_events = sum(into.log.append(batch) for batch in _batches(events(loaded)))
    return Ingested(new_items, new_events, loaded.report)


def _batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch


def ingest_knowledge(file: Path, items: ItemStore, transactions: Transactions) -> LoadedKnowledge:
    """Replace the home's knowledge graph by the one in a file, about the items that the home has; all of it or nothing."""
    with transactions.begin():
        found = load_knowledge(file, [item.id for item in items.catalogue()])
        items.put_knowledge(found.knowledge)
    return found


__all__ = ["Ingested", "Into", "Progress", "ingest", "ingest_knowledge"]
