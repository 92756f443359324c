"""What SQLite says, in the words of the house."""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from chatrec.core.errors import InputError, StorageError

_DAMAGED = "is damaged; restore it from a backup, or move it away to start with an empty one"
_READ_ONLY = "is read-only; give this user permission to write to the file and to its folder"
_FULL = "cannot grow because the disk is full; free some space and try again: this write was undone, the rest is safe"

_REASONS: Mapping[int, str] = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: _FULL,
        sqlite3.SQLITE_READONLY: _READ_ONLY,
        sqlite3.SQLITE_PERM: _READ_ONLY,
        sqlite3.SQLITE_BUSY: "is locked by another process; wait until it has finished or stop it, then try again",
        sqlite3.SQLITE_LOCKED: "is locked by another connection; try again",
        sqlite3.SQLITE_NOTADB: "is not a database; move the file away, or choose another home",
        sqlite3.SQLITE_CORRUPT: _DAMAGED,
        sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk that it lies on",
    }
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn every foreign error inside the block into a StorageError that names the database at `path`, the cause and
    the remedy. Text that SQLite cannot hold (a lone surrogate) is the caller's: InputError.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _storage_error(error, path) from error
    except UnicodeEncodeError as error:
        raise InputError(
            f"The text {error.object!r} is not valid Unicode ({error.reason}); send valid UTF-8."
        ) from error
    except (ValueError, zlib.error) as error:  # a stored value that is not what we once wrote
        raise StorageError(f"The database {str(path)!r} {_DAMAGED}. A value cannot be read: {error}.") from error


def _storage_error(error: SQLAlchemyError | sqlite3.Error, path: Path) -> StorageError:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    # The low byte is the primary result code; the rest tells which step of SQLite failed.
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    reason = _cannot_open(path) if code == sqlite3.SQLITE_CANTOPEN else _REASONS.get(code, "failed")
    return StorageError(f"The database {str(path)!r} {reason}. SQLite says: {cause}.")


def _cannot_open(path: Path) -> str:
    if path.is_dir():
        return "is a folder; it must be a file, so move the folder away or choose another home"
    if not path.parent.is_dir():
        return "cannot be opened because its folder does not exist; create the folder first"
    return "cannot be opened; give this user permission to read and write the file and its folder"


__all__ = ["translated"]
