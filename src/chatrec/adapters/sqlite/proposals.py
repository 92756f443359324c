"""Proposals of language models in SQLite."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from chatrec.adapters.sqlite.tables import PROPOSAL_ASKS, PROPOSALS
from chatrec.adapters.sqlite.transactions import SqliteTransactions
from chatrec.ports.proposals import Asked, Proposal, ProposalKind, Status, Wanted

_NEW = insert(PROPOSALS).on_conflict_do_nothing(index_elements=["kind", "about", "value"])
_ASK = insert(PROPOSAL_ASKS)
_ASKED = _ASK.on_conflict_do_update(
    index_elements=["digest"], set_={name: _ASK.excluded[name] for name in ("at", "trouble")}
)
_ASKS = select(PROPOSAL_ASKS.c.digest, PROPOSAL_ASKS.c.trouble)
_ALL = select(*(PROPOSALS.c[name] for name in Proposal._fields)).order_by(PROPOSALS.c.number)
_COUNT = select(PROPOSALS.c.kind, PROPOSALS.c.status, func.count()).group_by(PROPOSALS.c.kind, PROPOSALS.c.status)
_DECIDE = (
    update(PROPOSALS)
    .where(PROPOSALS.c.number == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in ("status", "by", "decided_at")})
)


class SqliteProposals:
    """Keeps proposals by number; a number is never given twice."""

    def __init__(self, transactions: SqliteTransactions) -> None:
        self._transactions = transactions

    def keep(self, proposals: Sequence[Proposal], asked: Sequence[Asked]) -> int:
        new = 0
        with self._transactions.writing() as connection:
            for one in proposals:
                row = {**one._asdict(), "kind": one.kind.value, "status": one.status.value}
                del row["number"]
                new += connection.execute(_NEW, row).rowcount
            if asked:
                connection.execute(_ASKED, [one._asdict() for one in asked])
        return new

    def find(self, wanted: Wanted) -> Sequence[Proposal]:
        with self._transactions.reading() as connection:
            rows = connection.execute(_chosen(wanted)).all()
        return [Proposal._make(row)._replace(kind=ProposalKind(row.kind), status=Status(row.status)) for row in rows]

    def count(self) -> Mapping[tuple[ProposalKind, Status], int]:
        with self._transactions.reading() as connection:
            return {(ProposalKind(kind), Status(status)): n for kind, status, n in connection.execute(_COUNT)}

    def decide(self, decided: Sequence[Proposal]) -> None:
        rows = [
            {"of": one.number, "new_status": one.status.value, "new_by": one.by, "new_decided_at": one.decided_at}
            for one in decided
        ]
        if rows:
            with self._transactions.writing() as connection:
                connection.execute(_DECIDE, rows)

    def asked(self) -> Mapping[str, str]:
        with self._transactions.reading() as connection:
            return {row.digest: row.trouble for row in connection.execute(_ASKS)}


def _chosen(wanted: Wanted) -> Select[tuple[object, ...]]:
    chosen = _ALL.where(PROPOSALS.c.number > wanted.after)
    for column, values in (
        (PROPOSALS.c.number, wanted.numbers),
        (PROPOSALS.c.kind, [kind.value for kind in wanted.kinds]),
        (PROPOSALS.c.status, [status.value for status in wanted.statuses]),
        (PROPOSALS.c.about, [wanted.about] if wanted.about else []),
        (PROPOSALS.c.model, [wanted.model] if wanted.model else []),
    ):
        if values:
            chosen = chosen.where(column.in_(values))
    return chosen if wanted.limit is None else chosen.limit(wanted.limit)


__all__ = ["SqliteProposals"]
