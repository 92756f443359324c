"""Snapshots of profiles, so that a turn need not fold a user's whole log."""

from typing import NamedTuple, Protocol

from chatrec.core.ids import UserId
from chatrec.core.profile import Profile


class Snapshot(NamedTuple):
    """A profile as folded up to and including the event at `seq`."""

    profile: Profile
    seq: int


class ProfileStore(Protocol):
    """Keeps the latest snapshot of each user; the event log stays the truth."""

    def get(self, user: UserId) -> Snapshot | None:
        """The latest snapshot, None when there is none."""
        ...

    def put(self, snapshot: Snapshot) -> None:
        """Replace the user's snapshot unless a later one is stored."""
        ...

    def remove_user(self, user: UserId) -> int:
        """Forget the user's snapshot; how many there were (0 or 1)."""
        ...


__all__ = ["ProfileStore", "Snapshot"]
