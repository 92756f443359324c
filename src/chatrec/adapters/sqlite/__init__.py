"""The stores of a home in one SQLite file, through SQLAlchemy Core."""

from chatrec.adapters.sqlite.copying import copy_database
from chatrec.adapters.sqlite.home import SqliteStores, open_sqlite
from chatrec.adapters.sqlite.staging import open_staging

__all__ = ["SqliteStores", "copy_database", "open_sqlite", "open_staging"]
