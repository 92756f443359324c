"""Model versions: which there are, which is live, and making another one live."""

from collections.abc import Sequence

from chatrec.core.errors import ConflictError, InputError
from chatrec.core.ids import ModelVersion
from chatrec.core.protocols import Arrays
from chatrec.learning import Manifest, parse_manifest
from chatrec.ports.model_store import ModelStore, StoredModel


class Versions:
    """The stored models of a home."""

    def __init__(self, models: ModelStore) -> None:
        self._models = models

    def every(self) -> Sequence[Manifest]:
        """The manifest of every version, oldest first."""
        return [parse_manifest(text) for _, text in self._models.manifests()]

    def live(self) -> Manifest | None:
        """The manifest of the live version, None when none is or its files are gone."""
        promoted = self._models.promoted()
        if not promoted:
            return None
        manifests = dict(self._models.manifests())
        return parse_manifest(manifests[promoted[-1]]) if promoted[-1] in manifests else None

    def promote(self, version: ModelVersion) -> None:
        """Make a version live. Raises NotFoundError when there is none of this name."""
        self._models.promote(version)

    def rollback(self) -> ModelVersion:
        """Promote the version that was live before the live one; rolling back twice returns to it."""
        promoted = self._models.promoted()
        before = [version for version in promoted if version != promoted[-1]]
        if not before:
            raise InputError(
                "There is nothing to roll back to: no other model version was ever live.",
                zh="没有可以退回的版本：此前没有别的模型上线过。",
            )
        self._models.promote(before[-1])
        return before[-1]


def put_as_next(models: ModelStore, manifest: Manifest, arrays: Arrays) -> Manifest:
    """Store a model under the first free version number: another training may have taken ours meanwhile."""
    number = len(models.manifests()) + 1
    while True:
        named = manifest.model_copy(update={"version": ModelVersion(f"v{number:04d}")})
        try:
            models.put(StoredModel(named.version, named.model_dump_json(indent=2), arrays))
        except ConflictError:
            number += 1
        else:
            return named


__all__ = ["Versions", "put_as_next"]
