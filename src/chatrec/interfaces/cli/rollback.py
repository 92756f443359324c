"""`chatrec rollback`."""

import typer

from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command(epilog=COMMON)
def run(context: typer.Context) -> None:
    """Make the version live that was live before; running servers take it up with their next request."""
    face = terminal(context)
    with face.app() as opened:
        version = opened.versions.rollback()
    face.print({"live": version}, [version])
