"""`chatrec recommend --user U`."""

from typing import Annotated

import typer

from chatrec.core.ids import UserId
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.cli.text import slate_lines

app = command()


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    user: Annotated[str, typer.Option(help="The user's id; an unknown one gets a cold start.")],
    n: Annotated[int, typer.Option("-n", help="How many items.")] = 5,
    where: Annotated[
        list[str] | None,
        typer.Option(help='Only such items: "year>1999", genre=Drama|Crime, genre!=Horror; repeatable.'),
    ] = None,
    *,
    profiling: Annotated[
        bool, typer.Option("--profiling/--no-profiling", help="Whether anything that is known of the user is read.")
    ] = True,
) -> None:
    """Recommend items to a user, each with its reason."""
    face = terminal(context)
    with face.app() as opened:
        found = opened.recommending.recommend(
            UserId(user), n=n, locale=face.locale, profiling=profiling, where=where or ()
        )
    face.print(found, [found.note, *slate_lines(found.items)])
