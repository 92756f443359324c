"""A ridge of its own for each item, on the few items that are chosen with it most: sparse regression without a big solve."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray

AT_ONCE = 128  # items solved together; their blocks take 10 MB at 100 neighbours
COMPILING_PAYS = 1_000_000  # entries of the Gram matrix; with fewer the rest is done before the compiler

Filler = Callable[[NDArray[Any], NDArray[Any], FloatArray, IntArray, FloatArray], None]


def regressions(
    gram: "sparse.csr_array[np.float64]", neighbours: "sparse.csr_array[np.float64]", l2: float
) -> "sparse.csr_array[np.float64]":
    """W (m, m), W[N, i] = (G[N, N] + l2·I)^-1 G[N, i] with N the places of row i of `neighbours`, which leave out i.

    It is what the choosers of i are predicted from: SLIM (Ning & Karypis, ICDM 2011) in closed form, on a support chosen
    beforehand. G is symmetric and in canonical form, l2 above zero. Cost O(m·k³) and, for each item, one pass over its
    neighbours' rows of G.
    """
    members = _members(neighbours)
    blocks = _blocks(gram)
    weights = np.zeros(neighbours.nnz)
    bounds = neighbours.indptr
    for begin in range(0, len(members), AT_ONCE):
        some = members[begin : begin + AT_ONCE]
        squares = blocks(some)
        squares += np.eye(some.shape[1]) * np.where(some < 0, 1.0, l2)[:, None, :]
        targets = _targets(gram, some, begin)
        solved = np.linalg.solve(squares, targets[:, :, None])[:, :, 0]
        weights[bounds[begin] : bounds[begin + len(some)]] = solved[some >= 0]
    return sparse.csr_array(sparse.csr_array((weights, neighbours.indices, bounds), shape=gram.shape).T)


def _members(neighbours: "sparse.csr_array[np.float64]") -> IntArray:
    """(m, k) the columns of each row, then -1."""
    counts = np.diff(neighbours.indptr)
    members = np.full((len(counts), int(counts.max(initial=0))), -1)
    members[np.arange(members.shape[1]) < counts[:, None]] = neighbours.indices
    return members


def _targets(gram: "sparse.csr_array[np.float64]", members: IntArray, begin: int) -> FloatArray:
    """(b, k) G[begin + row, members[row]], zero where there is no member."""
    targets = np.zeros(members.shape)
    for row, some in enumerate(members):
        entries = slice(gram.indptr[begin + row], gram.indptr[begin + row + 1])
        known = some >= 0
        targets[row, known] = gram.data[entries][np.searchsorted(gram.indices[entries], some[known])]
    return targets


def _blocks(gram: "sparse.csr_array[np.float64]") -> Callable[[IntArray], FloatArray]:
    """What reads (b, k, k) G[N, N] for b rows of members; both ways give the same bits."""
    filler = compiled() if gram.nnz >= COMPILING_PAYS and find_spec("numba") is not None else _fill_by_slicing

    def read(members: IntArray) -> FloatArray:
        squares = np.zeros((*members.shape, members.shape[1]))
        filler(gram.indptr, gram.indices, gram.data, members, squares)
        return squares

    return read


@cache
def compiled() -> Filler:
    """`fill_by_place` as machine code, by numba; the first call of a process takes some seconds to compile."""
    # By name: numba is optional, and slow to import for what small data never needs.
    filler: Filler = import_module("numba").njit(fill_by_place)
    return filler


def _fill_by_slicing(
    indptr: NDArray[Any], indices: NDArray[Any], data: FloatArray, members: IntArray, squares: FloatArray
) -> None:
    gram = sparse.csr_array((data, indices, indptr), shape=(len(indptr) - 1, len(indptr) - 1))
    for square, row in zip(squares, members, strict=True):
        some = row[row >= 0]
        square[: len(some), : len(some)] = gram[some][:, some].toarray()


def fill_by_place(
    indptr: NDArray[Any], indices: NDArray[Any], data: FloatArray, members: IntArray, squares: FloatArray
) -> None:
    """Read the neighbours' rows once each, in loops that are meant to be compiled."""
    place = np.full(len(indptr) - 1, -1, np.int32)
    for item in range(len(members)):
        place[:] = -1
        for at in range(members.shape[1]):
            if members[item, at] >= 0:
                place[members[item, at]] = at
        for at in range(members.shape[1]):
            row = members[item, at]
            if row >= 0:
                for entry in range(indptr[row], indptr[row + 1]):
                    column = place[indices[entry]]
                    if column >= 0:
                        squares[item, at, column] = data[entry]


__all__ = ["COMPILING_PAYS", "compiled", "fill_by_place", "regressions"]
