"""The leading eigenvectors of a large sparse matrix, in the few passes over it that a ranking needs."""

import math
from typing import Any, Self

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray

DENSE = 1024  # up to this size the whole spectrum takes less than a second
WIDTH = 64  # columns that go through the matrix together, at most; more leave the processor's cache
STEPS = 12  # times the start goes through the matrix, at least
SPARE = 1.5  # size of the searched subspace, in vectors wanted


class RowGram:
    """T·Tᵀ of a sparse T, never multiplied out: where rows share common columns it would have no zero left."""

    def __init__(self, rows: "sparse.csr_array[Any]") -> None:  # Any: float64 or float32
        self._rows = rows
        self._columns = sparse.csr_array(rows.T)
        self.shape = (rows.shape[0], rows.shape[0])

    def __matmul__(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(self._rows @ (self._columns @ block))

    def astype(self, dtype: type[np.float32]) -> Self:
        return type(self)(self._rows.astype(dtype))

    def toarray(self) -> FloatArray:
        return np.asarray((self._rows @ self._columns).toarray())


def leading(matrix: "sparse.csr_array[np.float64] | RowGram", k: int, rng: Generator) -> tuple[FloatArray, FloatArray]:
    """(k,) largest eigenvalues of a symmetric matrix (m, m), descending, and their vectors (m, k), orthonormal.

    Exact up to m = 1,024. Above, Rayleigh-Ritz in the block Krylov space of a random start (block Lanczos with full
    reorthogonalisation, Golub & Underwood 1977; Musco & Musco 2015 on why few steps suffice), in float32, because time
    goes into reading: vectors are orthonormal to 1e-5, the values and all but the last few vectors are accurate, and those
    span nearly the same space. Cost about 1.5·k products with the matrix and O(m·k²).
    """
    size = matrix.shape[0]
    width = max(1, min(WIDTH, k // (STEPS // 2)))
    rank = width * max(STEPS, math.ceil(SPARE * k / width))
    if size <= max(DENSE, rank):
        return _largest(matrix.toarray(), k)
    start = rng.standard_normal((size, width), dtype=np.float32)
    basis, inner = _krylov(matrix.astype(np.float32), start, rank)
    values, mixing = _largest(inner.astype(np.float64), k)
    return values, (basis @ mixing.astype(np.float32)).astype(np.float64)


def _krylov(
    matrix: "sparse.csr_array[np.float32] | RowGram", start: NDArray[np.float32], rank: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """An orthonormal basis (m, rank) of the Krylov space of `start` (m, width), whose width divides the rank, and
    basisᵀ·matrix·basis (rank, rank) in its upper triangle.
    """
    size, width = start.shape
    basis = np.empty((size, rank), dtype=np.float32, order="F")
    inner = np.zeros((rank, rank), dtype=np.float32)
    block = _orthonormal(start)
    for begin in range(0, rank, width):
        end = begin + width
        basis[:, begin:end] = block
        known = basis[:, :end]
        image = matrix @ block
        inner[:end, begin:end] = known.T @ image
        image -= known @ inner[:end, begin:end]
        # Twice: after one pass rounding leaves a trace of the known directions, which would come back as ghosts.
        block = _orthonormal(image)
        block = _orthonormal(block - known @ (known.T @ block))
    return basis, inner


def _largest(matrix: FloatArray, k: int) -> tuple[FloatArray, FloatArray]:
    """The k largest eigenvalues, descending, and their vectors, of a symmetric matrix given by its upper triangle."""
    values, vectors = linalg.eigh(matrix, lower=False)
    return values[::-1][:k], np.ascontiguousarray(vectors[:, ::-1][:, :k])


def _orthonormal(columns: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.linalg.qr(columns)[0]


__all__ = ["leading"]
