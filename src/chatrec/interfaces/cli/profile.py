"""`chatrec profile show|export|import|mute|unmute|steer|dispute|uphold --user U`."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from chatrec.app.control import Edit
from chatrec.app.diffs import ListChangeOut
from chatrec.app.rewriting import Owner
from chatrec.app.steered import SteeringOut
from chatrec.core.errors import InputError
from chatrec.core.heed import Dispute, Matter
from chatrec.core.ids import ItemId, UserId
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, Terminal, command, terminal

app = command()

User = Annotated[str, typer.Option(help="The user's id.")]
Item = Annotated[str, typer.Option(help="The item's id.")]
About = Annotated[
    str,
    typer.Option(help="MATTER:REF, as in attribute:genre=Drama, name:Tom Hanks, word:heist, path:REF, evidence:text."),
]
WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "muted": "muted",
        "disputed": "disputed  {about}",
        "restored": "{tastes} tastes restored.",
        "unknown": "Not in this catalogue: {ids}.",
    },
    "zh": {
        "muted": "已停用",
        "disputed": "已提出异议  {about}",
        "restored": "已恢复 {tastes} 条口味。",
        "unknown": "本目录中没有：{ids}。",
    },
}


@app.command(epilog=COMMON)
def show(context: typer.Context, user: User) -> None:
    """Show everything known of a user, latest first."""
    face = terminal(context)
    with face.app() as opened:
        found = opened.people.profile(UserId(user), face.locale)
    tastes = [
        f"{taste.weight:+.2f}  {taste.kind.ljust(8)}  {datetime.fromtimestamp(taste.at, UTC):%Y-%m-%d}  {taste.title}"
        f"{'  (' + WORDS[face.locale]['muted'] + ')' if taste.muted else ''}"
        for taste in found.tastes
    ]
    face.print(found, [*tastes, *_steering_lines(found.steering, face.locale)])


@app.command(epilog=COMMON)
def mute(context: typer.Context, user: User, item: Item) -> None:
    """Let what a user said of an item or did with it count no more, and show what that changes."""
    _edited(terminal(context), user, item, "mute")


@app.command(epilog=COMMON)
def unmute(context: typer.Context, user: User, item: Item) -> None:
    """Let it count again."""
    _edited(terminal(context), user, item, "unmute")


@app.command(epilog=COMMON)
def steer(
    context: typer.Context,
    user: User,
    set_: Annotated[list[str], typer.Option("--set", help="NAME=VALUE; `show` lists the sliders.")] = [],  # noqa: B006 - typer reads it
    profiling: Annotated[
        bool | None, typer.Option("--profiling/--no-profiling", help="Whether anything known of the user is used.")
    ] = None,
    reset: Annotated[bool, typer.Option(help="Everything as usual, first.")] = False,
) -> None:
    """Turn families of evidence up or down, set where the dial starts, or switch profiling, and show what that changes."""
    face = terminal(context)
    owner, sliders = Owner(user=UserId(user), locale=face.locale), dict(map(_slider, set_))
    with face.app() as opened:
        found = opened.steers.reset(owner) if reset else None
        if found is None or sliders or profiling is not None:
            found = opened.steers.steer(owner, sliders, profiling=profiling)
    face.print(found, _lines(found))


@app.command(epilog=COMMON)
def dispute(
    context: typer.Context,
    user: User,
    about: About,
    once: Annotated[bool, typer.Option(help="Only show what it would change.")] = False,
) -> None:
    """“Not because of this”: an attribute, a name, a word, a path or a kind of evidence counts no more."""
    face = terminal(context)
    with face.app() as opened:
        owner = Owner(user=UserId(user), locale=face.locale)
        found = opened.steers.dispute(owner, _dispute(about), lasting=not once)
    face.print(found, _lines(found))


@app.command(epilog=COMMON)
def uphold(context: typer.Context, user: User, about: About) -> None:
    """Take a dispute back."""
    face = terminal(context)
    with face.app() as opened:
        found = opened.steers.uphold(Owner(user=UserId(user), locale=face.locale), _dispute(about))
    face.print(found, _lines(found))


@app.command(epilog=COMMON)
def export(context: typer.Context, user: User) -> None:
    """Print the whole profile as a file; `import` makes the same ranking of it."""
    face = terminal(context)
    with face.app() as opened:
        found = opened.control.export(UserId(user))
    face.print(found, [found.model_dump_json(indent=1)])


@app.command("import", epilog=COMMON)
def restore(
    context: typer.Context,
    user: User,
    file: Annotated[Path | None, typer.Option(help="An exported profile; standard input where none is named.")] = None,
) -> None:
    """Put an exported profile in the place of the user's. A file that was changed, or of a newer version, is refused."""
    face = terminal(context)
    text = _read(file)
    with face.app() as opened:
        found = opened.control.restore(UserId(user), text)
    words = WORDS[face.locale]
    lines = [words["restored"].format(tastes=found.tastes)]
    face.print(found, [*lines, *([words["unknown"].format(ids=", ".join(found.unknown))] if found.unknown else [])])


def _steering_lines(steering: SteeringOut, locale: Locale) -> list[str]:
    """Every slider with its range, what is disputed, and whether the user is profiled."""
    sliders = [
        f"{slider.value:+.2f}  {slider.name.ljust(10)}  {slider.least:g}..{slider.most:g}  {slider.label}"
        for slider in steering.sliders
    ]
    disputed = [WORDS[locale]["disputed"].format(about=f"{one.matter}:{one.ref}") for one in steering.disputes]
    return [steering.note, *sliders, *disputed]


def _slider(given: str) -> tuple[str, float]:
    """Raises InputError for what is not NAME=NUMBER."""
    name, _, value = given.partition("=")
    try:
        return name, float(value)
    except ValueError as error:
        raise InputError(f"--set {given!r} is no slider's; give NAME=NUMBER, as in words=1.5.") from error


def _dispute(given: str) -> Dispute:
    """Raises InputError for what is not MATTER:REF."""
    matter, _, ref = given.partition(":")
    if matter not in list(Matter):
        raise InputError(
            f"--about {given!r} is none; give MATTER:REF, MATTER one of {', '.join(Matter)}, as in word:heist."
        )
    return Dispute(Matter(matter), ref)


def _edited(face: Terminal, user: str, item: str, edit: Edit) -> None:
    with face.app() as opened:
        found = opened.control.edit(Owner(user=UserId(user), locale=face.locale), ItemId(item), edit)
    face.print(found, list(_lines(found)))


def _lines(found: ListChangeOut) -> list[str]:
    """The sentence, and for everything that is elsewhere its change of score and the term that did most."""
    lines = [found.sentence]
    for moved in found.moved:
        places = f"{moved.before or '-'} → {moved.after or '-'}"
        main = f"  {moved.terms[0].value:+.3f} {moved.terms[0].label}" if moved.terms else ""
        lines.append(f"{places:>8}  {moved.item.title}  {moved.score_after - moved.score_before:+.3f}{main}")
    return lines


def _read(file: Path | None) -> str:
    """Raises InputError for a file that cannot be read."""
    if file is None:
        return sys.stdin.read()
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--file {str(file)!r} cannot be read: {error}; name an exported profile.") from error
