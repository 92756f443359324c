"""Cleaning reports in a file, one line a load."""

import json
from collections.abc import Sequence
from pathlib import Path

from chatrec.core.errors import StorageError
from chatrec.ports.loads import StoredLoad

TAIL = 256 * 1024  # bytes that are read: a report takes some hundred


class LoadFile:
    """Appends JSON Lines, and reads its end. A line that is cut off, as after a crash, is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def record(self, load: StoredLoad) -> None:
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(load._asdict(), ensure_ascii=False) + "\n")
        except OSError as error:
            raise StorageError(f"{self._path} cannot be written: {error.strerror}.") from error

    def latest(self, limit: int) -> Sequence[StoredLoad]:
        """The last loads, latest first, as many as stand in the last 256 kB."""
        try:
            with self._path.open("rb") as file:
                file.seek(max(0, file.seek(0, 2) - TAIL))
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StorageError(f"{self._path} cannot be read: {error.strerror}.") from error
        found = [load for line in reversed(lines) if (load := _parsed(line)) is not None]
        return found[:limit]


def _parsed(line: bytes) -> StoredLoad | None:
    try:
        return StoredLoad(**json.loads(line))
    except (ValueError, TypeError):
        return None


__all__ = ["LoadFile"]
