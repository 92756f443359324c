"""A trained model as arrays by name, and back to the same bits."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from chatrec.app.registry import plugin
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError, StorageError
from chatrec.core.opinions import Opinions
from chatrec.core.protocols import Arrays, BatchScorer, Storable
from chatrec.core.sums import Sums
from chatrec.scorers.blend import Blend

SUMS, OPINIONS = "sums", "opinions"  # no scorer has these names


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
    offered = [plugin(name) for name in names]
    for name, found in zip(names, offered, strict=True):
        scorer = found.scorer.restored(_under(arrays, name), catalogue)
        if not isinstance(scorer, BatchScorer):
            raise StorageError(f"The stored scorer {name!r} cannot rank; it needs `attribute` and `score_batch`.")
        scorers.append(scorer)
    return Blend.assembled(_under(arrays, "blend"), scorers, [found.family for found in offered])


def packed_sums(kept: Mapping[str, Sums]) -> Arrays:
    """The sums of some scorers, as "sums/scorer/array" and for sparse ones "sums/scorer/matrix/part"."""
    flat = {f"{SUMS}/{name}/{part}": array for name, sums in kept.items() for part, array in sums.parts().items()}
    shapes = {
        f"{SUMS}/{name}/{part}/shape": np.array(matrix.shape)
        for name, sums in kept.items()
        for part, matrix in sums.sparse.items()
    }
    return {**flat, **shapes}


def unpacked_sums(arrays: Arrays, name: str) -> Sums | None:
    """The sums that were packed with a scorer; None where there were none."""
    own = _under(arrays, f"{SUMS}/{name}")
    if not own:
        return None
    matrices = {part.removesuffix("/shape") for part in own if part.endswith("/shape")}
    found = {
        part: sparse.csr_array(
            (own[f"{part}/data"], own[f"{part}/indices"], own[f"{part}/indptr"]), shape=tuple(own[f"{part}/shape"])
        )
        for part in matrices
    }
    return Sums({part: array for part, array in own.items() if "/" not in part}, found)


def packed_opinions(opinions: Opinions) -> Arrays:
    """What people think of the items, as "opinions/array"."""
    return {f"{OPINIONS}/{name}": array for name, array in opinions.arrays().items()}


def unpacked_opinions(arrays: Arrays) -> Opinions | None:
    """The opinions that were packed with a model; None where there were none."""
    own = _under(arrays, OPINIONS)
    return Opinions(own["offsets"], own["people"], own["words"]) if own else None


def _under(arrays: Arrays, part: str) -> Arrays:
    prefix = f"{part}/"
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


__all__ = ["packed", "packed_opinions", "packed_sums", "unpacked", "unpacked_opinions", "unpacked_sums"]
