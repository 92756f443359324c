"""What `chatrec evaluate` measures: the protocols over behaviour, and beside them what is measured on other things."""

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, NamedTuple

import typer
from numpy.random import default_rng

from chatrec.app import chat_rec
from chatrec.app.datasets import load_data
from chatrec.app.dialogues import Paths, evaluate_dialogues
from chatrec.app.evaluating import Evaluating
from chatrec.app.language_model import with_model
from chatrec.app.seeking import SEEKERS, sought_in
from chatrec.app.settings import read_settings
from chatrec.app.wiring import asked_model, clock, kept_results, open_app
from chatrec.core.errors import InputError
from chatrec.core.query import Locale
from chatrec.data import with_knowledge
from chatrec.data.attribute_game import read_attribute_game
from chatrec.evaluation import PROTOCOLS, Report
from chatrec.evaluation.asking import SHOWN_METRICS, asking
from chatrec.evaluation.dialogues import FORMS, report_text
from chatrec.evaluation.seeking import METRICS
from chatrec.evaluation.tables import PARTS, report_lines
from chatrec.evaluation.worded import Wordsmith
from chatrec.interfaces.cli.nlu import NLU, told, understood
from chatrec.interfaces.cli.progress import TerminalProgress
from chatrec.interfaces.cli.terminal import Terminal

ASKING = "asking"  # the attribute game, whose data are items to look for and not behaviour
DIALOGUE = "dialogue"  # people who look for something in a home, by talking
ASIDE = (ASKING, chat_rec.NAME, DIALOGUE, NLU, *FORMS)  # what is no protocol over behaviour
INTERRUPTED = 130  # as a shell reports a command that Ctrl-C ended
SAID: Mapping[Locale, str] = MappingProxyType(
    {
        "en": "chatrec: interrupted after {done} finished steps, which are kept; the same command goes on from "
        "there, and with --fresh it begins anew.",
        "zh": "chatrec：已中断；已完成的 {done} 步已保存，再次运行同一命令会从此处继续，加 --fresh 则从头开始。",
    }
)


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec evaluate` takes."""

    protocol: Annotated[str, typer.Argument(help=f"One of: {', '.join((*PROTOCOLS, *ASIDE))}.")]
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
    llm: Annotated[
        str | None,
        typer.Option(
            help="The language model of chat-rec, or that words the seekers of dialogue: gguf:PATH, openai:MODEL@URL, anthropic:MODEL."
        ),
    ] = None
    users: Annotated[int, typer.Option(help="Users whom chat-rec asks it about.", min=1)] = 50
    html: Annotated[Path | None, typer.Option(help="Write a report with plots to this file.")] = None
    seekers: Annotated[int, typer.Option(help="How many people look for something in dialogue.", min=1)] = SEEKERS
    fresh: Annotated[bool, typer.Option(help="Measure everything anew, whatever was kept.")] = False
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: scorer.together.l2=500.")] = None


class Measured(NamedTuple):
    """A report, and the lines that tell it."""

    report: Report
    lines: list[str]


def measured(face: Terminal, given: Options) -> Measured:
    """Measure what was asked for. Raises InputError where an option is missing or of no use for it."""
    aside: Mapping[str, Callable[[Terminal, Options], Measured]] = {
        ASKING: _of_the_game,
        chat_rec.NAME: _with_a_language_model,
        DIALOGUE: _of_seekers,
        NLU: _of_utterances,
        **dict.fromkeys(FORMS, _of_dialogues),
    }
    return aside.get(given.protocol, _of_behaviour)(face, given)


def _of_the_game(face: Terminal, given: Options) -> Measured:  # noqa: ARG001 - one of several
    folder = Path(_data(given))
    report = asking(read_attribute_game(folder), default_rng(0), name=folder.name, seeds=given.seeds)
    return Measured(report, report.text(SHOWN_METRICS).replace(" users ", " games ").splitlines())


def _with_a_language_model(face: Terminal, given: Options) -> Measured:
    """The two tables of CHAT-REC."""
    settings = read_settings(face.home.folder, given.set_ or ())
    loaded = load_data(_data(given), face.home, clock())
    progress = TerminalProgress(face.locale)
    named = settings if given.llm is None else settings.model_copy(update={"llm": with_model(settings.llm, given.llm)})
    with asked_model(face.home.made(), named) as model, progress:
        measuring = chat_rec.Measuring(settings=named, model=model, users=given.users, progress=progress)
        report = measuring.run(loaded, name=Path(_data(given)).name)
    return Measured(report, chat_rec.lines(report))


def _of_seekers(face: Terminal, given: Options) -> Measured:
    """People of the home look for something by talking."""
    if given.data is not None:
        raise InputError(
            f"{DIALOGUE!r} is about the people of a home; leave out --data {given.data!r} and give --home."
        )
    home = face.home.existing()
    with ExitStack() as open_, open_app(home, given.set_ or ()) as app:
        wordsmith = None
        if given.llm is not None:
            named = app.settings.model_copy(update={"llm": with_model(app.settings.llm, given.llm)})
            model = open_.enter_context(asked_model(home, named))
            wordsmith = Wordsmith(model=model, timeout_s=named.llm.timeout_s) if model else None
        report = sought_in(app, default_rng(0), seekers=given.seekers, wordsmith=wordsmith)
    lines = report_lines(report, METRICS, parts(given.metrics))
    return Measured(report, [line.replace(" users ", " people ") for line in lines])


def _of_utterances(face: Terminal, given: Options) -> Measured:  # noqa: ARG001 - one of several
    report = understood(given.train, given.test)
    return Measured(report, told(report))


def _of_dialogues(face: Terminal, given: Options) -> Measured:
    if given.train is None or given.test is None:
        raise InputError(f"{given.protocol!r} needs --train and --test, two parts that share no dialogue.")
    form = next(form for form in FORMS if form == given.protocol)
    settings = read_settings(face.home.folder, given.set_ or ())
    report = evaluate_dialogues(Paths(form, given.train, given.test, tuple(given.beside or ())), settings)
    return Measured(report, report_text(report).splitlines())


def _of_behaviour(face: Terminal, given: Options) -> Measured:
    told_beside = parts(given.metrics)
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
            report = evaluating.run(
                given.protocol, loaded, seeds=given.seeds, name=Path(_data(given)).name, positive=given.positive
            )
    except KeyboardInterrupt:
        print(SAID[face.locale].format(done=progress.done), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    return Measured(report, report_lines(report, PROTOCOLS[given.protocol].shown, told_beside))


def _data(given: Options) -> str:
    if given.data is None:
        raise InputError(
            f"{given.protocol!r} needs --data: a data set's name, or a folder or file in its original form."
        )
    return given.data


def _names(text: str) -> dict[str, None]:
    """The names between commas, each once."""
    return dict.fromkeys(name.strip() for name in text.split(",") if name.strip())


def parts(text: str) -> tuple[str, ...]:
    """What to tell beside accuracy. Raises InputError for a part that there is not."""
    named = tuple(_names(text))
    unknown = [name for name in named if name not in (*PARTS, "all")]
    if unknown:
        raise InputError(f"--metrics {unknown[0]!r} is not told here; give any of {', '.join(PARTS)}, or all.")
    return tuple(PARTS) if "all" in named else named


__all__ = ["ASIDE", "Measured", "Options", "measured"]
