"""`chatrec decisions show ID` and `chatrec decisions replay ID`."""

from typing import Annotated

import typer

from chatrec.core.ids import DecisionId
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()

MOST = 6  # terms of an item that are shown; --json has all
DIFFERENT = 1

Id = Annotated[str, typer.Argument(help="The `decision_id` that came with a list.")]


@app.command(epilog=COMMON)
def show(context: typer.Context, decision: Id) -> None:
    """Show what was recommended, to whom, by which model, and why."""
    face = terminal(context)
    with face.app() as opened:
        stored, record = opened.replaying.read(DecisionId(decision))
        catalogue = opened.stores.items.catalogue()
    lines = [f"{stored.id}  user {stored.user}  model {stored.model}"]
    for place, shown in enumerate(record.items, start=1):
        lines.append(f"{place:3}. {catalogue[shown.item].title}  {shown.score:+.3f}")
        bars = sorted(zip(record.terms, shown.values, strict=True), key=lambda bar: -abs(bar[1]))
        lines += [f"     {value:+8.3f}  {source} {kind} {ref}" for (source, kind, ref), value in bars[:MOST] if value]
    told = record.model_dump(mode="json")
    face.print({"id": stored.id, "user": stored.user, "model": stored.model, "at": stored.at, **told}, lines)


@app.command(epilog=COMMON)
def replay(context: typer.Context, decision: Id) -> None:
    """Make a decision again with the model, catalogue, settings and question of then, and compare byte for byte."""
    face = terminal(context)
    with face.app() as opened:
        found = opened.replaying.replay(DecisionId(decision), face.locale)
    face.print(found, [found.sentence])
    if not found.identical:
        raise typer.Exit(DIFFERENT)
