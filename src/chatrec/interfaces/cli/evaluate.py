"""`chatrec evaluate PROTOCOL --data PATH`."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from numpy.random import default_rng

from chatrec.app.datasets import load_data
from chatrec.app.dialogues import Paths, evaluate_dialogues
from chatrec.app.evaluating import Evaluating
from chatrec.app.seeking import SEEKERS, sought_in
from chatrec.app.settings import read_settings
from chatrec.app.wiring import clock, kept_results, open_app
from chatrec.core.errors import ConfigError, InputError
from chatrec.core.query import Locale
from chatrec.data import with_knowledge
from chatrec.data.attribute_game import read_attribute_game
from chatrec.evaluation import PROTOCOLS, Report
from chatrec.evaluation.asking import SHOWN_METRICS, asking
from chatrec.evaluation.dialogues import FORMS, report_text
from chatrec.evaluation.html import page
from chatrec.evaluation.seeking import METRICS
from chatrec.evaluation.tables import PARTS, report_lines
from chatrec.interfaces.cli.nlu import NLU, told, understood
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.progress import TerminalProgress
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

ASKING = "asking"  # the attribute game, whose data are items to look for and not behaviour
DIALOGUE = "dialogue"  # people who look for something in a home, by talking
INTERRUPTED = 130  # as a shell reports a command that Ctrl-C ended
WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "interrupted": "chatrec: interrupted after {done} finished steps, which are kept; the same command goes on from "
        "there, and with --fresh it begins anew.",
        "written": "The report is in {path}.",
    },
    "zh": {
        "interrupted": "chatrec：已中断；已完成的 {done} 步已保存，再次运行同一命令会从此处继续，加 --fresh 则从头开始。",
        "written": "报告已写入 {path}。",
    },
}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec evaluate` takes."""

    protocol: Annotated[str, typer.Argument(help=f"One of: {', '.join((*PROTOCOLS, ASKING, DIALOGUE, NLU, *FORMS))}.")]
    data: Annotated[
        str | None,
        typer.Option(help="A data set's name, or a folder or file in its original form; dialogue takes the home."),
    ] = None
    train: Annotated[
        Path | None, typer.Option(help=f"What {', '.join((NLU, *FORMS))} learn from, a file or a folder.")
    ] = None
    test: Annotated[
        Path | None, typer.Option(help="What they are measured on; without it, nlu takes five folds of --train.")
    ] = None
    beside: Annotated[
        list[Path] | None, typer.Option(help="Dialogues of other data to learn from too; may be given several times.")
    ] = None
    seeds: Annotated[
        int, typer.Option(help="How many random splits to average; one where the split is given.", min=1)
    ] = 5
    knowledge: Annotated[Path | None, typer.Option(help="A knowledge graph of the items, as `ingest` takes it.")] = None
    models: Annotated[
        str | None, typer.Option(help="Which to measure: blend,together,filter. Otherwise the blend and its scorers.")
    ] = None
    metrics: Annotated[
        str, typer.Option(help=f"What the text tells beside accuracy: any of {','.join(PARTS)}, or all.")
    ] = "paired,worth"
    positive: Annotated[
        float | None, typer.Option(help="Measure beside it what changes when only ratings from here on count.")
    ] = None
    html: Annotated[Path | None, typer.Option(help="Write a report with plots to this file.")] = None
    seekers: Annotated[int, typer.Option(help="How many people look for something in dialogue.", min=1)] = SEEKERS
    fresh: Annotated[bool, typer.Option(help="Measure everything anew, whatever was kept.")] = False
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: scorer.together.l2=500.")] = None


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Measure the blend and its scorers, or other models, with 95 % intervals, paired tests and more than accuracy.

    Finished steps are kept in the home: an interrupted command goes on where it was.
    """
    face = terminal(context)
    if given.protocol in FORMS:
        report = _in_dialogues(face, given)
        face.print(json.loads(report.json()), report_text(report).splitlines())
        return
    if given.protocol == NLU:
        report = understood(given.train, given.test)
        face.print(json.loads(report.json()), told(report))
        return
    if given.protocol == DIALOGUE:
        _talked(face, given)
        return
    if given.protocol == ASKING:
        folder = Path(_data(given))
        report = asking(read_attribute_game(folder), default_rng(0), name=folder.name, seeds=given.seeds)
        face.print(json.loads(report.json()), report.text(SHOWN_METRICS).replace(" users ", " games ").splitlines())
        return
    parts = _parts(given.metrics)
    if given.html is not None:
        _refuse_unwritable(given.html)
    report = _measured(face, given)
    if given.html is not None:
        _write(given.html, page(report, PROTOCOLS[given.protocol].shown, face.locale))
    lines = report_lines(report, PROTOCOLS[given.protocol].shown, parts)
    if given.html is not None:
        lines += ["", WORDS[face.locale]["written"].format(path=given.html)]
    face.print(json.loads(report.json()), lines)


def _talked(face: Terminal, given: Options) -> None:
    """People of the home look for something by talking."""
    if given.data is not None:
        raise InputError(
            f"{DIALOGUE!r} is about the people of a home; leave out --data {given.data!r} and give --home."
        )
    with open_app(face.home.existing(), given.set_ or ()) as app:
        report = sought_in(app, default_rng(0), seekers=given.seekers)
    lines = report_lines(report, METRICS, _parts(given.metrics))
    face.print(json.loads(report.json()), [line.replace(" users ", " people ") for line in lines])


def _in_dialogues(face: Terminal, given: Options) -> Report:
    if given.train is None or given.test is None:
        raise InputError(f"{given.protocol!r} needs --train and --test, two parts that share no dialogue.")
    form = next(form for form in FORMS if form == given.protocol)
    settings = read_settings(face.home.folder, given.set_ or ())
    return evaluate_dialogues(Paths(form, given.train, given.test, tuple(given.beside or ())), settings)


def _data(given: Options) -> str:
    if given.data is None:
        raise InputError(
            f"{given.protocol!r} needs --data: a data set's name, or a folder or file in its original form."
        )
    return given.data


def _measured(face: Terminal, given: Options) -> Report:
    settings = read_settings(face.home.folder, given.set_ or ())
    ordered = given.protocol in PROTOCOLS and PROTOCOLS[given.protocol].ordered
    loaded = load_data(_data(given), face.home, clock(), ordered=ordered)
    if given.knowledge is not None:
        loaded = with_knowledge(loaded, given.knowledge)
    progress = TerminalProgress(face.locale)
    evaluating = Evaluating(
        settings=settings,
        models=None if given.models is None else list(_names(given.models)),
        progress=progress,
        results=kept_results(face.home),
        fresh=given.fresh,
    )
    try:
        with progress:
            return evaluating.run(
                given.protocol, loaded, seeds=given.seeds, name=Path(_data(given)).name, positive=given.positive
            )
    except KeyboardInterrupt:
        print(WORDS[face.locale]["interrupted"].format(done=progress.done), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _names(text: str) -> dict[str, None]:
    """The names between commas, each once."""
    return dict.fromkeys(name.strip() for name in text.split(",") if name.strip())


def _parts(text: str) -> tuple[str, ...]:
    """What to tell beside accuracy. Raises InputError for a part that there is not."""
    named = tuple(_names(text))
    unknown = [name for name in named if name not in (*PARTS, "all")]
    if unknown:
        raise InputError(f"--metrics {unknown[0]!r} is not told here; give any of {', '.join(PARTS)}, or all.")
    return tuple(PARTS) if "all" in named else named


def _refuse_unwritable(path: Path) -> None:
    """Before hours are spent, raise ConfigError when a file cannot be made there."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise ConfigError(f"--html {str(path)!r} is no place for a file; name a file in a folder that exists.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"--html {str(path)!r} cannot be written: {error.strerror}.") from error
