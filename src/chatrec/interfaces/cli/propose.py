"""`chatrec propose themes|moods|queries|paraphrases`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.proposals import ProposedOut, proposed_out
from chatrec.app.proposers import Effort, propose
from chatrec.app.proposing import Proposed
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal
from chatrec.ports.proposals import ProposalKind

app = command()

TOLD_EVERY = 20  # things that were asked about
Limit = Annotated[int, typer.Option("-n", "--limit", help="Things to ask about, at most.", min=1)]
Asks = Annotated[int, typer.Option(help="Times to ask about each, in different orders; most must agree.", min=1, max=9)]
Each = Annotated[int, typer.Option(help="How many to ask for about each.", min=1, max=9)]
WORDS: Mapping[Locale, Mapping[str, str]] = {
    "en": {
        "so far": "{asked:,} asked about, {kept:,} proposals kept ...",
        "interrupted": "Interrupted: {asked:,} asked about, {kept:,} proposals kept; the next run goes on from there.",
        "kept": "{kept:,} new proposals of {kind}s wait for `chatrec review`; {known:,} were known already. Nothing else has changed.",
        "asked": "{asked:,} asked about by {model}, of {empty:,} it proposed nothing, {left:,} left; {untold:,} tell nothing by which an answer could be confirmed.",
        "dropped": "dropped: {counts}",
        "failed": "not answered, to be asked again: {counts}",
        "took": "{tokens:,} tokens, cost {cost:.4g}, {seconds:.1f} s",
    },
    "zh": {
        "so far": "已询问 {asked:,} 个，保留 {kept:,} 条提议……",
        "interrupted": "已中断：询问了 {asked:,} 个，保留 {kept:,} 条提议；下次从这里继续。",
        "kept": "{kept:,} 条新的 {kind} 提议等待 `chatrec review` 审核；{known:,} 条此前已有。其余一切未变。",
        "asked": "已由 {model} 询问 {asked:,} 个，其中 {empty:,} 个没有提议，剩余 {left:,} 个；{untold:,} 个没有可供核对的内容。",
        "dropped": "已丢弃：{counts}",
        "failed": "未得到回答，下次再问：{counts}",
        "took": "{tokens:,} 个 token，费用 {cost:.4g}，{seconds:.1f} 秒",
    },
}
REASONS: Mapping[Locale, Mapping[str, str]] = {
    "en": {
        "foreign": "no value of the vocabulary",
        "unconfirmed": "the item does not say so",
        "unsure": "the answers do not agree",
        "naming": "names the title",
        "unread": "no search by our rules",
        "contradicted": "asks for what the item is not",
        "another_meaning": "means something else",
        "formless": "empty, too long or in another language",
        "repeated": "known already",
        "garbled": "in no form that can be read",
        "slow": "too slow",
        "busy": "too many requests at once",
    },
    "zh": {
        "foreign": "不在词表中",
        "unconfirmed": "条目未如此说明",
        "unsure": "多次回答不一致",
        "naming": "说出了标题",
        "unread": "规则读不出搜索意图",
        "contradicted": "与条目不符",
        "another_meaning": "意思已变",
        "formless": "为空、过长或语言不符",
        "repeated": "已有",
        "garbled": "格式无法读取",
        "slow": "太慢",
        "busy": "同时请求过多",
    },
}


@app.command(epilog=COMMON)
def themes(context: typer.Context, limit: Limit = 100, asks: Asks = 2) -> None:
    """Let the language model propose themes for items that tell none, of our vocabulary, each with the item's own words for it."""
    _proposed(terminal(context), ProposalKind.THEME, Effort(limit=limit, asks=asks))


@app.command(epilog=COMMON)
def moods(context: typer.Context, limit: Limit = 100, asks: Asks = 2) -> None:
    """The same for moods."""
    _proposed(terminal(context), ProposalKind.MOOD, Effort(limit=limit, asks=asks))


@app.command(epilog=COMMON)
def queries(context: typer.Context, limit: Limit = 100, each: Each = 3) -> None:
    """Let it invent searches that items answer, in the language of --locale; the scorer of words learns from what is accepted."""
    face = terminal(context)
    _proposed(face, ProposalKind.QUERY, Effort(limit=limit, each=each, locale=face.locale))


@app.command(epilog=COMMON)
def paraphrases(
    context: typer.Context,
    limit: Limit = 100,
    each: Each = 3,
    of: Annotated[
        Path | None, typer.Option(help="Labelled utterances, as `evaluate nlu --train` takes them; ours without.")
    ] = None,
) -> None:
    """Let it say training utterances in other words; `chatrec review export` writes those that are accepted into a file."""
    _proposed(terminal(context), ProposalKind.PARAPHRASE, Effort(limit=limit, each=each, of=of))


def _proposed(face: Terminal, kind: ProposalKind, effort: Effort) -> None:
    """Print what came of it; a run that ended early ends with its error, after what it kept was told."""
    progress = _Progress(face)
    with face.app() as opened:
        try:
            found = propose(opened, kind, effort, progress)
        except KeyboardInterrupt:
            progress.interrupted()
            raise
    out = proposed_out(found)
    face.print(out, _lines(out, face.locale))
    if found.stopped is not None:
        raise found.stopped


class _Progress:
    """Tells on stderr how far it is."""

    def __init__(self, face: Terminal) -> None:
        self._words = WORDS[face.locale]
        self._next = TOLD_EVERY
        self._asked = self._kept = 0

    def __call__(self, proposed: Proposed) -> None:
        self._asked, self._kept = proposed.asked, proposed.kept
        if proposed.asked >= self._next:
            self._next = proposed.asked - proposed.asked % TOLD_EVERY + TOLD_EVERY
            self._tell("so far")

    def interrupted(self) -> None:
        """Tell what is kept of a run that somebody ended."""
        self._tell("interrupted")

    def _tell(self, what: str) -> None:
        print(self._words[what].format(asked=self._asked, kept=self._kept), file=sys.stderr, flush=True)


def _lines(out: ProposedOut, locale: Locale) -> list[str]:
    words = WORDS[locale]
    told = {**dict(out), "kind": out.kind.value}
    dropped, failed = (
        {REASONS[locale].get(reason, reason): n for reason, n in counts.items()} for counts in (out.dropped, out.failed)
    )
    return [
        words["kept"].format(**told),
        words["asked"].format(**told),
        *([words["dropped"].format(counts=_counts(dropped, locale))] if dropped else []),
        *([words["failed"].format(counts=_counts(failed, locale))] if failed else []),
        words["took"].format(**told),
    ]


def _counts(counts: Mapping[str, int], locale: Locale) -> str:
    joint, between = ("；", "：") if locale == "zh" else ("; ", ": ")
    return joint.join(f"{name}{between}{n:,}" for name, n in counts.items())
