"""Items known by what they are: a ridge from the features of what a user chose to items, and on to items nobody chose yet."""

import numpy as np
from scipy import linalg

from chatrec.core.arrays import BoolArray, FloatArray


def columns(products: FloatArray, targets: FloatArray, features: FloatArray, l2: float) -> FloatArray:
    """(k, m) W that minimises |X - AW|² + l2|W|² with F[i]·W[:, i] = 0 for every item i, given AᵀA (k, k) and AᵀX (k, m).

    X is what users chose, A = XF how much of each feature F (m, k) a user chose. The condition keeps an item from predicting
    itself through its own features: W[:, i] = W0[:, i] - S^-1 F[i] · (F[i]·W0[:, i]) / (F[i]·S^-1 F[i]), S = AᵀA + l2·I and
    W0 = S^-1 AᵀX; a Lagrange multiplier a column. Cost O(k³ + k²·m).
    """
    factor = linalg.cho_factor(products + l2 * np.eye(len(products)), lower=True)
    weights: FloatArray = linalg.cho_solve(factor, targets)
    own = linalg.cho_solve(factor, features.T)
    weights -= own * _ratio(_diagonal(features, weights), _diagonal(features, own))
    return weights


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


def _diagonal(features: FloatArray, weights: FloatArray) -> FloatArray:
    """(m,) F[i] · weights[:, i]."""
    return np.asarray(np.einsum("ik,ki->i", features, weights))


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    """Element-wise quotient, zero for items without features."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


__all__ = ["columns", "promised", "transfer"]
