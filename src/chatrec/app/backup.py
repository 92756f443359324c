"""A backup of a home is a home: its database at one moment, its models, its settings and the documents of its house."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from chatrec.app.home import Home
from chatrec.app.settings import FILE
from chatrec.core.errors import ConflictError, InputError

UNFINISHED = shutil.ignore_patterns(".*")  # what a training is still writing, and locks


class BackupOut(BaseModel):
    """Where a backup lies, how large it is and how many versions of models it holds."""

    folder: str
    bytes: int
    versions: int


class Means(NamedTuple):
    """What a backup is made with: how a database is copied while it is written to, and how a folder comes to be whole."""

    copy_database: Callable[[Path, Path], None]
    new_folder: Callable[[Path], AbstractContextManager[Path]]


def backup(home: Home, to: Path, means: Means) -> BackupOut:
    """Copy what cannot be made again to the new folder `to`, whole or not at all; servers and trainings go on meanwhile.

    The models are copied after the database, so every version that a decision in it names is there. Left out are data sets,
    finished steps of evaluations and searches, and the operator's key, which is made anew. Raises ConflictError where `to` exists,
    InputError where it lies within the home, StorageError where the disk refuses.
    """
    _refuse(home, to)
    with means.new_folder(to) as unfinished:
        copy = Home(unfinished)
        means.copy_database(home.database, copy.database)
        for folder, place in ((home.models, copy.models), (home.desk, copy.desk)):
            if folder.exists():
                shutil.copytree(folder, place, ignore=UNFINISHED)
        for file in (home.folder / FILE, home.loads):
            if file.exists():
                shutil.copy2(file, unfinished)
    kept = [path for path in to.rglob("*") if path.is_file()]
    versions = sum(1 for path in Home(to).models.glob("*/") if path.is_dir())
    return BackupOut(folder=str(to), bytes=sum(path.stat().st_size for path in kept), versions=versions)


def _refuse(home: Home, to: Path) -> None:
    if to.exists():
        raise ConflictError(
            f"{str(to)!r} is already there, and a backup never overwrites one; name a new folder with --to DIR.",
            zh=f"{str(to)!r} 已经存在，备份不会覆盖它；请用 --to DIR 另指一个新文件夹。",
        )
    if to.absolute().is_relative_to(home.folder.absolute()):
        raise InputError(
            f"{str(to)!r} lies within the home that it would be a backup of; choose a folder beside it, best on another disk.",
            zh=f"{str(to)!r} 在要备份的主目录里面；请选主目录以外的文件夹，最好在另一块磁盘上。",
        )


__all__ = ["BackupOut", "Means", "backup"]
