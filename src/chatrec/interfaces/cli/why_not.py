"""`chatrec why-not --user U --item I`."""

from typing import Annotated

import typer

from chatrec.app.explaining import Question
from chatrec.core.ids import ItemId, UserId
from chatrec.interfaces.cli.options import Decided, decision_id
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.cli.text import change_lines

app = command()


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    user: Annotated[str, typer.Option(help="The user's id.")],
    item: Annotated[str, typer.Option(help="The item's id.")],
    n: Annotated[int, typer.Option("-n", help="How many items the list has.")] = 5,
    decision: Decided = None,
) -> None:
    """Why an item is not in a user's list, and the fewest changes that would bring it in; tried before they are told."""
    face = terminal(context)
    asked = Question(user=UserId(user), n=n, decision=decision_id(decision), locale=face.locale)
    with face.app() as opened:
        found = opened.explaining.why_not(asked, ItemId(item))
    face.print(found, change_lines(found, face.locale))
