"""Behaviour as sparse matrices: the form in which the linear scorers take their sums."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.interactions import Interactions
from chatrec.core.query import Query

STEPS = 256

INFLUENCE_STEPS = 2**20  # of a user's influence

SHORT = 100  # items of a history
DENSE_SHARE = 1 / 24  # of the users: an item that so many chose is cheaper to multiply with its zeros than without
COMMON = 1 / 10  # of the histories of a product: what stands in so many is multiplied with its zeros
TILE = 128  # columns of a product at once: a tile of 4,000 rows is 4 MB
TILED_FROM = 8  # interactions an item: fewer do not pay for copying the tiles
DENSE_ENTRIES = 2_000_000


def strengths(interactions: Interactions) -> FloatArray:
    """(r,) how much each interaction chose its item, (1 + weight) / 2 in [0, 1], in steps of 1/256."""
    return np.round((1.0 + interactions.weights) * (STEPS / 2)) / STEPS


def choices(interactions: Interactions) -> "sparse.csr_array[np.float64]":
    """(n_users, n_items) how much each user chose each item, (1 + weight) / 2 in [0, 1], in steps of 1/256.

    A poorly rated item was still chosen, so it counts a little in what goes together with what. The steps make every
    product and sum exact in float64, up to 2^37, so that a user's part can be subtracted without a trace; the weights
    of a five-star scale are multiples of 1/4 and lose nothing.
    """
    shape = (interactions.n_users, interactions.n_items)
    return sparse.csr_array((strengths(interactions), (interactions.users, interactions.items)), shape=shape)


def influence(chosen: "sparse.csr_array[np.float64]", power: float, *, typical: float = 1.0) -> FloatArray:
    """(n_users,) (typical / |u|)^power, |u| the sum of user u's choices, so that long histories say less; 0 for none.

    In steps of 2^-20: sums of the plain powers would depend on the order of the users.
    """
    totals: FloatArray = chosen.sum(axis=1)
    shares = np.divide(typical, totals, out=np.zeros(len(totals)), where=totals > 0) ** power
    return np.asarray(np.round(np.where(totals > 0, shares, 0.0) * INFLUENCE_STEPS) / INFLUENCE_STEPS)


def histories(queries: Sequence[Query], n_items: int) -> "sparse.csr_array[np.float64]":
    """(B, n_items) the signed history weights of each query; items beyond n_items are left out."""
    known = [query.history_items < n_items for query in queries]
    items = [query.history_items[kept] for query, kept in zip(queries, known, strict=True)]
    weights = [query.history_weights[kept] for query, kept in zip(queries, known, strict=True)]
    starts = np.cumsum([0, *map(len, items)])
    if not queries:
        return sparse.csr_array((0, n_items))
    return sparse.csr_array((np.concatenate(weights), np.concatenate(items), starts), shape=(len(queries), n_items))


def totals(queries: Sequence[Query], rows: "FloatArray | sparse.csr_array[np.float64]") -> FloatArray:
    """(B, k) for each query, the rows (m, k) of its history's items, weighted and summed: the histories times `rows`.

    One short history takes its rows directly: 20 us, where building a sparse matrix of it takes 300.
    """
    if len(queries) == 1 and isinstance(rows, np.ndarray) and len(queries[0].history) <= SHORT:
        items, weights = queries[0].history_items, queries[0].history_weights
        known = items < len(rows)
        if not known.all():
            items, weights = items[known], weights[known]
        direct: FloatArray = weights @ rows[items]
        return direct[None]
    return product(histories(queries, rows.shape[0]), rows)


def product(past: "sparse.csr_array[np.float64]", rows: "FloatArray | sparse.csr_array[np.float64]") -> FloatArray:
    """(B, k) past times rows (m, k), without what past has beyond its m-th column.

    Dense rows of what is common to many histories are multiplied by BLAS, the others sparse, a tile of columns at a time,
    which stays in the processor's cache while all of past passes: half of the time for all of ML-1M.
    """
    past = narrowed(past, rows.shape[0])
    if not isinstance(rows, np.ndarray):
        return (past @ rows).toarray()
    if past.nnz < TILED_FROM * len(rows):
        return np.asarray(past @ rows)
    common = np.bincount(past.indices, minlength=len(rows)) >= COMMON * past.shape[0]
    found: FloatArray = past[:, np.flatnonzero(common)].toarray() @ rows[common]
    own = ~common[past.indices]
    starts = np.concatenate([[0], np.cumsum(own)])[past.indptr]
    rare = sparse.csr_array((past.data[own], past.indices[own], starts), shape=past.shape)
    for left in range(0, rows.shape[1], TILE):
        columns = slice(left, left + TILE)
        found[:, columns] += rare @ np.ascontiguousarray(rows[:, columns])
    return found


def dense_if_small(matrix: "sparse.csr_array[np.float64]") -> "FloatArray | sparse.csr_array[np.float64]":
    """The matrix as an array where that takes up to 16 MB: small products are several times as fast."""
    return matrix.toarray() if matrix.shape[0] * matrix.shape[1] <= DENSE_ENTRIES else matrix


def narrowed(past: "sparse.csr_array[np.float64]", n_items: int) -> "sparse.csr_array[np.float64]":
    """(B, n_items) histories without the items that came into the catalogue after the training."""
    return past[:, :n_items] if past.shape[1] > n_items else past


def widened(scores: FloatArray, n_items: int) -> FloatArray:
    """(B, n_items) scores with zeros for items that came into the catalogue after the training."""
    missing = n_items - scores.shape[1]
    return np.pad(scores, ((0, 0), (0, missing))) if missing > 0 else scores


def gathered(matrix: FloatArray, rows: IntArray, columns: IntArray) -> FloatArray:
    """(len(columns), len(rows)) matrix[rows[j], columns[i]], zero where a row or column lies beyond the matrix."""
    inside_rows, inside_columns = rows < matrix.shape[0], columns < matrix.shape[1]
    if inside_rows.all() and inside_columns.all():
        # Row by row of the matrix, which lies so: column by column, nearly every number is a miss of the cache.
        picked: FloatArray = np.ascontiguousarray(matrix[rows[:, None], columns[None, :]].T)
        return picked
    values = np.zeros((len(columns), len(rows)))
    values[np.ix_(inside_columns, inside_rows)] = matrix[np.ix_(rows[inside_rows], columns[inside_columns])].T
    return values


__all__ = [
    "DENSE_SHARE",
    "STEPS",
    "choices",
    "dense_if_small",
    "gathered",
    "histories",
    "influence",
    "narrowed",
    "product",
    "strengths",
    "totals",
    "widened",
]
