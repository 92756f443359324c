"""`chatrec data list` and `chatrec data get NAME`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.datasets import get_data, listed
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command("list", epilog=COMMON)
def list_sets(context: typer.Context) -> None:
    """List the data sets that can be got by name."""
    face = terminal(context)
    about = listed(face.locale)
    face.print({**about}, [f"{name}  {text}" for name, text in about.items()])


@app.command("get", epilog=COMMON)
def get(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name from `chatrec data list`.")],
    from_dir: Annotated[Path | None, typer.Option("--from", help="A folder that has the files already.")] = None,
) -> None:
    """Put a data set into the home: official address first, then a published mirror; checked; the terms are printed."""
    face = terminal(context)
    fetched = get_data(name, face.home.made(), from_dir)
    for note in fetched.notes:
        print(note, file=sys.stderr)
    print(fetched.terms[face.locale], file=sys.stderr)
    face.print({"name": name, "path": str(fetched.path), "source": fetched.source}, [str(fetched.path)])
