"""Forgetting a user: every trace in the home, and a receipt."""

from collections.abc import Mapping
from typing import Protocol

from chatrec.app.replies import Form
from chatrec.app.unlearning import Unlearning
from chatrec.core.ids import ModelVersion, UserId
from chatrec.ports.transactions import Transactions


class ForgottenOut(Form):
    """The receipt: how many of each were removed. `live` is the version that serves from now on, in which every scorer is as
    if the user had never been there; null when the live version never knew them, or when it still carries them: then
    `retrain` is true and `reason` says why only `chatrec train` can change that. `carried_by` names the stored versions that
    still carry the user; rolling back to one of them would bring them back.
    """

    user: UserId
    removed: dict[str, int]
    retrain: bool
    live: ModelVersion | None = None
    reason: str = ""
    carried_by: tuple[ModelVersion, ...] = ()


class Traces(Protocol):
    """A store that holds something of users."""

    def remove_user(self, user: UserId) -> int:
        """Remove all of it; how much there was."""
        ...


class Forgetting:
    """Removes a user from every store in one transaction, and from what serves."""

    def __init__(self, traces: Mapping[str, Traces], transactions: Transactions, unlearning: Unlearning) -> None:
        """`traces` by what the receipt calls them."""
        self._traces = traces
        self._transactions = transactions
        self.unlearning = unlearning

    def forget(self, user: UserId) -> ForgottenOut:
        """All or nothing; forgetting an unknown user removes nothing and says so.

        The successor of the live version is made before, while there is something to subtract, and goes live after.
        """
        carriers = self.unlearning.carriers(user)
        successor = self.unlearning.successor(user)
        with self._transactions.begin():
            removed = {name: store.remove_user(user) for name, store in self._traces.items()}
        gone = self.unlearning.promote(successor)
        return ForgottenOut(
            user=user,
            removed=removed,
            retrain=not gone,
            live=successor.version if gone else None,
            reason="" if gone else successor.reason or "Another version went live meanwhile.",
            carried_by=carriers,
        )


__all__ = ["Forgetting", "ForgottenOut", "Traces"]
