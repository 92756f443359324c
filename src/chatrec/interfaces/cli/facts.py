"""`chatrec facts`."""

from typing import Annotated

import typer

from chatrec.app.facts import add_further, fact_json, fact_lines, find_fact
from chatrec.app.wiring import open_app
from chatrec.core.errors import InputError
from chatrec.core.query import Locale
from chatrec.domains.base import named
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

LOCALES: tuple[Locale, ...] = ("en", "zh")
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
    add: Annotated[bool, typer.Option("--add", help="Add what the home lacks, as items that nobody rated.")] = False,
) -> None:
    """Show what we know of a thing in both languages, or add what the home's pack knows and the home lacks."""
    face = terminal(context)
    if (item is None) != add or (add and pack is not None):
        raise InputError("Give either --item TITLE, with or without --pack NAME, or --add.")
    if item is None:
        _add(face)
        return
    found, known = find_fact(item, pack)
    lines = [
        line
        for locale in LOCALES
        for line in (
            named(found, locale),
            *(f"  {name}: {what}" for name, what in fact_lines(found, known, locale)),
            "",
        )
    ]
    face.print(dict(fact_json(found)), [*lines, found.text])


def _add(face: Terminal) -> None:
    with open_app(face.home.existing()) as opened:
        added = add_further(opened.stores.items, opened.stores.transactions, opened.settings)
    face.print({"items": added}, [ADDED[face.locale].format(items=added, home=face.home.folder)])
