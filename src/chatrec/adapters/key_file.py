"""A key in a file that only its owner can read."""

import os
import secrets
from pathlib import Path

from chatrec.core.errors import StorageError

SIZE = 32  # bytes


class KeyFile:
    """Reads the key, and makes one when there is none; of two processes that do so at once, both get the same."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str:
        """The key, 43 letters. Raises StorageError when it can be neither read nor made."""
        try:
            if not self._path.exists():
                self._make()
            key = self._path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise StorageError(f"The operator's key {self._path} cannot be read or made: {error}.") from error
        if not key:
            raise StorageError(f"The operator's key {self._path} is empty; remove the file, and a new one is made.")
        return key

    def _make(self) -> None:
        """Written aside and then linked, so that the file is there whole or not at all, and the first one stays."""
        aside = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(SIZE) + "\n")
        try:
            self._path.hardlink_to(aside)
        except FileExistsError:
            pass
        finally:
            aside.unlink()


__all__ = ["KeyFile"]
