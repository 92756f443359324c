"""`chatrec conversations`."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from chatrec.app.exporting import exported
from chatrec.core.errors import InputError
from chatrec.core.ids import ConversationId, UserId
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.ports.conversations import StoredConversation

app = command()


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    user: Annotated[str, typer.Option(help="Whose conversations to list.")] = "me",
    export: Annotated[str | None, typer.Option(help="Print this conversation whole, as JSON.")] = None,
    fork: Annotated[str | None, typer.Option(help="Copy this conversation, to go on in another way.")] = None,
) -> None:
    """List conversations, print one whole, or fork one. `chatrec chat --conversation ID` goes on with any of them."""
    if export and fork:
        raise InputError("--export and --fork are two commands; give one of them.")
    face = terminal(context)
    with face.app() as opened:
        if export:
            print(exported(opened.chat, ConversationId(export)).model_dump_json(indent=None if face.as_json else 2))
            return
        found = [opened.chat.fork(ConversationId(fork))] if fork else opened.chat.of_user(UserId(user))
        face.print([{"id": one.id, "user": one.user, "updated_at": one.updated_at} for one in found], [*_lines(found)])


def _lines(conversations: Sequence[StoredConversation]) -> Iterator[str]:
    for one in conversations:
        yield f"{one.id}  {datetime.fromtimestamp(one.updated_at, UTC):%Y-%m-%d %H:%M} UTC  {one.user}"
