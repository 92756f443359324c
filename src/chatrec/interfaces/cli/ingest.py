"""`chatrec ingest`."""

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
from chatrec.data import Columns, Loaded, load_tables, with_knowledge
from chatrec.data import told as sentences
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

ADDED: dict[Locale, str] = {
    "en": "{items:,} new items and {events:,} new events in {home}.",
    "zh": "{home} 新增 {items:,} 个条目和 {events:,} 个事件。",
}
FACTS: dict[Locale, str] = {
    "en": "{triples:,} facts in {home}; `chatrec train` learns from them when `scorers` names 'knowledge'.",
    "zh": "{home} 现有 {triples:,} 条事实；`scorers` 中含 'knowledge' 时，`chatrec train` 会从中学习。",
}


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    items: Annotated[Path | None, typer.Option(help="CSV, TSV or JSONL (.gz too) with item_id and title.")] = None,
    events: Annotated[Path | None, typer.Option(help="CSV, TSV or JSONL (.gz too) with user_id and item_id.")] = None,
    data: Annotated[str | None, typer.Option(help="A data set's name, or a path in its original form.")] = None,
    column: Annotated[list[str] | None, typer.Option(help="Say which column means what: user_id=customer.")] = None,
    knowledge: Annotated[
        Path | None, typer.Option(help="A .kg with its .link, or CSV, TSV or JSONL (.gz too) of head, relation, tail.")
    ] = None,
) -> None:
    """Bring a catalogue, behaviour and knowledge into the home. The cleaning report says what became of every row."""
    face = terminal(context)
    if knowledge is not None and items is None and events is None and data is None:
        _only_knowledge(face, knowledge)
        return
    loaded = _loaded(face, items, events, data, column or [])
    with open_app(face.home.made()) as opened:
        if knowledge is not None:
            known = [item.id for item in opened.stores.items.catalogue()]
            loaded = with_knowledge(loaded, knowledge, known)
        added = ingest(loaded, opened.stores.items, opened.stores.events, opened.stores.transactions)
    face.print(
        {"items": added.items, "events": added.events, "report": loaded.report.as_json()},
        [*loaded.report.lines(face.locale), _added(added, face)],
    )


def _only_knowledge(face: Terminal, file: Path) -> None:
    """The graph of what is in the home already."""
    with open_app(face.home.existing()) as opened:
        told = ingest_knowledge(file, opened.stores.items, opened.stores.transactions)
    report: list[JsonValue] = [one.as_json() for one in told.reports]
    face.print(
        {"triples": len(told.knowledge), "report": {"knowledge": report}},
        [
            *sentences(told.reports, face.locale),
            FACTS[face.locale].format(triples=len(told.knowledge), home=face.home.folder),
        ],
    )


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
