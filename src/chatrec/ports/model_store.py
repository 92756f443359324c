"""Trained models, as arrays and a manifest."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from chatrec.core.ids import ModelVersion
from chatrec.core.protocols import Arrays


class StoredModel(NamedTuple):
    """A model's manifest as JSON (learning/manifest.py owns its form) and its arrays by name."""

    version: ModelVersion
    manifest: str
    arrays: Arrays


class ModelStore(Protocol):
    """Keeps every version; one of them is live."""

    def put(self, model: StoredModel) -> None:
        """Store a new version, whole or not at all. Raises ConflictError when the version exists."""
        ...

    def get(self, version: ModelVersion) -> StoredModel:
        """A version. Raises NotFoundError when there is none, StorageError when its files are damaged."""
        ...

    def manifests(self) -> Sequence[tuple[ModelVersion, str]]:
        """Version and manifest of every model, oldest first."""
        ...

    def promote(self, version: ModelVersion) -> None:
        """Make a version live, atomically; the version that was live is remembered for `promoted`."""
        ...

    def promoted(self) -> Sequence[ModelVersion]:
        """Every version that was made live, in that order; the last one is live now. Empty when none ever was."""
        ...


__all__ = ["ModelStore", "StoredModel"]
