"""The stores of a home in one SQLite file, through SQLAlchemy Core."""

from chatrec.adapters.sqlite.home import SqliteStores, open_sqlite

__all__ = ["SqliteStores", "open_sqlite"]
