"""Results of long work in a folder, one .npz file each."""

import hashlib
import os
import uuid
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from chatrec.adapters.array_archive import read_arrays, write_arrays
from chatrec.core.errors import StorageError
from chatrec.core.protocols import Arrays

MOST_BYTES = 1_000_000_000
_KEY = "key"
_ENDING = ".npz"


class ResultFolder:
    """Files named after the SHA-256 of their key; each holds the key itself, and a file that holds another is refused.

    A file is written under another name and then renamed, so it is there whole or not at all, and reading checks the CRC
    of every array. Beyond `most_bytes` the oldest go.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        """The first write makes the folder and its parents."""
        self._folder = folder
        self._most_bytes = most_bytes

    def get(self, key: str) -> Arrays | None:
        path = self._path(key)
        try:
            arrays = dict(read_arrays(path))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, EOFError, ValueError, zipfile.BadZipFile) as error:
            raise StorageError(f"{path} is damaged ({error}).") from error
        if str(arrays.pop(_KEY, "")) != key:
            raise StorageError(f"{path} holds the result of something else.")
        return arrays

    def put(self, key: str, arrays: Arrays) -> None:
        path = self._path(key)
        unfinished = self._folder / f".unfinished-{uuid.uuid4().hex}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_arrays(unfinished, {_KEY: np.array(key), **arrays})
            unfinished.replace(path)
            self._make_room()
        except OSError as error:
            raise StorageError(f"{self._folder} cannot be written: {error.strerror}.") from error
        finally:
            with suppress(OSError):
                unfinished.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / (hashlib.sha256(key.encode()).hexdigest()[:32] + _ENDING)

    def _make_room(self) -> None:
        with os.scandir(self._folder) as entries:
            files = [(entry.stat(), entry.path) for entry in entries if entry.name.endswith(_ENDING)]
        excess = sum(status.st_size for status, _ in files) - self._most_bytes
        for status, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if excess <= 0:
                break
            Path(path).unlink(missing_ok=True)
            excess -= status.st_size


__all__ = ["MOST_BYTES", "ResultFolder"]
