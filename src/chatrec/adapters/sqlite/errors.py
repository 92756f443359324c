"""What SQLite says, in the words of the house."""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from chatrec.core.errors import InputError, StorageError
from chatrec.core.told import UNREADABLE, Told


class _Reason(NamedTuple):
    """What is wrong with the database and the remedy, and what those are told who cannot apply it."""

    en: str
    zh: str
    told: Told = UNREADABLE


_DAMAGED = _Reason(
    "is damaged; restore it from a backup, or move it away to start with an empty one",
    "已损坏；请从备份恢复，或移走它重新开始",
)
_READ_ONLY = _Reason(
    "is read-only; give this user permission to write to the file and to its folder",
    "是只读的；请允许写入这个文件和它所在的文件夹",
    Told(
        "Nothing can be saved here just now, because this server may only read its database; whoever runs it can change that.",
        "现在无法保存，因为服务器对它的数据库只有读取权限；请告诉管理员。",
    ),
)
_FULL = _Reason(
    "cannot grow because the disk is full; free some space and try again: this write was undone, the rest is safe",
    "无法增大，因为磁盘已满；请腾出一些空间再试：这次写入已撤销，其余内容完好",
    Told(
        "This could not be saved, because the server's disk is full; what was saved before is safe. Whoever runs the server "
        "must free some space.",
        "这次没能保存，因为服务器的磁盘已满；之前保存的内容完好。请告诉管理员腾出空间。",
    ),
)
_FAILED = _Reason("failed", "出错")
_BUSY = Told(
    "The database is locked by something else for a moment, so this was not saved; try again.",
    "数据库正被占用，这次没有保存；请稍后再试。",
)

_REASONS: Mapping[int, _Reason] = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: _FULL,
        sqlite3.SQLITE_READONLY: _READ_ONLY,
        sqlite3.SQLITE_PERM: _READ_ONLY,
        sqlite3.SQLITE_BUSY: _Reason(
            "is locked by another process; wait until it has finished or stop it, then try again",
            "被别的程序占用；请等它完成或停止它，然后再试",
            _BUSY,
        ),
        sqlite3.SQLITE_LOCKED: _Reason("is locked by another connection; try again", "正被占用；请再试一次", _BUSY),
        sqlite3.SQLITE_NOTADB: _Reason(
            "is not a database; move the file away, or choose another home",
            "不是数据库；请移走这个文件，或换一个主目录",
        ),
        sqlite3.SQLITE_CORRUPT: _DAMAGED,
        sqlite3.SQLITE_IOERR: _Reason(
            "cannot be read or written; check the disk that it lies on", "无法读写；请检查它所在的磁盘"
        ),
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
            f"The text {error.object!r} is not valid Unicode ({error.reason}); send valid UTF-8.",
            zh=f"文字 {error.object!r} 不是有效的 Unicode；请用 UTF-8 发送。",
        ) from error
    except (ValueError, zlib.error) as error:  # a stored value that is not what we once wrote
        raise _told(path, _DAMAGED, f"A value cannot be read: {error}") from error


def _told(path: Path, reason: _Reason, cause: str) -> StorageError:
    return StorageError(
        f"The database {str(path)!r} {reason.en}. {cause}.",
        zh=f"数据库 {str(path)!r} {reason.zh}。（{cause}）",
        told=reason.told,
    )


def _storage_error(error: SQLAlchemyError | sqlite3.Error, path: Path) -> StorageError:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    # The low byte is the primary result code; the rest tells which step of SQLite failed.
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    reason = _cannot_open(path) if code == sqlite3.SQLITE_CANTOPEN else _REASONS.get(code, _FAILED)
    return _told(path, reason, f"SQLite says: {cause}")


def _cannot_open(path: Path) -> _Reason:
    if path.is_dir():
        return _Reason(
            "is a folder; it must be a file, so move the folder away or choose another home",
            "是文件夹而不是文件；请移走它，或换一个主目录",
        )
    if not path.parent.is_dir():
        return _Reason(
            "cannot be opened because its folder does not exist; create the folder first",
            "打不开，因为它的文件夹不存在；请先建好",
        )
    return _Reason(
        "cannot be opened; give this user permission to read and write the file and its folder",
        "打不开；请允许读写这个文件和它的文件夹",
    )


__all__ = ["translated"]
