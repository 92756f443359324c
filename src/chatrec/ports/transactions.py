"""Several writes, together or not at all."""

from contextlib import AbstractContextManager
from typing import Protocol


class Transactions(Protocol):
    """Joins the writes of every store of one home."""

    def begin(self) -> AbstractContextManager[None]:
        """Writes of this thread inside the block are committed once, at its end, or undone when it raises.
        Reads inside see them. Blocks nest: the outermost commits.
        """
        ...


__all__ = ["Transactions"]
