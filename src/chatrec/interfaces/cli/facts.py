"""`chatrec facts`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.facts import LOCALES, Found, add_further, fact_json, fact_lines, find_fact
from chatrec.app.wiring import open_app
from chatrec.core.errors import InputError
from chatrec.core.query import Locale
from chatrec.domains.base import named, prose
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

ADDED: dict[Locale, str] = {
    "en": "{items:,} new items in {home}; `chatrec train` lets them be recommended by what they are.",
    "zh": "{home} 新增 {items:,} 个条目；运行 `chatrec train` 后即可按内容推荐。",
}


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    item: Annotated[
        str | None, typer.Option(help="A title in English or Chinese, with the year where two have it.")
    ] = None,
    pack: Annotated[str | None, typer.Option(help="Look into this pack alone: books, movies, music or shop.")] = None,
    graph: Annotated[Path | None, typer.Option(help="Draw the graph around it into this SVG file.")] = None,
    add: Annotated[bool, typer.Option("--add", help="Add what the home lacks, as items that nobody rated.")] = False,
) -> None:
    """Show what we know of a thing in both languages, or add what the home's pack knows and the home lacks."""
    face = terminal(context)
    if (item is None) != add or (add and (pack, graph) != (None, None)):
        raise InputError("Give either --item TITLE, with or without --pack NAME and --graph FILE, or --add.")
    if item is None:
        _add(face)
        return
    found = find_fact(item, pack)
    if graph is not None:
        _draw(found, graph)
    face.print(dict(fact_json(found)), [line for locale in LOCALES for line in _card(found, locale)])


def _card(found: Found, locale: Locale) -> Iterator[str]:
    """What is known of a thing in one language."""
    yield named(found.item, locale)
    yield from (f"  {name}: {what}" for name, what in fact_lines(found.item, found.domain, locale))
    yield f"  {prose(found.item, locale)}".rstrip()
    yield ""


def _draw(found: Found, file: Path) -> None:
    if file.suffix != ".svg":
        raise InputError(f"--graph {str(file)!r} is no SVG; give a file name that ends in .svg.")
    try:
        file.write_text(found.graph(), encoding="utf-8")
    except OSError as error:
        raise InputError(f"--graph {str(file)!r} cannot be written: {error.strerror}; choose another place.") from error


def _add(face: Terminal) -> None:
    with open_app(face.home.existing()) as opened:
        added = add_further(opened.stores.items, opened.stores.transactions, opened.settings)
    face.print({"items": added}, [ADDED[face.locale].format(items=added, home=face.home.folder)])
