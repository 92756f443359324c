"""`chatrec ingest`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from chatrec.app.datasets import load_data
from chatrec.app.ingesting import Ingested, ingest, ingest_knowledge
from chatrec.app.settings import checked
from chatrec.app.wiring import clock, open_app
from chatrec.core.errors import InputError
from chatrec.core.query import Locale
from chatrec.data import Columns, Loaded, load_tables, told, with_knowledge
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

ADDED: dict[Locale, str] = {
    "en": "{items:,} new items and {events:,} new events in {home}.",
    "zh": "{home} 新增 {items:,} 个条目和 {events:,} 个事件。",
}


FACTS: dict[Locale, str] = {
    "en": "{triples:,} facts in {home}; `chatrec train` learns from them where `scorers` names 'knowledge'.",
    "zh": "{home} 现有 {triples:,} 条事实；`scorers` 中含 'knowledge' 时，`chatrec train` 会从中学习。",
}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec ingest` takes."""

    items: Annotated[Path | None, typer.Option(help="CSV, TSV or JSONL (.gz too) with item_id and title.")] = None
    events: Annotated[Path | None, typer.Option(help="CSV, TSV or JSONL (.gz too) with user_id and item_id.")] = None
    data: Annotated[str | None, typer.Option(help="A data set's name, or a path in its original form.")] = None
    column: Annotated[list[str] | None, typer.Option(help="Say which column means what: user_id=customer.")] = None
    knowledge: Annotated[
        Path | None, typer.Option(help="A .kg with its .link, or CSV, TSV or JSONL (.gz too) of head, relation, tail.")
    ] = None


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Bring a catalogue, behaviour and knowledge into the home. The cleaning report says what became of every row.

    A knowledge graph may come later than the items that it is about; it replaces the one before.
    """
    face = terminal(context)
    nothing_else = given.items is None and given.events is None and given.data is None
    if given.knowledge is not None and nothing_else:
        _know(face, given.knowledge)
        return
    loaded = _loaded(face, given.items, given.events, given.data, given.column or [])
    with open_app(face.home.made()) as opened:
        if given.knowledge is not None:
            loaded = with_knowledge(loaded, given.knowledge, [item.id for item in opened.stores.items.catalogue()])
        added = ingest(loaded, opened.stores.items, opened.stores.events, opened.stores.transactions)
    face.print(
        {"items": added.items, "events": added.events, "report": loaded.report.as_json()},
        [*loaded.report.lines(face.locale), _added(added, face)],
    )


def _know(face: Terminal, file: Path) -> None:
    """The graph of what is in the home already."""
    with open_app(face.home.existing()) as opened:
        found = ingest_knowledge(file, opened.stores.items, opened.stores.transactions)
    reports: list[JsonValue] = [one.as_json() for one in found.reports]
    triples = len(found.knowledge)
    last = FACTS[face.locale].format(triples=triples, home=face.home.folder)
    face.print({"triples": triples, "report": {"knowledge": reports}}, [*told(found.reports, face.locale), last])


def _loaded(face: Terminal, items: Path | None, events: Path | None, data: str | None, column: list[str]) -> Loaded:
    if data is not None and items is None and events is None and not column:
        return load_data(data, face.home, clock())
    if items is None or data is not None:
        raise InputError("Give either --data NAME, or --items FILE with or without --events FILE, or --knowledge FILE.")
    named = dict(_column(pair) for pair in column)
    return load_tables(items, events, checked(Columns, named, "--column"), now=clock().now())


def _column(pair: str) -> tuple[str, str]:
    meaning, separator, name = pair.partition("=")
    if not separator:
        raise InputError(f"--column {pair!r} names nothing; write MEANING=NAME, as in user_id=customer.")
    return meaning, name


def _added(added: Ingested, face: Terminal) -> str:
    return ADDED[face.locale].format(items=added.items, events=added.events, home=face.home.folder)
