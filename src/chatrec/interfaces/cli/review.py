"""`chatrec review [list]|accept|reject|undo|export`."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.proposals import ProposalOut, ReviewOut, decided_out, review_out
from chatrec.app.reviewing import Decision, exported
from chatrec.core.errors import InputError
from chatrec.core.query import Locale
from chatrec.interfaces.cli.options import options
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal
from chatrec.ports.proposals import ProposalKind, Status, Wanted

app = command()

Kinds = Annotated[list[ProposalKind] | None, typer.Option("--kind", help="Only these kinds.")]
Model = Annotated[str, typer.Option("--all-from", help="All that wait from this model, as the list names it.")]
Numbers = Annotated[list[str] | None, typer.Argument(help="Numbers and ranges of proposals: 3 7-12.")]
By = Annotated[
    str | None, typer.Option(help="Who decides; kept with the decision. Your name on this machine by default.")
]
MOST_NAMED = 1000
WORDS: Mapping[Locale, Mapping[str, str]] = {
    "en": {
        "none": "Nothing is there of that kind.",
        "never": "Nothing was proposed yet; `chatrec propose themes` (or moods, queries, paraphrases) asks a language model to.",
        "more": "More: chatrec review --after {after}",
        "count": "{kind}: {counts}",
        "accept": "{n:,} accepted.",
        "reject": "{n:,} rejected; they are not proposed again.",
        "undo": "{n:,} wait again, and items are as they were.",
        "train": "`chatrec train` lets that count.",
        "unused": "{n:,} are searches that nothing learns from: name 'words' in `scorers`, and leave `synthetic` on.",
        "exported": "{n:,} accepted paraphrases in {file}; `chatrec evaluate nlu --train` and tools/intents.py read it.",
        "decided": "{status} by {by} on {day:%Y-%m-%d}",
    },
    "zh": {
        "none": "没有这样的提议。",
        "never": "还没有任何提议；`chatrec propose themes`（或 moods、queries、paraphrases）会请语言模型提出。",
        "more": "更多：chatrec review --after {after}",
        "count": "{kind}：{counts}",
        "accept": "已接受 {n:,} 条。",
        "reject": "已拒绝 {n:,} 条，不会再次提议。",
        "undo": "{n:,} 条重新等待审核，条目已恢复原样。",
        "train": "运行 `chatrec train` 后生效。",
        "unused": "其中 {n:,} 条搜索没有用处：请在 `scorers` 中加入 'words'，并保持 `synthetic` 开启。",
        "exported": "已将 {n:,} 条接受的改写写入 {file}；`chatrec evaluate nlu --train` 和 tools/intents.py 可读取。",
        "decided": "{status}，{by}，{day:%Y-%m-%d}",
    },
}
STATUSES: Mapping[Locale, Mapping[Status, str]] = {
    "en": {status: status.value for status in Status},
    "zh": {
        Status.WAITING: "待审",
        Status.ACCEPTED: "已接受",
        Status.REJECTED: "已拒绝",
        Status.SUPERSEDED: "已被目录取代",
    },
}


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What the list takes."""

    kind: Kinds = None
    status: Annotated[list[Status] | None, typer.Option(help="waiting by default.")] = None
    item: Annotated[str, typer.Option(help="Only those about this item's id.")] = ""
    model: Annotated[str, typer.Option(help="Only those of this model.")] = ""
    after: Annotated[int, typer.Option(help="Only those with larger numbers.", min=0)] = 0
    limit: Annotated[int, typer.Option("-n", help="At most so many.", min=1, max=1000)] = 20

    def wanted(self) -> Wanted:
        return Wanted(
            kinds=tuple(self.kind or ()),
            statuses=tuple(self.status or (Status.WAITING,)),
            about=self.item,
            model=self.model,
            after=self.after,
            limit=self.limit,
        )


@app.callback(invoke_without_command=True, epilog=COMMON)
@options(Listing)
def listed(context: typer.Context, given: Listing) -> None:
    """List what a language model proposed and waits for a person."""
    if context.invoked_subcommand is None:
        face = terminal(context)
        with face.app() as opened:
            found = review_out(opened.reviewing, given.wanted(), face.locale)
        face.print(found, _lines(found, face.locale))


@app.command(epilog=COMMON)
def accept(
    context: typer.Context, numbers: Numbers = None, all_from: Model = "", kind: Kinds = None, by: By = None
) -> None:
    """Accept: a theme or mood goes into the item, a search teaches the scorer of words, a paraphrase goes into the next export."""
    _decided(terminal(context), "accept", _wanted(numbers, all_from, kind), by)


