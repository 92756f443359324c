"""A conversation as one document: what was said, what was answered and what is remembered of it."""

import json

from pydantic import JsonValue

from chatrec.app.chat import Chat
from chatrec.app.replies import Form
from chatrec.core.ids import ConversationId


class ExportedTurn(Form):
    """What was said (empty for the press of a button), when (seconds since 1970), and the answer as it was given."""

    number: int
    message: str
    at: float
    answer: JsonValue


class ExportOut(Form):
    """A whole conversation; `state` is what is remembered: every wish with the number of the turn that stated it, what was
    shown, asked and offered.
    """

    id: str
    user: str
    created_at: float
    updated_at: float
    state: JsonValue
    turns: tuple[ExportedTurn, ...]


def exported(chat: Chat, conversation: ConversationId) -> ExportOut:
    """A conversation as it is stored. Raises NotFoundError when there is none of this id."""
    stored = chat.get(conversation)
    return ExportOut(
        id=stored.id,
        user=stored.user,
        created_at=stored.created_at,
        updated_at=stored.updated_at,
        state=json.loads(stored.state),
        turns=tuple(
            ExportedTurn(number=turn.number, message=turn.message, at=turn.at, answer=json.loads(turn.reply))
            for turn in chat.turns(stored.id)
        ),
    )


__all__ = ["ExportOut", "ExportedTurn", "exported"]
