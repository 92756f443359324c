"""`chatrec backup --to DIR`."""

from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.wiring import backed_up
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()

WORDS: dict[Locale, str] = {
    "en": "{folder} is a home of its own ({size:,.1f} MB, model versions: {versions}). To go back to it: chatrec serve --home {folder}",
    "zh": "{folder} 本身就是一个主目录（{size:,.1f} MB，模型版本 {versions} 个）。要回到它：chatrec serve --home {folder}",
}


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="A new folder, best on another disk.")],
) -> None:
    """Copy the home to a new folder while it is being used: whole or not at all, and a home of its own.

    Data sets, evaluations and the operator's key are left out: they can be made again.
    """
    face = terminal(context)
    kept = backed_up(face.home.existing(), to)
    face.print(kept, [WORDS[face.locale].format(folder=kept.folder, size=kept.bytes / 1e6, versions=kept.versions)])
