"""`chatrec facts`."""

from typing import Annotated

import typer

from chatrec.app.facts import add_further, fact_json, fact_lines, find_fact
from chatrec.app.wiring import open_app
from chatrec.core.errors import InputError
from chatrec.core.query import Locale
from chatrec.domains.base import named, prose
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
    add: Annotated[bool, typer.Option("--add", help="Add what the home lacks, as items that nobody rated.")] = False,
) -> None:
    """Show what we know of a film in both languages, or add the films that the home lacks."""
    face = terminal(context)
    if (item is None) != add:
        raise InputError("Give either --item TITLE or --add.")
    if item is None:
        _add(face)
        return
    found, known = find_fact(item)
    lines = [
        line
        for locale in LOCALES
        for line in (
            named(found, locale),
            *(f"  {name}: {what}" for name, what in fact_lines(found, known, locale)),
            f"  {prose(found, locale)}",
            "",
        )
    ]
    face.print(dict(fact_json(found)), lines[:-1])


def _add(face: Terminal) -> None:
    with open_app(face.home.existing()) as opened:
        added = add_further(opened.stores.items, opened.stores.transactions, opened.settings)
    face.print({"items": added}, [ADDED[face.locale].format(items=added, home=face.home.folder)])
