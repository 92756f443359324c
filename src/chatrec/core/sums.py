"""The second idea of the house: a model is a solve over sums that add up over users."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from chatrec.core.errors import LawBroken

if TYPE_CHECKING:  # core runs on numpy alone: a sparse matrix brings its own addition
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class Sums:
    """Named arrays of sufficient statistics; they add and subtract, so partial sums of any split of the users make the
    whole. Counts and products of weights that are multiples of a power of two are exact in float64: subtracting a
    user leaves, bit for bit, the sums of a training that never saw that user.

    `sparse` holds the matrices that are mostly zero, in canonical form (sorted indices, each entry once and no zero
    among them), so that equal sums have equal parts.
    """

    arrays: Mapping[str, NDArray[Any]]  # Any: dense or integer dtypes differ by scorer
    sparse: Mapping[str, "csr_array[np.float64]"] = field(default_factory=dict)

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]

    def __add__(self, other: "Sums") -> "Sums":
        self._check(other)
        return Sums(
            {name: array + other.arrays[name] for name, array in self.arrays.items()},
            {name: matrix + other.sparse[name] for name, matrix in self.sparse.items()},
        )

    def __sub__(self, other: "Sums") -> "Sums":
        self._check(other)
        return Sums(
            {name: array - other.arrays[name] for name, array in self.arrays.items()},
            {name: matrix - other.sparse[name] for name, matrix in self.sparse.items()},
        )

    def parts(self) -> dict[str, NDArray[Any]]:
        """Every number as plain arrays: those of `arrays`, and "name/data", "name/indices" and "name/indptr"."""
        flat = {
            f"{name}/{part}": getattr(matrix, part)
            for name, matrix in self.sparse.items()
            for part in ("data", "indices", "indptr")
        }
        return {**self.arrays, **flat}

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of everything that is summed, by name."""
        dense = {name: array.shape for name, array in self.arrays.items()}
        return {**dense, **{f"sparse {name}": matrix.shape for name, matrix in self.sparse.items()}}

    def _check(self, other: "Sums") -> None:
        mine, theirs = self.shapes(), other.shapes()
        if mine != theirs:
            raise LawBroken(f"Only sums of one kind add up; got {mine} and {theirs}.")


__all__ = ["Sums"]
