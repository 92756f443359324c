"""A knowledge graph from files: RecBole's `.kg` with its `.link`, or a table of head, relation and tail."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from chatrec.core.errors import DataError
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import ITEM, Knowledge, Triple, knowledge
from chatrec.data.ledger import Ledger
from chatrec.data.loaded import Loaded
from chatrec.data.report import FileReport, Reason
from chatrec.data.rows import Row, Table, csv_table, json_table, split_rows
from chatrec.data.textfile import TextFile

KG, LINK = ".kg", ".link"
_DELIMITED, _JSON = (".csv", ".tsv"), (".jsonl", ".ndjson")
_COLUMNS: tuple[tuple[str, ...], ...] = (
    ("head", "headid", "subject", "source"),
    ("relation", "relationid", "predicate", "property"),
    ("tail", "tailid", "object", "target"),
)
_LINK_COLUMNS: tuple[tuple[str, ...], ...] = (("itemid", "item"), ("entityid", "entity"))


@dataclass(frozen=True, slots=True)
class LoadedKnowledge:
    """A graph as read from files and the reports on them."""

    knowledge: Knowledge
    reports: tuple[FileReport, ...]


def load_knowledge(path: Path, items: Collection[ItemId]) -> LoadedKnowledge:
    """The triples of a file, of which some nodes are among `items`; the file may be gzipped.

    A `.kg` file needs the `.link` file of the same name beside it, which says the node of each item. A table (.csv, .tsv,
    .jsonl) has columns head, relation and tail: "item:<id>" is an item, and so is a head that is an item's id; every other
    name is an entity. Rows with items that are not among `items` are left out and counted. Raises DataError when a file
    cannot be used at all or no triple is about an item.
    """
    known = frozenset(str(item) for item in items)
    ending = _ending(path)
    if ending == KG:
        return _atomic(path, known)
    if ending not in (*_DELIMITED, *_JSON):
        wanted = ", ".join((KG, *_DELIMITED, *_JSON))
        raise DataError(
            f"{path.name} is no knowledge graph by its name; it should end in one of {wanted}, or in that and .gz."
        )
    file = TextFile(path)
    ledger = Ledger(file.name)
    with file.opened() as text:
        header, rows = (json_table if ending in _JSON else csv_table)(text, ledger)
        found = list(_triples(_columns(header, rows, _COLUMNS, ledger), known, ledger))
    return _finished(found, {}, (ledger.closed(),), file.name)


def is_knowledge(name: str) -> bool:
    """Whether a file beside others is their knowledge graph by its name: X.kg, or a table called "knowledge"."""
    path = Path(name.removesuffix(".gz"))
    return path.suffix == KG or (path.stem.lower() == "knowledge" and path.suffix in (*_DELIMITED, *_JSON))


def _atomic(path: Path, known: Collection[str]) -> LoadedKnowledge:
    packed = ".gz" if path.suffix == ".gz" else ""
    stem = path.name.removesuffix(packed).removesuffix(KG)
    ledger = Ledger(path.name)
    with TextFile(path).opened() as text:
        found = list(_triples(_columns(*_tabbed(text, ledger), _COLUMNS, ledger), None, ledger))
    beside = [path.with_name(stem + LINK + end) for end in (packed, "", ".gz")]
    link = next((one for one in beside if one.exists()), None)
    if link is None:
        raise DataError(f"{path.name} has no {stem}{LINK} beside it, which says the entity of each item; add it.")
    link_ledger = Ledger(link.name)
    with TextFile(link).opened() as text:
        links = dict(_links(_columns(*_tabbed(text, link_ledger), _LINK_COLUMNS, link_ledger), known, link_ledger))
    nodes = {ItemId(item): entity for item, entity in links.items()}
    return _finished(found, nodes, (ledger.closed(), link_ledger.closed()), path.name)


def _tabbed(text: TextIO, ledger: Ledger) -> Table:
    """An atomic file: columns `name:type`, tabs, nothing quoted."""
    header = [name.partition(":")[0] for name in text.readline().rstrip("\r\n").split("\t")]
    return Table(header, split_rows(text, "\t", len(header), ledger, start=2))


def _columns(
    header: Sequence[str], rows: Iterator[Row], wanted: Sequence[Sequence[str]], ledger: Ledger
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and fields of the wanted columns; a row in which one of them is empty is noted."""
    plain = ["".join(letter for letter in name.lower() if letter.isalnum()) for name in header]
    places = []
    for names in wanted:
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is None:
            raise DataError(
                f"{ledger.file}: line 1 names no column {names[0]!r}, its columns are {', '.join(header)[:120]!r}; "
                f"call the columns {', '.join(first for first, *_ in wanted)}."
            )
        places.append(place)
    for line, row in rows:
        fields = tuple(row[place].strip() for place in places)
        if all(fields):
            yield line, fields
        else:
            ledger.note(Reason.MALFORMED, line, ", ".join(row))


def _links(
    rows: Iterator[tuple[int, tuple[str, ...]]], known: Collection[str], ledger: Ledger
) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for line, (item, entity) in rows:
        if item not in known:
            ledger.note(Reason.UNKNOWN_ITEM, line, item)
        elif item in seen:
            ledger.note(Reason.DUPLICATE_ITEM, line, item)
        else:
            seen.add(item)
            yield item, entity


def _triples(
    rows: Iterator[tuple[int, tuple[str, ...]]], items: Collection[str] | None, ledger: Ledger
) -> Iterator[Triple]:
    """The triples, each once. With `items` nodes are items by their names, else by a link file."""
    seen: set[Triple] = set()
    for line, (head, relation, tail) in rows:
        is_item = items is not None and head in items
        triple = Triple(ITEM + head if is_item else head, relation, tail)
        strange = [name for name in (triple.head, tail) if items is not None and _is_strange(name, items)]
        if strange:
            ledger.note(Reason.UNKNOWN_ITEM, line, strange[0])
        elif triple in seen:
            ledger.note(Reason.DUPLICATE_TRIPLE, line, ", ".join(triple))
        else:
            seen.add(triple)
            yield triple


def _is_strange(name: str, items: Collection[str]) -> bool:
    return name.startswith(ITEM) and name.removeprefix(ITEM) not in items


def _finished(
    triples: Sequence[Triple], links: Mapping[ItemId, str], reports: tuple[FileReport, ...], file: str
) -> LoadedKnowledge:
    graph = knowledge(triples, links)
    if not graph.items:
        first = ", ".join(triples[0])
        raise DataError(
            f"{file}: none of its {len(triples)} triples is about an item of the catalogue, the first is {first!r}; "
            f'call items by their ids, as in "{ITEM}603", or bring the items in first.'
        )
    return LoadedKnowledge(graph, reports)


def _ending(path: Path) -> str:
    return Path(path.name.removesuffix(".gz")).suffix.lower()


def with_knowledge(loaded: Loaded, path: Path, known: Collection[ItemId] = ()) -> Loaded:
    """The load with the knowledge graph in a file, see `load_knowledge`; `known` are further items it may be about."""
    found = load_knowledge(path, {*known, *(item.id for item in loaded.items)})
    report = replace(loaded.report, knowledge=found.reports)
    return replace(loaded, knowledge=found.knowledge, report=report)


__all__ = ["LoadedKnowledge", "is_knowledge", "load_knowledge", "with_knowledge"]
