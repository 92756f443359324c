"""`chatrec explain --user U --item I`."""

from typing import Annotated

import typer

from chatrec.core.ids import ItemId, UserId
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.cli.text import bar_lines, title

app = command()


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    user: Annotated[str, typer.Option(help="The user's id.")],
    item: Annotated[str, typer.Option(help="The item's id.")],
) -> None:
    """Show why an item scores what it scores for a user: every bar, and their sum."""
    face = terminal(context)
    with face.app() as opened:
        found = opened.recommending.explain(UserId(user), ItemId(item), locale=face.locale)
    lines = [f"{title(found.item)}  ·  {found.item.probability:.0%}", found.note, *bar_lines(found.item, face.locale)]
    face.print(found, lines)
