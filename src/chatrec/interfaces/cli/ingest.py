"""`chatrec ingest`."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from chatrec.app.datasets import find_data
from chatrec.app.ingesting import Ingested, ingest_knowledge
from chatrec.app.settings import checked
from chatrec.app.wiring import clock, ingest_into, open_app
from chatrec.core.errors import InputError
from chatrec.core.query import Locale
from chatrec.data import Columns, Source, TextFile, tables, told
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

TOLD_EVERY = 500_000  # rows
STEPS: dict[Locale, dict[str, str]] = {
    "en": {"read": "{rows:,} rows read ...", "stored": "{rows:,} events stored ..."},
    "zh": {"read": "已读取 {rows:,} 行……", "stored": "已存入 {rows:,} 个事件……"},
}
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

    items: Annotated[Path | None, typer.Option(help="CSV, TSV, JSONL (.gz too), Parquet or a product feed.")] = None
    events: Annotated[Path | None, typer.Option(help="CSV, TSV, JSONL (.gz too) or Parquet with user_id.")] = None
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
    source = _source(face, given)
    if given.knowledge is not None:
        source = replace(source, graph=given.knowledge)
    with open_app(face.home.made()) as opened:
        added = ingest_into(opened, source, _Rows(face.locale))
    face.print(
        {"items": added.items, "events": added.events, "report": added.report.as_json()},
        [*added.report.lines(face.locale), _added(added, face)],
    )


def _know(face: Terminal, file: Path) -> None:
    """The graph of what is in the home already."""
    with open_app(face.home.existing()) as opened:
        found = ingest_knowledge(file, opened.stores.items, opened.stores.transactions)
    reports: list[JsonValue] = [one.as_json() for one in found.reports]
    triples = len(found.knowledge)
    last = FACTS[face.locale].format(triples=triples, home=face.home.folder)
    face.print({"triples": triples, "report": {"knowledge": reports}}, [*told(found.reports, face.locale), last])


class _Rows:
    """Tells on stderr how far it is, every half a million rows."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._next = TOLD_EVERY
        self._step = ""

    def __call__(self, step: str, rows: int) -> None:
        if step != self._step:
            self._step, self._next = step, TOLD_EVERY
        if rows >= self._next:
            self._next = rows - rows % TOLD_EVERY + TOLD_EVERY
            print(STEPS[self._locale][step].format(rows=rows), file=sys.stderr, flush=True)


def _source(face: Terminal, given: Options) -> Source:
    items, events, data, column = given.items, given.events, given.data, given.column or []
    if data is not None and items is None and events is None and not column:
        return find_data(data, face.home, clock())
    if items is None or data is not None:
        raise InputError(
            "Give either --data NAME, or --items FILE with or without --events FILE, or --knowledge FILE.",
            zh="请给出 --data NAME，或 --items FILE（可带 --events FILE），或 --knowledge FILE。",
        )
    named = checked(Columns, dict(_column(pair) for pair in column), "--column")
    behaviour = None if events is None else TextFile(events)
    return tables(TextFile(items), behaviour, named, now=clock().now())


def _column(pair: str) -> tuple[str, str]:
    meaning, separator, name = pair.partition("=")
    if not separator:
        raise InputError(
            f"--column {pair!r} names nothing; write MEANING=NAME, as in user_id=customer.",
            zh=f"--column {pair!r} 没有指明什么；请写成 含义=列名，如 user_id=customer。",
        )
    return meaning, name


def _added(added: Ingested, face: Terminal) -> str:
    return ADDED[face.locale].format(items=added.items, events=added.events, home=face.home.folder)
