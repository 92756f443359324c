"""`chatrec evaluate PROTOCOL --data PATH`."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import typer

from chatrec.core.errors import ConfigError, InputError
from chatrec.core.query import Locale
from chatrec.evaluation import PROTOCOLS
from chatrec.evaluation.html import page
from chatrec.interfaces.cli.evaluations import ASIDE, Options, measured
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()

WRITTEN: Mapping[Locale, str] = MappingProxyType({"en": "The report is in {path}.", "zh": "报告已写入 {path}。"})


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Measure the blend and its scorers, or other models, with 95 % intervals, paired tests and more than accuracy.

    Finished steps are kept in the home: an interrupted command goes on where it was.
    """
    face = terminal(context)
    if given.html is not None:
        _refuse_unwritable(given.html, given.protocol)
    report, lines = measured(face, given)
    if given.html is not None:
        _write(given.html, page(report, PROTOCOLS[given.protocol].shown, face.locale))
        lines += ["", WRITTEN[face.locale].format(path=given.html)]
    face.print(json.loads(report.json()), lines)


def _refuse_unwritable(path: Path, protocol: str) -> None:
    """Before hours are spent, raise ConfigError when a file cannot be made there, InputError when there is no page of it."""
    if protocol in ASIDE:
        raise InputError(f"{protocol!r} has no page of its own; leave out --html {str(path)!r}, or take --json.")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise ConfigError(f"--html {str(path)!r} is no place for a file; name a file in a folder that exists.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"--html {str(path)!r} cannot be written: {error.strerror}.") from error
