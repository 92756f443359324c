"""Records of what was shown and why."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from chatrec.core.ids import DecisionId, ModelVersion, UserId


class StoredDecision(NamedTuple):
    """One served slate: the query and the full evidence as JSON (app/decisions.py owns its form)."""

    id: DecisionId
    user: UserId | None
    model: ModelVersion
    at: float
    record: str


class DecisionStore(Protocol):
    """Keeps decisions; none is ever changed."""

    def put(self, decision: StoredDecision) -> None:
        """Store a new decision."""
        ...

    def get(self, decision: DecisionId) -> StoredDecision | None:
        """The decision, None when there is none."""
        ...

    def latest(self, user: UserId, most: int) -> Sequence[StoredDecision]:
        """The user's last decisions, the latest first, at most so many."""
        ...

    def remove_user(self, user: UserId) -> int:
        """Forget the user's decisions; how many there were."""
        ...


__all__ = ["DecisionStore", "StoredDecision"]
