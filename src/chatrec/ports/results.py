"""Where results of long work are kept, so that it can go on after an interruption."""

from typing import Protocol

from chatrec.core.protocols import Arrays


class ResultStore(Protocol):
    """Named arrays under a key, which is a text that says everything they depend on."""

    def get(self, key: str) -> Arrays | None:
        """What was kept under exactly this key; None when nothing is. StorageError when it is damaged or another's."""
        ...

    def put(self, key: str, arrays: Arrays) -> None:
        """Keep it, whole or not at all, in place of what was there. StorageError when that cannot be done."""
        ...


__all__ = ["ResultStore"]
