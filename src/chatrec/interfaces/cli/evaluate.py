"""`chatrec evaluate PROTOCOL --data PATH`."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from numpy.random import default_rng

from chatrec.app import chat_rec
from chatrec.app.datasets import load_data
from chatrec.app.evaluating import Evaluating
from chatrec.app.language_model import with_model
from chatrec.app.settings import read_settings
from chatrec.app.wiring import asked_model, clock, kept_results
from chatrec.core.errors import ConfigError, InputError
from chatrec.core.query import Locale
from chatrec.data import with_knowledge
from chatrec.data.attribute_game import read_attribute_game
from chatrec.evaluation import PROTOCOLS, Report
from chatrec.evaluation.asking import SHOWN_METRICS, asking
from chatrec.evaluation.html import page
from chatrec.evaluation.tables import PARTS, report_lines
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.progress import TerminalProgress
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

ASKING = "asking"  # the attribute game, whose data are items to look for and not behaviour
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

    protocol: Annotated[str, typer.Argument(help=f"One of: {', '.join((*PROTOCOLS, ASKING, chat_rec.NAME))}.")]
    data: Annotated[str, typer.Option(help="A data set's name, or a folder or file in its original form.")]
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
    llm: Annotated[
        str | None, typer.Option(help="The language model of chat-rec: gguf:PATH, openai:MODEL@URL, anthropic:MODEL.")
    ] = None
    users: Annotated[int, typer.Option(help="Users whom chat-rec asks it about.", min=1)] = 50
    html: Annotated[Path | None, typer.Option(help="Write a report with plots to this file.")] = None
    fresh: Annotated[bool, typer.Option(help="Measure everything anew, whatever was kept.")] = False
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: scorer.together.l2=500.")] = None


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Measure the blend and its scorers, or other models, with 95 % intervals, paired tests and more than accuracy.

    Finished steps are kept in the home: an interrupted command goes on where it was.
    """
    face = terminal(context)
    if given.protocol == ASKING:
        folder = Path(given.data)
        report = asking(read_attribute_game(folder), default_rng(0), name=folder.name, seeds=given.seeds)
        face.print(json.loads(report.json()), report.text(SHOWN_METRICS).replace(" users ", " games ").splitlines())
        return
    if given.protocol == chat_rec.NAME:
        report = _asked(face, given)
        face.print(json.loads(report.json()), chat_rec.lines(report))
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


def _asked(face: Terminal, given: Options) -> Report:
    """The two tables of CHAT-REC, with a language model."""
    settings = read_settings(face.home.folder, given.set_ or ())
    loaded = load_data(given.data, face.home, clock())
    progress = TerminalProgress(face.locale)
    named = settings if given.llm is None else settings.model_copy(update={"llm": with_model(settings.llm, given.llm)})
    with asked_model(face.home.made(), named) as model, progress:
        measuring = chat_rec.Measuring(settings=named, model=model, users=given.users, progress=progress)
        return measuring.run(loaded, name=Path(given.data).name)


def _measured(face: Terminal, given: Options) -> Report:
    settings = read_settings(face.home.folder, given.set_ or ())
    ordered = given.protocol in PROTOCOLS and PROTOCOLS[given.protocol].ordered
    loaded = load_data(given.data, face.home, clock(), ordered=ordered)
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
                given.protocol, loaded, seeds=given.seeds, name=Path(given.data).name, positive=given.positive
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
