"""`chatrec judge`."""

from typing import Annotated

import typer

from chatrec.app.advising import weights_text
from chatrec.app.judging import Judging
from chatrec.app.language_model import with_model
from chatrec.app.wiring import asked_model, clock
from chatrec.core.query import Locale
from chatrec.interfaces.cli.progress import TerminalProgress
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.learning import JudgedBucket, Manifest

app = command()

WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "asked": "{model}: {asked} questions about {users} people, {unanswered} without an answer, {seconds:.2f} s each, {tokens:,} "
        "tokens",
        "bucket": "after {least} interactions or more: NDCG@5 {alone:.3f} by itself, {gain} with it; weight {weight:.3g}",
        "untold": "too few answers to tell",
        "helps": "{version} is live, and its lists ask the model as far as that helps: {weights}.",
        "useless": "{version} is live; the model makes no list better, and is not asked about any.",
        "waits": "Lists wait for it only with llm.ranking_s, which is 0 now; an answer took {seconds:.2f} s here.",
    },
    "zh": {
        "asked": "{model}：就 {users} 位用户提问 {asked} 次，{unanswered} 次未答，每次 {seconds:.2f} 秒，共 {tokens:,} 个 token",
        "bucket": "互动 {least} 次起：自身 NDCG@5 为 {alone:.3f}，加上它 {gain}；权重 {weight:.3g}",
        "untold": "回答太少，无法判断",
        "helps": "{version} 已上线，列表按其有用的程度询问模型：{weights}。",
        "useless": "{version} 已上线；模型没有让列表变好，不会被询问。",
        "waits": "只有设置 llm.ranking_s 后列表才会等待它，现在是 0；这里每次回答用时 {seconds:.2f} 秒。",
    },
}


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    users: Annotated[
        int, typer.Option(help="People of the home whom it is asked about, six requests each.", min=1)
    ] = 50,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: llm.model=openai:M@URL.")] = None,
) -> None:
    """Measure whether the language model's judgement makes the live version's lists better, and let it count as far as it does.

    What is hidden for it is what people liked last; each weight is 0 unless lists become better at the 5 % level.
    """
    face = terminal(context)
    with face.app(set_ or ()) as opened, TerminalProgress(face.locale) as progress:
        settings, named = opened.settings, opened.settings.llm.model
        # Patiently, and without the others that may stand in for it: it is this one that is measured.
        patient = settings.model_copy(update={"llm": with_model(settings.llm, named)}) if named else settings
        stores = opened.stores
        judging = Judging(
            items=stores.items, events=stores.events, models=opened.models, clock=clock(), progress=progress
        )
        with asked_model(face.home, patient) as model:
            manifest = judging.measure(patient, model, users=users)
    face.print(manifest.model_dump(mode="json"), _lines(manifest, face.locale, waits=settings.llm.ranking_s > 0))


def _lines(manifest: Manifest, locale: Locale, *, waits: bool) -> list[str]:
    words, report = WORDS[locale], manifest.judge
    if report is None:
        return []
    outcome = words["helps" if report.helps else "useless"]
    return [
        words["asked"].format(
            **report.model_dump(include={"model", "asked", "users", "unanswered", "seconds", "tokens"})
        ),
        *(_bucket(bucket, locale) for bucket in report.buckets if bucket.least),
        outcome.format(version=manifest.version, weights=weights_text(report)),
        *([words["waits"].format(seconds=report.seconds)] if report.helps and not waits else []),
    ]


def _bucket(bucket: JudgedBucket, locale: Locale) -> str:
    words, gain = WORDS[locale], bucket.gain
    told = words["untold"] if gain is None else f"{gain.mean:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"
    return words["bucket"].format(least=bucket.least, alone=bucket.alone, gain=told, weight=bucket.weight)
