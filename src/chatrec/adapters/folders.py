"""Folders that are there whole or not at all."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chatrec.core.errors import StorageError


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def new_folder(to: Path) -> Iterator[Path]:
    """A folder for its owner alone that becomes `to` at the end of the block, on the disk; nothing is left of it when the block raises.

    Raises StorageError where the disk refuses.
    """
    unfinished = to.with_name(f".{to.name}-{uuid.uuid4().hex}")
    try:
        unfinished.mkdir(parents=True, mode=0o700)
        yield unfinished
        for path in (*unfinished.rglob("*"), unfinished):
            sync(path)
        unfinished.rename(to)
        sync(to.parent)
    except OSError as error:
        cause = error.strerror or str(error)
        raise StorageError(
            f"The folder {str(to)!r} cannot be written: {cause}. Nothing was kept there.",
            zh=f"文件夹 {str(to)!r} 写不进去：{cause}。没有留下任何内容。",
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


__all__ = ["new_folder", "sync"]
