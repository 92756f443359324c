"""`chatrec evaluate PROTOCOL --data PATH`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.datasets import load_data
from chatrec.app.evaluating import evaluate
from chatrec.app.settings import read_settings
from chatrec.app.wiring import clock
from chatrec.data import with_knowledge
from chatrec.evaluation import PROTOCOLS
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    protocol: Annotated[str, typer.Argument(help=f"One of: {', '.join(PROTOCOLS)}.")],
    data: Annotated[str, typer.Option(help="A data set's name, or a folder or file in its original form.")],
    seeds: Annotated[
        int, typer.Option(help="How many random splits to average; one where the split is given.", min=1)
    ] = 5,
    knowledge: Annotated[Path | None, typer.Option(help="A knowledge graph, as `ingest` takes it.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: scorer.together.l2=500.")] = None,
) -> None:
    """Measure the blend and each of its scorers alone, with 95 % bootstrap intervals over users."""
    face = terminal(context)
    settings = read_settings(face.home.folder, set_ or ())
    ordered = protocol in PROTOCOLS and PROTOCOLS[protocol].ordered
    loaded = load_data(data, face.home, clock(), ordered=ordered)
    loaded = loaded if knowledge is None else with_knowledge(loaded, knowledge)
    report = evaluate(protocol, loaded, settings, seeds=seeds, name=Path(data).name)
    face.print(json.loads(report.json()), report.text(PROTOCOLS[protocol].shown).splitlines())
