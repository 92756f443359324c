"""Conversations, kept over restarts."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from chatrec.core.ids import ConversationId, UserId


class StoredConversation(NamedTuple):
    """A conversation's state as JSON (dialogue/state.py owns its form), and whose it is."""

    id: ConversationId
    user: UserId
    state: str
    created_at: float
    updated_at: float


class StoredTurn(NamedTuple):
    """One turn as the interface showed it: the user's words and our reply as JSON (app/replies.py owns its form)."""

    number: int
    message: str
    reply: str
    at: float


class ConversationStore(Protocol):
    """Keeps the state and the turns of conversations."""

    def get(self, conversation: ConversationId) -> StoredConversation | None:
        """The conversation, None when there is none."""
        ...

    def put(self, conversation: StoredConversation, turn: StoredTurn | None = None) -> None:
        """Replace the state and append the turn, together or not at all. Raises ConflictError when the turn's number
        is already stored: somebody else spoke first.
        """
        ...

    def turns(self, conversation: ConversationId) -> Sequence[StoredTurn]:
        """Every turn, oldest first."""
        ...

    def of_user(self, user: UserId) -> Sequence[StoredConversation]:
        """The user's conversations, latest first."""
        ...

    def remove_user(self, user: UserId) -> int:
        """Forget the user's conversations and their turns; how many conversations there were."""
        ...


class Rewordings(Protocol):
    """Takes better words for turns that are stored."""

    def reword(self, conversation: ConversationId, turn: StoredTurn) -> None:
        """Replace our reply in the turn of this number; the message and the time stay. Nothing where it is gone."""
        ...


__all__ = ["ConversationStore", "Rewordings", "StoredConversation", "StoredTurn"]
