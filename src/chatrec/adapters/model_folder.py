"""Trained models in a folder: one sub-folder a version, and a list of what was live."""

import errno
import fcntl
import hashlib
import json
import re
import shutil
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from chatrec.adapters.array_archive import read_arrays, write_arrays
from chatrec.adapters.folders import sync
from chatrec.core.errors import ConflictError, InputError, NotFoundError, StorageError
from chatrec.core.ids import ModelVersion
from chatrec.ports.model_store import StoredModel

MANIFEST = "manifest.json"
ARRAYS = "arrays.npz"
SUMS = "SHA256SUMS"
PROMOTED = "promoted.json"
LOCK = ".lock"

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class ModelFolder:
    """Keeps models under one folder, `<version>/manifest.json` and `<version>/arrays.npz`; needs a POSIX system.

    A version is written under another name, brought to the disk and then renamed: it is there whole or not at all.
    `get` checks the SHA-256 of both files (67 MB load in 0.1 s); `sha256sum -c SHA256SUMS` does so by hand.
    """

    def __init__(self, folder: Path) -> None:
        """The first write makes the folder and its parents."""
        self._folder = folder
        self._promoted: tuple[tuple[int, int, int] | None, tuple[ModelVersion, ...]] = None, ()

    def put(self, model: StoredModel) -> None:
        """Store a new version, whole or not at all; ConflictError when it exists."""
        if not _names_a_model(model.version):
            raise InputError(
                f"Model version {model.version!r} cannot name a folder; use letters, digits, '.', '_', '-'."
            )
        with _translated(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = self._folder / f".unfinished-{uuid.uuid4().hex}"
            try:
                _write_version(unfinished, model)
                _name_version(unfinished, self._folder / model.version)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
            sync(self._folder)

    def get(self, version: ModelVersion) -> StoredModel:
        """A version; NotFoundError when there is none, StorageError when a file is damaged."""
        folder = self._existing(version)
        with _translated(folder):
            _check_sums(folder)
            manifest = (folder / MANIFEST).read_text(encoding="utf-8")
            return StoredModel(version, manifest, read_arrays(folder / ARRAYS))

    def manifests(self) -> Sequence[tuple[ModelVersion, str]]:
        """Version and manifest of every model, in the order in which they were written."""
        with _translated(self._folder):
            if not self._folder.exists():
                return []
            found = [path for path in self._folder.glob(f"*/{MANIFEST}") if _names_a_model(path.parent.name)]
            found.sort(key=lambda path: (path.stat().st_mtime_ns, path.parent.name))
            return [(ModelVersion(path.parent.name), path.read_text(encoding="utf-8")) for path in found]

    def promote(self, version: ModelVersion) -> None:
        """Make a version live, atomically; processes that promote at once take turns. NotFoundError when there is none."""
        self._existing(version)
        with _translated(self._folder), _locked(self._folder / LOCK):
            _replace(self._folder / PROMOTED, json.dumps([*self.promoted(), version], indent=1) + "\n")

    def promoted(self) -> Sequence[ModelVersion]:
        """Every version that was made live, in that order; the last one is live now."""
        path = self._folder / PROMOTED
        with _translated(path):
            try:
                found = path.stat()
            except FileNotFoundError:
                return []
            # Every turn asks; the file is replaced and never written into, so another one has another inode or time.
            written = found.st_ino, found.st_mtime_ns, found.st_size
            before, versions = self._promoted
            if written != before:
                versions = _versions(path)
                self._promoted = written, versions
            return list(versions)

    def _existing(self, version: ModelVersion) -> Path:
        folder = self._folder / version
        if not _names_a_model(version) or not folder.is_dir():
            raise NotFoundError(
                f"There is no model of version {version!r}; `chatrec versions` lists those there are.",
                zh=f"没有版本 {version!r} 的模型；`chatrec versions` 列出已有的版本。",
            )
        return folder


def _versions(path: Path) -> tuple[ModelVersion, ...]:
    versions = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(versions, list) or not all(isinstance(version, str) for version in versions):
        raise ValueError("it must hold a JSON list of versions")
    return tuple(map(ModelVersion, versions))


def _names_a_model(name: str) -> bool:
    return name != PROMOTED and _VERSION.fullmatch(name) is not None


def _write_version(folder: Path, model: StoredModel) -> None:
    folder.mkdir()
    write_arrays(folder / ARRAYS, model.arrays)
    (folder / MANIFEST).write_text(model.manifest, encoding="utf-8")
    (folder / SUMS).write_text("".join(f"{_sum(folder / name)}  {name}\n" for name in (MANIFEST, ARRAYS)))
    for path in (folder / MANIFEST, folder / ARRAYS, folder / SUMS, folder):
        sync(path)


def _name_version(unfinished: Path, target: Path) -> None:
    try:
        unfinished.rename(target)  # fails when `target` is a folder with files in it, whoever wrote them
    except OSError as error:
        if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
            raise
        raise ConflictError(
            f"Model version {target.name!r} is already stored and never changes; use a new one."
        ) from error


def _check_sums(folder: Path) -> None:
    for line in (folder / SUMS).read_text(encoding="ascii").splitlines():
        expected, name = line.split("  ", 1)
        if _sum(folder / name) != expected:
            raise StorageError(
                f"The model file {str(folder / name)!r} is damaged; restore it from a backup or train anew."
            )


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    sync(new)
    new.replace(path)
    sync(path.parent)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # given back when the file closes, even by a crash
        yield


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile) as error:
        where = getattr(error, "filename", None) or path
        raise StorageError(
            f"The model store failed at {str(where)!r}: {getattr(error, 'strerror', None) or error}. Check that the disk has "
            "space and that this user may write there; a damaged version must be restored from a backup or trained anew."
        ) from error


__all__ = ["ModelFolder"]
