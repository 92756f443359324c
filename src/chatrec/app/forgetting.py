"""Forgetting a user: every trace in the home, and a receipt."""

from chatrec.app.replies import Form
from chatrec.core.ids import UserId
from chatrec.ports.conversations import ConversationStore
from chatrec.ports.decisions import DecisionStore
from chatrec.ports.event_log import EventLog
from chatrec.ports.profiles import ProfileStore
from chatrec.ports.transactions import Transactions


class ForgottenOut(Form):
    """The receipt: how many of each were removed. `retrain` is true when the user had behaviour, which models trained
    before still carry in their sums until the next `chatrec train`.
    """

    user: UserId
    removed: dict[str, int]
    retrain: bool


class Forgetting:
    """Removes a user from every store in one transaction."""

    def __init__(
        self,
        events: EventLog,
        profiles: ProfileStore,
        conversations: ConversationStore,
        decisions: DecisionStore,
        *,
        transactions: Transactions,
    ) -> None:
        self._events = events
        self._profiles = profiles
        self._conversations = conversations
        self._decisions = decisions
        self._transactions = transactions

    def forget(self, user: UserId) -> ForgottenOut:
        """All or nothing; forgetting an unknown user removes nothing and says so."""
        with self._transactions.begin():
            removed = {
                "events": self._events.remove_user(user),
                "profiles": self._profiles.remove_user(user),
                "conversations": self._conversations.remove_user(user),
                "decisions": self._decisions.remove_user(user),
            }
        return ForgottenOut(user=user, removed=removed, retrain=removed["events"] > 0)


__all__ = ["Forgetting", "ForgottenOut"]
