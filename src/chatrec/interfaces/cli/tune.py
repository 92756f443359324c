"""`chatrec tune PROTOCOL --data PATH --model SCORER`."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from chatrec.app.datasets import load_data
from chatrec.app.settings import read_settings
from chatrec.app.tuning import Tuned, Tuning, Wanted
from chatrec.app.wiring import clock, kept_search
from chatrec.core.query import Locale
from chatrec.evaluation import PROTOCOLS, Estimate
from chatrec.evaluation.report import cell
from chatrec.evaluation.validation import VALIDATIONS
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.progress import TerminalProgress
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal
from chatrec.ports.search import Value

app = command()

INTERRUPTED = 130
WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "head": "{model} under {protocol} on {data} (fingerprint {fingerprint}): {metric} of {n} users on validation rows",
        "before": "now    {cell}",
        "best": "best   {cell}",
        "gain": "gain   {cell}",
        "tried": "{tried} settings tried, {failed} of them unusable, {seconds:.1f} s",
        "set": "On the command line:",
        "toml": "In chatrec.toml:",
        "several": "The choice saw no test row of the first random split; measure it with --seeds 1.",
        "folds": "The choice saw no test rating of the first fold; the other folds hold ratings that it saw.",
        "interrupted": "chatrec: interrupted after {done} settings, which are kept; the same command goes on from there.",
    },
    "zh": {
        "head": "{model}，协议 {protocol}，数据 {data}（指纹 {fingerprint}）：{n} 位用户在验证部分的 {metric}",
        "before": "现在   {cell}",
        "best": "最优   {cell}",
        "gain": "提升   {cell}",
        "tried": "共试 {tried} 组设置，其中 {failed} 组不可用，{seconds:.1f} 秒",
        "set": "命令行：",
        "toml": "写入 chatrec.toml：",
        "several": "选择过程未见过第一次随机划分的测试部分；请用 --seeds 1 评测。",
        "folds": "选择过程未见过第一折的测试评分；其余各折含有它见过的评分。",
        "interrupted": "chatrec：已中断；试过的 {done} 组设置已保存，再次运行同一命令会从此处继续。",
    },
}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec tune` takes."""

    protocol: Annotated[str, typer.Argument(help=f"One of: {', '.join(VALIDATIONS)}.")]
    data: Annotated[str, typer.Option(help="A data set's name, or a folder or file in its original form.")]
    model: Annotated[str, typer.Option(help="The scorer whose settings are searched.")]
    trials: Annotated[int, typer.Option(help="How many settings to try, those of earlier runs included.", min=1)] = 30
    seconds: Annotated[float | None, typer.Option(help="Begin no further setting after this time.", min=0)] = None
    metric: Annotated[str | None, typer.Option(help="What to raise; NDCG at the protocol's cutoff otherwise.")] = None
    space: Annotated[
        list[str] | None, typer.Option(help="Where to search a setting: scorer.l2=10:1000:log, or kind=a,b.")
    ] = None
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: scorer.together.l2=500.")] = None


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Search a scorer's settings on rows held out of the training part; test rows are never looked at.

    The search is kept in the home: an interrupted command goes on where it was.
    """
    face = terminal(context)
    tuned = _tuned(face, given)
    face.print(_json(tuned), list(_lines(tuned, face.locale)))


def _tuned(face: Terminal, given: Options) -> Tuned:
    settings = read_settings(face.home.folder, given.set_ or ())
    ordered = given.protocol in PROTOCOLS and PROTOCOLS[given.protocol].ordered
    loaded = load_data(given.data, face.home, clock(), ordered=ordered)
    wanted = Wanted(
        protocol=given.protocol,
        model=given.model,
        space=given.space or (),
        metric=given.metric,
        trials=given.trials,
        seconds=given.seconds,
    )
    progress = TerminalProgress(face.locale)
    tuning = Tuning(
        settings=settings,
        searches=lambda name, space, first: kept_search(face.home, name, space, seed=settings.seed, first=first),
        progress=progress,
    )
    try:
        with progress:
            return tuning.run(wanted, loaded, name=Path(given.data).name)
    except KeyboardInterrupt:
        print(WORDS[face.locale]["interrupted"].format(done=progress.done), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _json(tuned: Tuned) -> JsonValue:
    found = asdict(tuned)
    for name in ("validation", "before", "gain"):
        one: Estimate = getattr(tuned, name)
        found[name] = {"mean": one.mean, "ci95": [one.low, one.high], "n": one.n}
    found["set"] = list(_overrides(tuned))
    return found


def _lines(tuned: Tuned, locale: Locale) -> Iterator[str]:
    words = WORDS[locale]
    yield words["head"].format(
        model=tuned.model,
        protocol=tuned.protocol,
        data=tuned.data,
        fingerprint=tuned.fingerprint,
        metric=tuned.metric,
        n=tuned.validation.n,
    )
    yield from (f"  {name} = {space}" for name, space in tuned.space.items())
    yield ""
    yield words["before"].format(cell=cell(tuned.before))
    yield words["best"].format(cell=cell(tuned.validation))
    yield words["gain"].format(cell=cell(tuned.gain))
    yield words["tried"].format(tried=tuned.tried, failed=tuned.failed, seconds=tuned.seconds)
    yield from ("", words["set"], "  " + " ".join(f"--set {_quoted(one)}" for one in _overrides(tuned)))
    yield from ("", words["toml"], f"  [scorer.{tuned.model}]")
    yield from (f"  {name} = {_toml(value)}" for name, value in tuned.best.items())
    if tuned.several:
        yield from ("", words["folds" if PROTOCOLS[tuned.protocol].graded else "several"])


def _overrides(tuned: Tuned) -> Iterator[str]:
    return (f"scorer.{tuned.model}.{name}={_toml(value)}" for name, value in tuned.best.items())


def _quoted(override: str) -> str:
    return f"'{override}'" if '"' in override else override


def _toml(value: Value) -> str:
    """A value as TOML has it, which for these kinds is as JSON has it."""
    return json.dumps(value, ensure_ascii=False)
