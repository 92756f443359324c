"""`chatrec serve`."""

from typing import Annotated

import typer

from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.http import serve

app = command()


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on [default: serve.host].")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on [default: serve.port].", min=0, max=65535)] = None,
) -> None:
    """Serve the HTTP API and the web page until Ctrl-C."""
    face = terminal(context)
    with face.app() as opened:
        listening = opened.settings.serve
        serve(opened, listening.host if host is None else host, listening.port if port is None else port)
