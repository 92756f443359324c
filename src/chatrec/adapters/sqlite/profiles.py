"""Snapshots of profiles in SQLite."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import PROFILES
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.core.events import EventKind
from chatrec.core.ids import ItemId, UserId
from chatrec.core.profile import Profile, Taste
from chatrec.ports.profiles import Snapshot

_GET = select(PROFILES.c.tastes, PROFILES.c.seq).where(PROFILES.c.user == bindparam("user"))
_NEW = insert(PROFILES)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["user"],
    set_={"seq": _NEW.excluded.seq, "tastes": _NEW.excluded.tastes},
    where=_NEW.excluded.seq >= PROFILES.c.seq,
)
_REMOVE = delete(PROFILES).where(PROFILES.c.user == bindparam("of_user"))

# Looked up rather than constructed: a profile may hold thousands of tastes, and every turn reads one.
KINDS = {kind.value: kind for kind in EventKind}


class SqliteProfiles:
    """Keeps the latest snapshot of each user, the tastes as one JSON list [[item, weight, kind, at], ...]."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def get(self, user: UserId) -> Snapshot | None:
        with self._transactions.reading() as connection:
            row = connection.execute(_GET, {"user": user}).one_or_none()
            return None if row is None else Snapshot(Profile(user, _tastes(row.tastes)), row.seq)

    def put(self, snapshot: Snapshot) -> None:
        profile = snapshot.profile
        tastes = json.dumps(
            [(item, *taste) for item, taste in profile.tastes.items()], ensure_ascii=False, separators=(",", ":")
        )
        with self._transactions.writing() as connection:
            connection.execute(_PUT, {"user": profile.user, "seq": snapshot.seq, "tastes": tastes})

    def remove_user(self, user: UserId) -> int:
        with self._transactions.writing() as connection:
            return connection.execute(_REMOVE, {"of_user": user}).rowcount


def _tastes(text: str) -> Mapping[ItemId, Taste]:
    return MappingProxyType({item: Taste(weight, KINDS[kind], at) for item, weight, kind, at in json.loads(text)})


__all__ = ["SqliteProfiles"]
