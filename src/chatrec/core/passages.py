"""Passages of documents that may be quoted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, word for word: the document's name, the heading it stands under ("" = none), and its text."""

    document: str
    heading: str
    text: str

    @property
    def source(self) -> str:
        """Where it stands, for people: "returns.md, Opened goods"."""
        return f"{self.document}, {self.heading}" if self.heading else self.document


__all__ = ["Passage"]
