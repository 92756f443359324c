"""`chatrec promote VERSION`."""

from typing import Annotated

import typer

from chatrec.core.ids import ModelVersion
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command(epilog=COMMON)
def run(context: typer.Context, version: Annotated[str, typer.Argument(help="From `chatrec versions`.")]) -> None:
    """Make a model version live; running servers take it up with their next request."""
    face = terminal(context)
    with face.app() as opened:
        opened.versions.promote(ModelVersion(version))
    face.print({"live": version}, [version])
