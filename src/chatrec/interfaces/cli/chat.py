"""`chatrec chat`."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from chatrec.app.chat import Answer
from chatrec.app.wiring import App
from chatrec.core.errors import InputError
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.cli.text import slate_lines
from chatrec.interfaces.errors import said

app = command()

WELCOME: dict[Locale, str] = {
    "en": "Say what you would like, in English or Chinese. Ctrl-D ends; --conversation {id} comes back here.",
    "zh": "请用中文或英文说说想看什么。Ctrl-D 结束；--conversation {id} 可以回到这里。",
}


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    user: Annotated[str, typer.Option(help="Whose tastes count and grow.")] = "me",
    conversation: Annotated[str | None, typer.Option(help="Go on with this conversation.")] = None,
) -> None:
    """Talk in the terminal. With --json: one message a line on stdin, one JSON turn a line on stdout."""
    face = terminal(context)
    with face.app() as opened:
        opened.live.tools()
        chat = opened.chat
        started = chat.get(ConversationId(conversation)) if conversation else chat.start(UserId(user), face.locale)
        if face.as_json:
            _pipe(opened, started.id, face.locale)
        else:
            print(WELCOME[face.locale].format(id=started.id))
            _talk(opened, started.id, face.locale)


def _pipe(app: App, conversation: ConversationId, locale: Locale) -> None:
    """A message that cannot be taken gets {"error": sentence}, and the next line is read."""
    for line in sys.stdin:
        try:
            answer = app.wording.worded(app.chat.turn(conversation, line.rstrip("\n")))
            print(answer.turn.model_dump_json(), flush=True)
        except InputError as error:
            print(json.dumps({"error": said(error, locale)}, ensure_ascii=False), flush=True)


def _talk(app: App, conversation: ConversationId, locale: Locale) -> None:
    while True:
        try:
            message = input("> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if message.strip():
            try:
                answer = app.wording.worded(app.chat.turn(conversation, message))
            except InputError as error:
                print(said(error, locale))
            else:
                print("\n".join(_lines(answer)))


def _lines(answer: Answer) -> Iterator[str]:
    yield from slate_lines(answer.turn.slate)
    yield answer.turn.reply
    if answer.turn.suggestions:
        yield "  " + "  ·  ".join(answer.turn.suggestions)
