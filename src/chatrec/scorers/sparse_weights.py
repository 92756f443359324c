"""Item-item weights that are mostly zero: how scorers read, score and store them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.protocols import Arrays
from chatrec.scorers.matrix import gathered


def canonical(
    matrix: "sparse.csr_array[np.float64] | sparse.csc_array[np.float64]",
) -> "sparse.csr_array[np.float64]":
    """The matrix in the one form in which equal matrices have equal arrays: sorted, each entry once, none zero."""
    rows = matrix.tocsr()
    rows.eliminate_zeros()
    rows.sort_indices()
    # scipy keeps the int64 of our columns; half the width is a third less to read in every product.
    if max(rows.nnz, *rows.shape) < np.iinfo(np.int32).max:
        rows.indices, rows.indptr = rows.indices.astype(np.int32), rows.indptr.astype(np.int32)
    return rows


def taken(weights: "sparse.csr_array[np.float64]", rows: IntArray, columns: IntArray) -> FloatArray:
    """(len(columns), len(rows)) weights[rows[j], columns[i]], zero where a row or column lies beyond the matrix.

    The sparse twin of `matrix.gathered`. Columns are distinct. Cost: the entries of the rows and one array of m.
    """
    place = np.full(weights.shape[1], -1)
    inside = columns < len(place)
    place[columns[inside]] = np.flatnonzero(inside)
    values = np.zeros((len(columns), len(rows)))
    for at in np.flatnonzero(rows < weights.shape[0]).tolist():
        entries = slice(weights.indptr[rows[at]], weights.indptr[rows[at] + 1])
        places = place[weights.indices[entries]]
        wanted = places >= 0
        values[places[wanted], at] = weights.data[entries][wanted]
    return values


def picked(weights: "FloatArray | sparse.csr_array[np.float64]", rows: IntArray, columns: IntArray) -> FloatArray:
    """(len(columns), len(rows)) the same of weights that may be dense."""
    if isinstance(weights, np.ndarray):
        return gathered(weights, rows, columns)
    return taken(weights, rows, columns)


def written(weights: "sparse.csr_array[np.float64]") -> dict[str, NDArray[Any]]:
    """The matrix as arrays that can be stored; square, so that its size need not be."""
    return {"data": weights.data, "indices": weights.indices, "indptr": weights.indptr}


def read(arrays: Arrays) -> "sparse.csr_array[np.float64]":
    """The matrix that `written` took apart."""
    size = len(arrays["indptr"]) - 1
    return sparse.csr_array((arrays["data"], arrays["indices"], arrays["indptr"]), shape=(size, size))


__all__ = ["canonical", "picked", "read", "taken", "written"]
