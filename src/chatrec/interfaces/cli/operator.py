"""`chatrec operator`."""

import typer

from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command(epilog=COMMON)
def run(context: typer.Context) -> None:
    """Say where the operator's dashboard is, with the key that opens it; it is kept in the home, for its owner's eyes."""
    face = terminal(context)
    with face.app() as opened:
        key, listening = opened.operator_key(), opened.settings.serve
    address = f"http://{listening.host}:{listening.port}/operator#key={key}"
    face.print({"address": address, "key": key}, [address])
