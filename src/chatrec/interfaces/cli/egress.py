"""`chatrec egress`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from chatrec.app.egress import egress_out
from chatrec.app.language_model import Ledgers
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    limit: Annotated[int, typer.Option("-n", help="How many of the latest requests to show.", min=0)] = 20,
) -> None:
    """Show what left this machine for a language model: when, to whom, what kinds of data, how much."""
    face = terminal(context)
    with face.app() as opened:
        ledgers = Ledgers(opened.stores.egress, opened.stores.spending)
        record = egress_out(ledgers, opened.settings.llm, limit=limit)
    lines = [f"llm.egress = {record.mode}: {record.requests:,} requests, {record.bytes:,} bytes in all"]
    for sent in record.sent:
        when = datetime.fromtimestamp(sent.at, UTC).isoformat(" ", "seconds")
        what = ", ".join(sent.fields) or "nothing about anybody"
        lines.append(f"{when}  {sent.to}  {sent.model}  {sent.size:,} bytes: {what}; {sent.blacked_out} blacked out")
    for day in record.spent:
        tokens = f"{day.prompt_tokens:,} tokens in, {day.completion_tokens:,} out"
        lines.append(f"{day.day}  {day.model}  {day.requests:,} requests: {tokens}; cost {day.cost:.4g}")
    face.print(record, lines)
