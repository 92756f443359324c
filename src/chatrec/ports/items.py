"""The stored catalogue."""

from collections.abc import Sequence
from typing import Protocol

from chatrec.core.catalogue import Catalogue, Item


class ItemStore(Protocol):
    """Keeps items at rows that never change."""

    def put(self, items: Sequence[Item]) -> int:
        """Add new items at the end and replace known ones where they stand, in one transaction; how many were new."""
        ...

    def catalogue(self) -> Catalogue:
        """Every item, by row."""
        ...


__all__ = ["ItemStore"]
