"""A trained model as arrays by name, and back to the same bits."""

from collections.abc import Sequence

from chatrec.app.registry import plugin
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError, StorageError
from chatrec.core.protocols import Arrays, BatchScorer, Storable
from chatrec.scorers.blend import Blend


def packed(blend: Blend) -> Arrays:
    """Every array of a blend and its scorers, as "scorer/array"."""
    parts: dict[str, Arrays] = {"blend": blend.arrays()}
    for scorer in blend.scorers:
        if not isinstance(scorer, Storable):
            raise ConfigError(f"The scorer {scorer.name!r} cannot be stored; it needs `arrays` and `restored`.")
        parts[scorer.name] = scorer.arrays()
    return {f"{part}/{name}": array for part, arrays in parts.items() for name, array in arrays.items()}


def unpacked(arrays: Arrays, names: Sequence[str], catalogue: Catalogue) -> Blend:
    """The blend that was packed, over a catalogue that may have grown since."""
    scorers: list[BatchScorer] = []
    for name in names:
        scorer = plugin(name).scorer.restored(_under(arrays, name), catalogue)
        if not isinstance(scorer, BatchScorer):
            raise StorageError(f"The stored scorer {name!r} cannot rank; it needs `attribute` and `score_batch`.")
        scorers.append(scorer)
    return Blend.assembled(_under(arrays, "blend"), scorers)


def _under(arrays: Arrays, part: str) -> Arrays:
    prefix = f"{part}/"
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


__all__ = ["packed", "unpacked"]
