"""Snapshots of profiles in SQLite."""

import json
from collections.abc import Mapping
from functools import lru_cache, partial
from types import MappingProxyType

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import PROFILES
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.core.events import EventKind
from chatrec.core.ids import ItemId, UserId
from chatrec.core.profile import Profile, Taste
from chatrec.core.steering import UNSTEERED, change_text
from chatrec.core.weights import Done, KindWeights
from chatrec.ports.profiles import Snapshot

_GET = select(PROFILES.c.tastes, PROFILES.c.seq, PROFILES.c.steering).where(PROFILES.c.user == bindparam("user"))
_NEW = insert(PROFILES)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["user"],
    set_={"seq": _NEW.excluded.seq, "tastes": _NEW.excluded.tastes, "steering": _NEW.excluded.steering},
    where=_NEW.excluded.seq >= PROFILES.c.seq,
)
_REMOVE = delete(PROFILES).where(PROFILES.c.user == bindparam("of_user"))

# Looked up rather than constructed, and tuples made of tuples: a profile may hold thousands of tastes.
NOT_DONE: Done = ()
KINDS = {kind.value: kind for kind in EventKind}
_taste = partial(tuple.__new__, Taste)

REMEMBERED = 64  # texts whose tastes stay in memory: the turns of a conversation read the same one, .2 kB a taste


class SqliteProfiles:
    """Keeps the latest snapshot of each user, the tastes as one JSON list [[item, weight, kind, at], ...].

    A taste with deeds, or one that is muted, has a fifth entry, {kind: count}; its weight is by the default weights of kinds.
    One that is muted has a sixth, 1. How they steer is written as the change from nothing, see `core.steering`.
    """

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def get(self, user: UserId) -> Snapshot | None:
        with self._transactions.reading() as connection:
            row = connection.execute(_GET, {"user": user}).one_or_none()
            if row is None:
                return None
            steering = UNSTEERED.after(row.steering) if row.steering else UNSTEERED
            return Snapshot(Profile(user, _tastes(row.tastes), steering=steering), row.seq)

    def put(self, snapshot: Snapshot) -> None:
        profile = snapshot.profile.weighed(KindWeights())
        rows = [_as_list(item, taste) for item, taste in profile.tastes.items()]
        tastes = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        steering = change_text(UNSTEERED, profile.steering)
        with self._transactions.writing() as connection:
            connection.execute(
                _PUT, {"user": profile.user, "seq": snapshot.seq, "tastes": tastes, "steering": steering}
            )

    def remove_user(self, user: UserId) -> int:
        with self._transactions.writing() as connection:
            return connection.execute(_REMOVE, {"of_user": user}).rowcount


def _as_list(item: ItemId, taste: Taste) -> list[object]:
    if taste.muted:
        return [item, *taste[:3], dict(taste.done), 1]
    return [item, *taste[:3], dict(taste.done)] if taste.done else [item, *taste[:3]]


@lru_cache(maxsize=REMEMBERED)
def _tastes(text: str) -> Mapping[ItemId, Taste]:
    return MappingProxyType(
        {
            item: _taste((weight, KINDS[kind], at, *(_more(*more) if more else (NOT_DONE, False))))
            for item, weight, kind, at, *more in json.loads(text)
        }
    )


def _more(done: Mapping[str, int], muted: int = 0) -> tuple[Done, bool]:
    return tuple((KINDS[kind], count) for kind, count in done.items()), bool(muted)


__all__ = ["SqliteProfiles"]
