"""Profiles: the latest snapshot plus the tail of the event log."""

from collections.abc import Callable

from chatrec.core.ids import UserId
from chatrec.core.profile import Profile
from chatrec.core.weights import KindWeights
from chatrec.ports.event_log import EventLog
from chatrec.ports.profiles import ProfileStore, Snapshot


class Profiles:
    """What is known of each user. The log is the truth; a snapshot only shortens the way.

    `weights` tells how much what people do says now; it is asked each time, for it changes with the live model.
    """

    def __init__(
        self, log: EventLog, snapshots: ProfileStore, weights: Callable[[], KindWeights] = KindWeights
    ) -> None:
        self._log = log
        self._snapshots = snapshots
        self._weights = weights

    def of(self, user: UserId) -> Profile:
        """The profile as of the last event; empty for an unknown user."""
        return self._after(self._kept(user)).profile.weighed(self._weights())

    def refresh(self, user: UserId) -> Profile:
        """The same, and keep it as the snapshot where that is older; call it where something is being written anyway, within its
        transaction, so that nobody is forgotten in between.
        """
        kept = self._kept(user)
        latest = self._after(kept)
        if latest.seq > kept.seq:
            self._snapshots.put(latest)
        return latest.profile.weighed(self._weights())

    def _kept(self, user: UserId) -> Snapshot:
        return self._snapshots.get(user) or Snapshot(Profile(user), 0)

    def _after(self, snapshot: Snapshot) -> Snapshot:
        user = snapshot.profile.user
        tail = list(self._log.read(after=snapshot.seq, user=user))
        if not tail:
            return snapshot
        return Snapshot(snapshot.profile.folded(logged.event for logged in tail), tail[-1].seq)


__all__ = ["Profiles"]
