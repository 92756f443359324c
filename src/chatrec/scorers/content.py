"""Items known by what they are: a ridge from the features of what a user chose to items, and on to items nobody chose yet."""

import numpy as np
from scipy import linalg

from chatrec.core.arrays import BoolArray, FloatArray


def columns(
    products: FloatArray, targets: FloatArray, *, squares: FloatArray, features: FloatArray, l2: float
) -> FloatArray:
    """(k, m) W, whose column i minimises Σ over users of (x[i] - (a - x[i]·F[i])·w)² + l2|w|²: a ridge from what a user chose
    but for the item itself to the item, so that none predicts itself through its own features.

    X is what users chose and A = XF how much of each feature F (m, k) they chose; given are AᵀA (k, k), AᵀX (k, m) and the
    squares (m,) of X summed over users. Leaving item i out changes AᵀA by a matrix of rank two, so every column follows
    from one factorisation by Woodbury's identity. Where F is the identity, this is EASE (Steck 2019), in which
    W[i, i] = 0; elsewhere that condition, F[i]·W[:, i] = 0, would forbid liking what is alike. Cost O(k³ + k²·m).
    """
    factor = linalg.cho_factor(products + l2 * np.eye(len(products)), lower=True)
    weights: FloatArray = linalg.cho_solve(factor, targets)
    own: FloatArray = linalg.cho_solve(factor, features.T)
    # With f = F[i], c = (AᵀX)[:, i] and S = AᵀA + l2·I: S^-1 between f and f, f and c, c and c.
    ff = np.einsum("ik,ki->i", features, own)
    fc = np.einsum("ik,ki->i", features, weights)
    cc = np.einsum("ki,ki->i", targets, weights)
    determinant = ff * (cc - squares) - (fc - 1.0) ** 2
    right_f, right_c = fc - squares * ff, cc - squares * fc
    along_f = ((cc - squares) * right_f - (fc - 1.0) * right_c) / determinant
    along_c = (ff * right_c - (fc - 1.0) * right_f) / determinant
    return np.asarray(weights * (1.0 - along_c) - own * (squares + along_f))


def transfer(weights: FloatArray, features: FloatArray, chosen: BoolArray, l2: float) -> FloatArray:
    """(k, k) M, so that M·f is the column of W that items with features f have on average: what an item is worth on the day
    it arrives. A profile a then scores it a·M·f.

    A ridge of the columns of W (k, m) on the features F (m, k) of the items that were `chosen` (m,): M = WF(FᵀF + l2·I)^-1.
    """
    known = features[chosen]
    penalised = known.T @ known + l2 * np.eye(known.shape[1])
    return np.asarray(linalg.solve(penalised, known.T @ weights[:, chosen].T, assume_a="pos").T)


def promised(weights: FloatArray, features: FloatArray, moved: FloatArray, chosen: BoolArray) -> FloatArray:
    """(k, m) W, in which items that nobody chose have the column that `moved`, M, promises their features."""
    whole = weights.copy()
    whole[:, ~chosen] = moved @ features[~chosen].T
    return whole


__all__ = ["columns", "promised", "transfer"]
