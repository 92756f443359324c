"""Every store of a home, on one SQLite file."""

from dataclasses import dataclass
from pathlib import Path

from chatrec.adapters.sqlite import engine, migrations
from chatrec.adapters.sqlite.activity import SqliteActivity
from chatrec.adapters.sqlite.conversations import SqliteConversations
from chatrec.adapters.sqlite.decisions import SqliteDecisions
from chatrec.adapters.sqlite.egress import SqliteEgress
from chatrec.adapters.sqlite.events import SqliteEventLog
from chatrec.adapters.sqlite.first_load import SqliteFirstLoad
from chatrec.adapters.sqlite.items import SqliteItems
from chatrec.adapters.sqlite.profiles import SqliteProfiles
from chatrec.adapters.sqlite.prompts import SqlitePrompts
from chatrec.adapters.sqlite.proposals import SqliteProposals
from chatrec.adapters.sqlite.spending import SqliteSpending
from chatrec.adapters.sqlite.transactions import SqliteTransactions


@dataclass(frozen=True, slots=True)
class SqliteStores:
    """The stores of one database; they share its transactions and may be used from any thread."""

    events: SqliteEventLog
    first_load: SqliteFirstLoad
    profiles: SqliteProfiles
    items: SqliteItems
    conversations: SqliteConversations
    decisions: SqliteDecisions
    prompts: SqlitePrompts
    proposals: SqliteProposals
    egress: SqliteEgress
    activity: SqliteActivity
    spending: SqliteSpending
    transactions: SqliteTransactions

    def close(self) -> None:
        """Close the database; the stores cannot be used afterwards."""
        self.transactions.close()


def open_sqlite(path: Path, *, timeout_s: float = 5.0) -> SqliteStores:
    """The stores in the file at `path`, which is made when it is not there (its folder is not).

    Raises StorageError when the file cannot be opened, is no database, belongs to another program or comes from a
    newer version; it is then left as it was. `timeout_s` is how long a write waits for another process.
    """
    transactions = SqliteTransactions(engine.create(path, timeout_s=timeout_s), path)
    try:
        with transactions.reading() as connection:
            migrations.check(connection, path)
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with transactions.writing() as connection:
            migrations.migrate(connection, path)
    except BaseException:
        transactions.close()
        raise
    return SqliteStores(
        events=SqliteEventLog(transactions),
        first_load=SqliteFirstLoad(transactions),
        profiles=SqliteProfiles(transactions),
        items=SqliteItems(transactions),
        conversations=SqliteConversations(transactions),
        decisions=SqliteDecisions(transactions),
        prompts=SqlitePrompts(transactions),
        proposals=SqliteProposals(transactions),
        egress=SqliteEgress(transactions),
        activity=SqliteActivity(transactions),
        spending=SqliteSpending(transactions),
        transactions=transactions,
    )


__all__ = ["SqliteStores", "open_sqlite"]
