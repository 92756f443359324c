"""`chatrec evaluate PROTOCOL --data PATH`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.datasets import load_data
from chatrec.app.evaluating import evaluate
from chatrec.app.settings import read_settings
from chatrec.app.wiring import clock
from chatrec.data import with_knowledge
from chatrec.evaluation import PROTOCOLS
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec evaluate` takes."""

    protocol: Annotated[str, typer.Argument(help=f"One of: {', '.join(PROTOCOLS)}.")]
    data: Annotated[str, typer.Option(help="A data set's name, or a folder or file in its original form.")]
    seeds: Annotated[
        int, typer.Option(help="How many random splits to average; one where the split is given.", min=1)
    ] = 5
    knowledge: Annotated[Path | None, typer.Option(help="A knowledge graph of the items, as `ingest` takes it.")] = None
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: scorer.together.l2=500.")] = None


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Measure the blend and each of its scorers alone, with 95 % bootstrap intervals over users."""
    face = terminal(context)
    settings = read_settings(face.home.folder, given.set_ or ())
    ordered = given.protocol in PROTOCOLS and PROTOCOLS[given.protocol].ordered
    loaded = load_data(given.data, face.home, clock(), ordered=ordered)
    if given.knowledge is not None:
        loaded = with_knowledge(loaded, given.knowledge)
    report = evaluate(given.protocol, loaded, settings, seeds=given.seeds, name=Path(given.data).name)
    face.print(json.loads(report.json()), report.text(PROTOCOLS[given.protocol].shown).splitlines())
