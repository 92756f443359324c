"""What is believed of rows of factors given the other side of a rating matrix: Gaussian, in closed form.

A row is [offset, taste]: column 0 adds to every rating of the row, the others meet the tastes of the other side.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray, IntArray

Csr = sparse.csr_array
LEAST = 1e-9  # a variance; below it the data say nothing


@dataclass(frozen=True, slots=True)
class Belief:
    """Means (d, 1 + k) and covariances (d, 1 + k, 1 + k) of d independent rows."""

    means: FloatArray
    covariances: FloatArray

    def design(self) -> FloatArray:
        """(d, 1 + k) what a row of the other side is multiplied with: 1 for its offset, and the tastes."""
        columns = self.means.copy()
        columns[:, 0] = 1.0
        return columns

    def moments(self) -> tuple[FloatArray, FloatArray]:
        """E[x xᵀ] (d, 1 + k, 1 + k) and E[x b] (d, 1 + k) of the designs x and the offsets b, their spread included."""
        x, b = self.design(), self.means[:, 0]
        squares, crossed = x[:, :, None] * x[:, None, :], x * b[:, None]
        squares[:, 1:, 1:] += self.covariances[:, 1:, 1:]
        crossed[:, 1:] += self.covariances[:, 0, 1:]
        return squares, crossed


@dataclass(frozen=True, slots=True)
class RatingMatrix:
    """Centred ratings (d, d') in sparse form, `seen` 1 where there is one, and the sum of squares of each row."""

    values: "Csr[np.float64]"
    seen: "Csr[np.float64]"
    squares: FloatArray

    @classmethod
    def of(cls, values: FloatArray, rows: tuple[IntArray, IntArray], shape: tuple[int, int]) -> Self:
        """From one value a rating and its place, (row, column)."""
        return cls(
            Csr((values, rows), shape=shape),
            Csr((np.ones(len(values)), rows), shape=shape),
            np.bincount(rows[0], values * values, minlength=shape[0]).astype(np.float64),
        )


def believed(
    ratings: RatingMatrix, other: Belief, expected: FloatArray, spread: FloatArray, noise: float
) -> tuple[Belief, float]:
    """The rows given the other side, and the expected sum of squared errors under both.

    A rating is x·w + b + noise; a row w has the prior mean `expected` (d, 1 + k) and variance `spread` (1 + k,), so its
    posterior has covariance S = (Σ E[x xᵀ]/noise + diag(1/spread))^-1 and mean S (Σ E[x (r - b)]/noise + expected/spread):
    a ridge a row (Lim & Teh, KDD Cup 2007, section 3). Cost O(r·k² + d·k³).
    """
    squares, crossed = other.moments()
    size = squares.shape[1]
    gram = np.asarray(ratings.seen @ squares.reshape(len(squares), -1)).reshape(-1, size, size)
    answers = np.asarray(ratings.values @ other.design() - ratings.seen @ crossed)
    covariances = np.asarray(np.linalg.inv(gram / noise + np.diag(1.0 / spread)), np.float64)
    means = np.einsum("dkl,dl->dk", covariances, answers / noise + expected / spread)
    offsets = other.means[:, 0]
    left = ratings.squares - 2.0 * (ratings.values @ offsets) + ratings.seen @ (offsets**2 + other.covariances[:, 0, 0])
    explained = 2.0 * (means * answers).sum() - np.einsum("dk,dkl,dl->", means, gram, means, optimize=True)
    return Belief(means, covariances), float(left.sum() - explained + (gram * covariances).sum())


class Regression:
    """Ridge from sparse features F (d, f) to whatever the rows are, factored once: W = (FᵀF + l2·I)^-1 FᵀY.

    Solved on the smaller side, W = Fᵀ(FFᵀ + l2·I)^-1 Y where there are fewer rows than features. O(min(d, f)³) once.
    """

    def __init__(self, features: "Csr[np.float64]", l2: float) -> None:
        self._features = features
        self._wide = features.shape[0] < features.shape[1]
        gram = features @ features.T if self._wide else features.T @ features
        self._factor = linalg.cho_factor(gram.toarray() + l2 * np.eye(gram.shape[0]), lower=True)

    def weights(self, rows: FloatArray) -> FloatArray:
        """W (f, columns)."""
        if self._wide:
            return np.asarray(self._features.T @ linalg.cho_solve(self._factor, rows))
        return np.asarray(linalg.cho_solve(self._factor, np.asarray(self._features.T @ rows)))

    def fitted(self, rows: FloatArray) -> FloatArray:
        """F W (d, columns): what the features say of the rows."""
        return np.asarray(self._features @ self.weights(rows))


def spread_of(rows: Belief, expected: FloatArray) -> FloatArray:
    """(1 + k,) how far the rows are from what was expected of them, their own uncertainty included."""
    variances = np.einsum("dkk->dk", rows.covariances)
    distances: FloatArray = ((rows.means - expected) ** 2 + variances).mean(axis=0)
    return np.maximum(distances, LEAST)


__all__ = ["LEAST", "Belief", "RatingMatrix", "Regression", "believed", "spread_of"]
