"""`chatrec versions`."""

from datetime import UTC, datetime

import typer

from chatrec.app.advising import weights_text
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.learning import Manifest

app = command()


@app.command(epilog=COMMON)
def run(context: typer.Context) -> None:
    """List the model versions, oldest first; the live one is marked."""
    face = terminal(context)
    with face.app() as opened:
        manifests = opened.versions.every()
        live = opened.versions.live()
    current = live.version if live else None
    lines = [
        f"{'*' if manifest.version == current else ' '} {manifest.version}  "
        f"{datetime.fromtimestamp(manifest.created_at, UTC):%Y-%m-%d %H:%M} UTC  "
        f"ndcg@10 {_ndcg(manifest)}  {manifest.interactions:,} interactions  {manifest.fingerprint}{_judged(manifest)}"
        for manifest in manifests
    ]
    face.print({"live": current, "versions": [manifest.model_dump(mode="json") for manifest in manifests]}, lines)


def _judged(manifest: Manifest) -> str:
    """Whose judgement of lists it knows the worth of, and that worth."""
    report = manifest.judge
    return "" if report is None else f"  {report.model}: {weights_text(report)}"


def _ndcg(manifest: Manifest) -> str:
    found = manifest.metrics.get("ndcg@10")
    return f"{found.mean:.4f}" if found else "-"
