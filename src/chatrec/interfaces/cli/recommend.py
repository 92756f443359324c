"""`chatrec recommend --user U`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from chatrec.app.recommending import Grounds
from chatrec.core.ids import UserId
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.cli.text import slate_lines

app = command()


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec recommend` takes."""

    user: Annotated[str, typer.Option(help="The user's id; an unknown one gets a cold start.")]
    n: Annotated[int, typer.Option("-n", help="How many items.")] = 5
    where: Annotated[
        list[str] | None,
        typer.Option(help='Only such items: "year>1999", genre=Drama|Crime, genre!=Horror; repeatable.'),
    ] = None
    profiling: Annotated[
        bool, typer.Option("--profiling/--no-profiling", help="Whether anything that is known of the user is read.")
    ] = True
    judging: Annotated[
        bool,
        typer.Option(
            "--judging/--no-judging", help="Whether it may wait for a language model, as `llm.ranking_s` says."
        ),
    ] = True


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Recommend items to a user, each with its reason."""
    face = terminal(context)
    grounds = Grounds(profiling=given.profiling, judging=given.judging)
    with face.app() as opened:
        found = opened.recommending.recommend(
            UserId(given.user), n=given.n, locale=face.locale, where=given.where or (), grounds=grounds
        )
    face.print(found, [found.note, *([found.notice] if found.notice else []), *slate_lines(found.items)])
