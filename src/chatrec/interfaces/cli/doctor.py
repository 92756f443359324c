"""`chatrec doctor`."""

import typer

from chatrec.app.checkup import checkup
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command(epilog=COMMON)
def run(context: typer.Context) -> None:
    """Check the installation and the home, and say what to do about what is missing."""
    face = terminal(context)
    findings = checkup(face.home)
    lines = [f"{'ok  ' if finding.ok else 'FAIL'}  {finding.what}: {finding.found}" for finding in findings]
    face.print(
        {"ok": all(finding.ok for finding in findings), "findings": [list(finding) for finding in findings]}, lines
    )
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
