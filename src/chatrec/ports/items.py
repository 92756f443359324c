"""The stored catalogue."""

from collections.abc import Sequence
from typing import Protocol

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.knowledge import Knowledge


class ItemStore(Protocol):
    """Keeps items at rows that never change."""

    def put(self, items: Sequence[Item]) -> int:
        """Add new items at the end and replace known ones where they stand, in one transaction; how many were new."""
        ...

    def put_knowledge(self, graph: Knowledge) -> None:
        """Replace the knowledge graph whole, in one transaction."""
        ...

    def catalogue(self) -> Catalogue:
        """Every item, by row, and the knowledge graph."""
        ...


__all__ = ["ItemStore"]
