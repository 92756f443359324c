"""`chatrec explain --user U --item I [--against B] [--inside SCORER]`."""

from dataclasses import dataclass
from typing import Annotated, cast, get_args

import typer

from chatrec.app.explaining import Depth, Question
from chatrec.core.errors import InputError
from chatrec.core.ids import ItemId, UserId
from chatrec.interfaces.cli.options import Decided, decision_id, options
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal
from chatrec.interfaces.cli.text import bar_lines, contrast_lines, title

app = command()

ALL = "black-boxes"


@dataclass(frozen=True, kw_only=True)
class Options:
    """What `chatrec explain` takes."""

    user: Annotated[str, typer.Option(help="The user's id.")]
    item: Annotated[str, typer.Option(help="The item's id.")]
    against: Annotated[str | None, typer.Option(help="Why above this item, term by term.")] = None
    depth: Annotated[str, typer.Option(help="short (one sentence), medium (twelve bars) or full (every term).")] = (
        "medium"
    )
    inside: Annotated[
        str | None,
        typer.Option(help="Look into a scorer by leaving items out; `black-boxes` = all that break nothing down."),
    ] = None
    decision: Decided = None


@app.command(epilog=COMMON)
@options(Options)
def run(context: typer.Context, given: Options) -> None:
    """Show why an item scores what it scores for a user: every bar, and their sum; or why it stands above another."""
    face = terminal(context)
    asked = Question(
        user=UserId(given.user), depth=_depth(given.depth), decision=decision_id(given.decision), locale=face.locale
    )
    if given.inside is not None:
        _look_inside(face, asked, ItemId(given.item), None if given.inside == ALL else given.inside)
    elif given.against is None:
        _explain(face, asked, ItemId(given.item))
    else:
        _contrast(face, asked, ItemId(given.item), ItemId(given.against))


def _explain(face: Terminal, asked: Question, item: ItemId) -> None:
    with face.app() as opened:
        found = opened.explaining.explain(asked, item)
    bars = [found.text] if asked.depth == "short" else bar_lines(found.item, face.locale)
    face.print(found, [f"{title(found.item)}  ·  {found.item.probability:.0%}", found.note, *bars, *found.origins])


def _look_inside(face: Terminal, asked: Question, item: ItemId, source: str | None) -> None:
    """Of each box the picture's quality first, then every share: occluded, coefficient, label."""
    with face.app() as opened:
        found = opened.explaining.boxes(asked, item, source=source)
    lines = [found.item.title, *([found.note] if found.note else [])]
    for box in found.boxes:
        lines += [f"{box.source}  {box.value:+.3f}", box.sentence]
        lines += [f"{share.occluded:+.3f}  {share.coefficient:+.3f}  {share.label}" for share in box.shares]
    face.print(found, lines)


def _contrast(face: Terminal, asked: Question, item: ItemId, against: ItemId) -> None:
    with face.app() as opened:
        found = opened.explaining.contrast(asked, item, against)
    face.print(found, [found.sentence, *contrast_lines(found, face.locale)])


def _depth(given: str) -> Depth:
    """Raises InputError for a depth that there is not."""
    if given not in get_args(Depth):
        known = ", ".join(get_args(Depth))
        raise InputError(f"--depth {given!r} is none; give {known}.", zh=f"没有 --depth {given!r}；请给 {known}。")
    return cast("Depth", given)
