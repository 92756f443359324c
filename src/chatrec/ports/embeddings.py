"""Texts as vectors, from a model that somebody else trained."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from chatrec.core.arrays import FloatArray

CATALOGUE = "catalogue"  # the name that stands for no model: the catalogue's own words


@runtime_checkable
class Embedder(Protocol):
    """Puts texts of like meaning close together."""

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(texts, size) one finite vector a text, in their order; the size is the model's own.

        Raises LanguageModelError when the model fails or answers something else, ConfigError when it is not installed.
        """
        ...


__all__ = ["CATALOGUE", "Embedder"]
