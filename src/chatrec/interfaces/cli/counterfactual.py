"""`chatrec counterfactual --user U --item I`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from chatrec.app.explaining import Question
from chatrec.core.ids import ItemId, UserId
from chatrec.interfaces.cli.options import Decided, decision_id, options
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.cli.text import change_lines

app = command()


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec counterfactual` takes."""

    user: Annotated[str, typer.Option(help="The user's id.")]
    item: Annotated[str, typer.Option(help="The item's id.")]
    n: Annotated[int, typer.Option("-n", help="How many items the list has.")] = 5
    first: Annotated[bool, typer.Option("--first", help="To lose the first place instead of leaving.")] = False
    decision: Decided = None


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Without which of the user's own actions and wishes an item would leave the list; tried before it is told."""
    face = terminal(context)
    asked = Question(user=UserId(given.user), n=given.n, decision=decision_id(given.decision), locale=face.locale)
    with face.app() as opened:
        found = opened.explaining.counterfactual(asked, ItemId(given.item), goal="first" if given.first else "list")
    face.print(found, change_lines(found, face.locale))