@app.command(epilog=COMMON)
def reject(
    context: typer.Context, numbers: Numbers = None, all_from: Model = "", kind: Kinds = None, by: By = None
) -> None:
    """Reject: the same is not proposed again."""
    _decided(terminal(context), "reject", _wanted(numbers, all_from, kind), by)


@app.command(epilog=COMMON)
def undo(context: typer.Context, numbers: Numbers = None) -> None:
    """Take decisions back: what was accepted leaves the items again, and all of it waits."""
    _decided(terminal(context), "undo", _wanted(numbers, "", None), None)


@app.command(epilog=COMMON)
def export(context: typer.Context, file: Annotated[Path, typer.Argument(help="A JSON Lines file to write.")]) -> None:
    """Write the accepted paraphrases into a file that the training of intents reads."""
    face = terminal(context)
    wanted = Wanted(kinds=(ProposalKind.PARAPHRASE,), statuses=(Status.ACCEPTED,))
    with face.app() as opened:
        lines = list(exported(opened.reviewing.find(wanted)))
    try:
        file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    except OSError as error:
        raise InputError(f"{str(file)!r} cannot be written: {error.strerror}; choose another place.") from error
    told = WORDS[face.locale]["exported"].format(n=len(lines), file=file)
    face.print({"file": str(file), "paraphrases": len(lines)}, [told])


def _decided(face: Terminal, decision: Decision, wanted: Wanted, by: str | None) -> None:
    with face.app() as opened:
        decided = opened.reviewing.decide(wanted, decision, by=by if by is not None else _me())
        found = decided_out(decided, opened.reviewing, face.locale)
    words = WORDS[face.locale]
    lines = [words[decision].format(n=len(found.proposals))]
    lines += [words["train"]] if found.train else []
    lines += [words["unused"].format(n=found.unused)] if found.unused else []
    face.print(found, lines)


def _me() -> str:
    """Who sits at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may know nobody
        return "operator"


def _wanted(numbers: list[str] | None, all_from: str, kinds: list[ProposalKind] | None) -> Wanted:
    """Raises InputError for neither numbers nor a model, or both."""
    if bool(numbers) == bool(all_from) or (kinds and not all_from):
        raise InputError("Give numbers of proposals, as in 3 7-12, or --all-from MODEL with or without --kind.")
    if all_from:
        return Wanted(kinds=tuple(kinds or ()), statuses=(Status.WAITING,), model=all_from)
    return Wanted(numbers=tuple(number for text in numbers or () for number in _range(text)))


def _range(text: str) -> range:
    """The numbers of "7" or "7-12"."""
    first, dash, last = text.partition("-")
    if not (first.isdecimal() and (last.isdecimal() or not dash)):
        raise InputError(f"{text!r} is no number of a proposal; give numbers and ranges, as in 3 7-12.")
    numbers = range(int(first), int(last or first) + 1)
    if not 0 < len(numbers) <= MOST_NAMED:
        raise InputError(
            f"{text!r} names {len(numbers):,} proposals; give 1 to {MOST_NAMED:,}, the smaller number first."
        )
    return numbers


def _lines(found: ReviewOut, locale: Locale) -> list[str]:
    words = WORDS[locale]
    lines = [line for one in found.proposals for line in _proposal(one, locale)] or [
        words["none" if found.count else "never"]
    ]
    if found.after is not None:
        lines.append(words["more"].format(after=found.after))
    for kind, counts in found.count.items():
        told = ", ".join(f"{STATUSES[locale][status]} {n:,}" for status, n in counts.items())
        lines.append(words["count"].format(kind=kind.value, counts=told))
    return lines


def _proposal(one: ProposalOut, locale: Locale) -> list[str]:
    """What is proposed of what; below it by whom and on what it rests."""
    about = one.title or one.about
    decided = one.decided_at is not None and WORDS[locale]["decided"].format(
        status=STATUSES[locale][one.status], by=one.by, day=datetime.fromtimestamp(one.decided_at, UTC)
    )
    told = f"{one.kind.value} {one.label}" if one.label == one.value else f"{one.kind.value} {one.label} ({one.value})"
    ground = f"“{one.ground}”" if one.ground else "-"
    return [
        f"{one.number:5}  {about}  ←  {told}",
        f"       {ground}  {one.model}  {one.agreement:.0%}{f'  {decided}' if decided else ''}",
    ]
