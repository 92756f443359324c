"""`chatrec mcp`."""

import sys

import typer

from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.http.logs import configure_logs
from chatrec.interfaces.mcp import Scope, mcp_server

app = command()


@app.command(epilog=COMMON)
def run(context: typer.Context) -> None:
    """Serve the tools for agents over stdin and stdout, until stdin ends."""
    face = terminal(context)
    with face.app() as opened:
        configure_logs(opened.settings.serve.log_level, sys.stderr)
        opened.live.tools()
        mcp_server(opened, frozenset(map(Scope, opened.settings.agents.scopes))).run("stdio")
