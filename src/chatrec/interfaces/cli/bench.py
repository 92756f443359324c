"""`chatrec bench NAME`."""

import runpy
import sys
from pathlib import Path
from typing import Annotated

import typer

import chatrec
from chatrec.core.errors import ConfigError, InputError
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()


@app.command(epilog=COMMON)
def run(context: typer.Context, name: Annotated[str, typer.Argument(help="A file of benchmarks/.")]) -> None:
    """Run a benchmark of the folder `benchmarks/` on the home."""
    folder = _folder()
    known = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    if name not in known:
        raise InputError(f"There is no benchmark {name!r}; known are: {', '.join(known)}.")
    sys.argv = [name, "--home", str(terminal(context).home.folder), *(["--json"] if terminal(context).as_json else [])]
    runpy.run_path(str(folder / f"{name}.py"), run_name="__main__")


def _folder() -> Path:
    """Beside the package in a wheel, at the root in a checkout."""
    package = Path(chatrec.__file__).parent
    for folder in (package / "benchmarks", package.parent.parent / "benchmarks"):
        if folder.is_dir():
            return folder
    raise ConfigError(
        "This installation carries no benchmarks; install Chat-Rec from its wheel or run from a checkout."
    )
