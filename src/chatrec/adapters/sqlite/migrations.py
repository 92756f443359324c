"""How the database came to its present shape: numbered functions, each run once.

A migration is never edited once released; a change of shape is a new function at the end of MIGRATIONS. How many have
run is SQLite's own `user_version`, which commits together with what they did.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from chatrec.core.errors import StorageError

APPLICATION_ID = 0x43526563  # "CRec": tells our file from any other SQLite database

# One statement, so that all three are of one moment even while another process migrates.
_WHOSE = """SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
    (SELECT count(*) FROM sqlite_master)"""

Migration = Callable[[Connection], None]


def m001_first_tables(connection: Connection) -> None:
    """Events, profiles, items, conversations and their turns, decisions."""
    for statement in (
        # AUTOINCREMENT: a seq is never used again, even after the newest events were forgotten.
        """CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, item TEXT NOT NULL,
            kind TEXT NOT NULL, at REAL NOT NULL, value REAL, conversation TEXT, decision TEXT)""",
        # Every SQLite index ends in the row's key: this one is ordered by (user, seq).
        "CREATE INDEX events_by_user ON events (user)",
        "CREATE TABLE profiles (user TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, tastes TEXT NOT NULL)",
        """CREATE TABLE items (
            row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, aliases TEXT NOT NULL,
            labels TEXT NOT NULL, numbers TEXT NOT NULL)""",
        """CREATE TABLE conversations (
            id TEXT NOT NULL PRIMARY KEY, user TEXT NOT NULL, state TEXT NOT NULL, created_at REAL NOT NULL,
            updated_at REAL NOT NULL)""",
        "CREATE INDEX conversations_by_user ON conversations (user, updated_at)",
        """CREATE TABLE turns (
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, number INTEGER NOT NULL,
            message TEXT NOT NULL, reply TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (conversation, number))""",
        """CREATE TABLE decisions (
            id TEXT NOT NULL PRIMARY KEY, user TEXT, model TEXT NOT NULL, at REAL NOT NULL, record BLOB NOT NULL)""",
        "CREATE INDEX decisions_by_user ON decisions (user)",
    ):
        connection.exec_driver_sql(statement)


def m002_text_of_items(connection: Connection) -> None:
    """Prose about an item; none was kept before."""
    connection.exec_driver_sql("ALTER TABLE items ADD COLUMN text TEXT NOT NULL DEFAULT ''")


def m003_knowledge(connection: Connection) -> None:
    """The triples of the knowledge graph, and, as triples without a relation, the node of each item."""
    connection.exec_driver_sql(
        "CREATE TABLE triples (place INTEGER PRIMARY KEY, head TEXT NOT NULL, relation TEXT NOT NULL, tail TEXT NOT NULL)"
    )


def m004_deeds_and_texts(connection: Connection) -> None:
    """Events of what people do and write: the text, how long it lasted, how often it was done."""
    for column in ("text TEXT", "seconds REAL", "count INTEGER NOT NULL DEFAULT 1"):
        connection.exec_driver_sql(f"ALTER TABLE events ADD COLUMN {column}")


def m005_titles_by_locale(connection: Connection) -> None:
    """What readers of a language call an item; none was kept before."""
    connection.exec_driver_sql("ALTER TABLE items ADD COLUMN titles TEXT NOT NULL DEFAULT '{}'")


def m006_texts_by_locale(connection: Connection) -> None:
    """Prose about an item in further languages; none was kept before."""
    connection.exec_driver_sql("ALTER TABLE items ADD COLUMN texts TEXT NOT NULL DEFAULT '{}'")


def m007_prompts(connection: Connection) -> None:
    """How often each kind of suggestion was shown and taken; nothing was counted before."""
    connection.exec_driver_sql(
        "CREATE TABLE prompts (kind TEXT NOT NULL PRIMARY KEY, shown INTEGER NOT NULL, taken INTEGER NOT NULL)"
    )


def m008_egress(connection: Connection) -> None:
    """The record of what left the house; nothing did before."""
    connection.exec_driver_sql(
        """CREATE TABLE egress (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, "to" TEXT NOT NULL, model TEXT NOT NULL,
            fields TEXT NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL, blacked_out INTEGER NOT NULL)"""
    )


def m009_index_of_ids(connection: Connection) -> None:
    """The ids of events in an index that can be taken away for a large load, which a UNIQUE column cannot. Copies the log
    once.
    """
    for statement in (
        "ALTER TABLE events RENAME TO events_before",
        """CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL, user TEXT NOT NULL, item TEXT NOT NULL,
            kind TEXT NOT NULL, at REAL NOT NULL, value REAL, conversation TEXT, decision TEXT, text TEXT, seconds REAL,
            count INTEGER NOT NULL DEFAULT 1)""",
        "INSERT INTO events SELECT * FROM events_before ORDER BY seq",
        # What was forgotten last had a higher seq than any that is left; it is not given again.
        "DELETE FROM sqlite_sequence WHERE name = 'events'",
        "UPDATE sqlite_sequence SET name = 'events' WHERE name = 'events_before'",
        "DROP TABLE events_before",
        "CREATE UNIQUE INDEX events_by_id ON events (event_id)",
        "CREATE INDEX events_by_user ON events (user)",
    ):
        connection.exec_driver_sql(statement)


def m010_spending(connection: Connection) -> None:
    """What language models took each day; before, that was forgotten with the process."""
    connection.exec_driver_sql(
        """CREATE TABLE spending (
            day INTEGER NOT NULL, model TEXT NOT NULL, requests INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL, cost REAL NOT NULL, PRIMARY KEY (day, model))"""
    )


def m011_steering(connection: Connection) -> None:
    """How each user steers their lists, "" = as usual; nobody could before."""
    connection.exec_driver_sql("ALTER TABLE profiles ADD COLUMN steering TEXT NOT NULL DEFAULT ''")


def m012_proposals(connection: Connection) -> None:
    """What language models propose for a person to decide, and what they were asked for it; nothing was proposed before."""
    for statement in (
        """CREATE TABLE proposals (
            number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, about TEXT NOT NULL, value TEXT NOT NULL,
            ground TEXT NOT NULL, model TEXT NOT NULL, digest TEXT NOT NULL, at REAL NOT NULL, agreement REAL NOT NULL,
            status TEXT NOT NULL, "by" TEXT NOT NULL, decided_at REAL, UNIQUE (kind, about, value))""",
        "CREATE INDEX proposals_by_status ON proposals (status, kind)",
        "CREATE TABLE proposal_asks (digest TEXT NOT NULL PRIMARY KEY, at REAL NOT NULL, trouble TEXT NOT NULL)",
    ):
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Migration, ...] = (
    m001_first_tables,
    m002_text_of_items,
    m003_knowledge,
    m004_deeds_and_texts,
    m005_titles_by_locale,
    m006_texts_by_locale,
    m007_prompts,
    m008_egress,
    m009_index_of_ids,
    m010_spending,
    m011_steering,
    m012_proposals,
)


def check(connection: Connection, path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """How many migrations the database at `path` has seen, only by reading. Raises StorageError when it belongs to
    another program or to a newer version of this one.
    """
    owner, version, tables = connection.exec_driver_sql(_WHOSE).one()
    if owner != APPLICATION_ID and tables:
        raise StorageError(
            f"The database {str(path)!r} belongs to another program (application_id {owner:#x}); choose another home."
        )
    if version > len(migrations):
        raise StorageError(
            f"The database {str(path)!r} has version {version} and this Chat-Rec knows versions up to "
            f"{len(migrations)}; install the newer Chat-Rec that wrote it. Nothing was changed."
        )
    return int(version)


def migrate(connection: Connection, path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Run the migrations that the database has not seen; the caller holds a write transaction, so they run once even
    when two processes open a new home together.
    """
    version = check(connection, path, migrations=migrations)
    for migration in migrations[version:]:
        migration(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {len(migrations)}")


__all__ = ["APPLICATION_ID", "MIGRATIONS", "Migration", "check", "migrate"]
