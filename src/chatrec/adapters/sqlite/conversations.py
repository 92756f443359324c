"""Conversations in SQLite."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import CONVERSATIONS, TURNS
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.core.errors import ConflictError
from chatrec.core.ids import ConversationId, UserId
from chatrec.ports.conversations import StoredConversation, StoredTurn

_GET = select(CONVERSATIONS).where(CONVERSATIONS.c.id == bindparam("id"))
_NEW = insert(CONVERSATIONS)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["id"], set_={name: _NEW.excluded[name] for name in ("user", "state", "created_at", "updated_at")}
)
_PUT_TURN = insert(TURNS).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
_REWORD = (
    update(TURNS)
    .where(TURNS.c.conversation == bindparam("of"), TURNS.c.number == bindparam("at_number"))
    .values(reply=bindparam("words"))
)
_TURNS = (
    select(TURNS.c.number, TURNS.c.message, TURNS.c.reply, TURNS.c.at)
    .where(TURNS.c.conversation == bindparam("conversation"))
    .order_by(TURNS.c.number)
)
_OF_USER = (
    select(CONVERSATIONS)
    .where(CONVERSATIONS.c.user == bindparam("user"))
    .order_by(CONVERSATIONS.c.updated_at.desc(), CONVERSATIONS.c.created_at.desc())
)
_REMOVE = delete(CONVERSATIONS).where(CONVERSATIONS.c.user == bindparam("of_user"))


class SqliteConversations:
    """Keeps the state and the turns of conversations; turns go with their conversation."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def get(self, conversation: ConversationId) -> StoredConversation | None:
        with self._transactions.reading() as connection:
            row = connection.execute(_GET, {"id": conversation}).one_or_none()
        return None if row is None else StoredConversation._make(row)

    def put(self, conversation: StoredConversation, turn: StoredTurn | None = None) -> None:
        """Replace the state and append the turn, together or not at all; ConflictError when its number is taken."""
        with self._transactions.writing() as connection:
            connection.execute(_PUT, conversation._asdict())
            if turn is None:
                return
            stored = connection.execute(_PUT_TURN, {"conversation": conversation.id, **turn._asdict()}).rowcount
            if not stored:
                raise ConflictError(
                    f"Turn {turn.number} of conversation {conversation.id!r} is already stored: somebody else spoke "
                    "first; load the conversation again and send the message anew.",
                    zh=f"这个对话的第 {turn.number} 轮已经保存：别处（例如另一个标签页）先说了话；请重新载入对话再发送。",
                )

    def reword(self, conversation: ConversationId, turn: StoredTurn) -> None:
        """Replace the reply of the turn of this number; nothing where it is gone."""
        with self._transactions.writing() as connection:
            connection.execute(_REWORD, {"of": conversation, "at_number": turn.number, "words": turn.reply})

    def turns(self, conversation: ConversationId) -> Sequence[StoredTurn]:
        with self._transactions.reading() as connection:
            return [StoredTurn._make(row) for row in connection.execute(_TURNS, {"conversation": conversation})]

    def of_user(self, user: UserId) -> Sequence[StoredConversation]:
        with self._transactions.reading() as connection:
            return [StoredConversation._make(row) for row in connection.execute(_OF_USER, {"user": user})]

    def remove_user(self, user: UserId) -> int:
        with self._transactions.writing() as connection:
            return connection.execute(_REMOVE, {"of_user": user}).rowcount


__all__ = ["SqliteConversations"]
