"""What a user's items have in common: a ridge from liked attributes to items."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.scorers.features import Encoder
from chatrec.scorers.matrix import choices, dense_if_small, totals, widened


class Attributes:
    """Evidence from each attribute of the liked items for each candidate, read off W (features, m)."""

    name = "attributes"

    def __init__(self, weights: FloatArray, encoder: Encoder, catalogue: Catalogue) -> None:
        self._encoder = encoder
        self._learned = weights.shape[1]
        self._weights = widened(weights, len(catalogue))
        self._features = dense_if_small(encoder.matrix(catalogue))

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One ATTRIBUTE term per attribute that the history has.

        values[i, a] = (sum over the history of weight[j] * F[j, a]) * W[a, candidate[i]]. Cost O(h + n·a).
        """
        amounts = totals([query], self._features)[0]
        present = np.flatnonzero(amounts)
        terms = tuple(Term(self.name, Kind.ATTRIBUTE, self._encoder.names[at]) for at in present)
        values = self._weights[np.ix_(present, candidates.items)].T * amounts[present]
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        return totals(queries, self._features) @ self._weights

    def arrays(self) -> Arrays:
        return {"weights": self._weights[:, : self._learned], **self._encoder.arrays()}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays["weights"], Encoder.restored(arrays), catalogue)


class AttributesTrainer(BaseModel):
    """Ridge from A = XF, how much of each attribute a user chose, to X, what the user chose.

    W minimises |X - AW|² + l2|W|² with F[i]·W[:, i] = 0 for every item i, so that no item predicts itself through its
    own attributes: W[:, i] = S^-1 (AᵀX)[:, i] - S^-1 F[i] · (F[i]·W0[:, i]) / (F[i]·S^-1 F[i]), S = AᵀA + l2·I and W0
    the unconstrained solution; a Lagrange multiplier a column. The statistics are AᵀA and AᵀX; O(features³ + features²·m).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    l2: float = Field(default=1000.0, gt=0, description="Ridge penalty, in squared counts of liked attributes.")
    least: int = Field(default=5, ge=1, description="Items that must have an attribute for it to count.")

    @property
    def name(self) -> str:
        return "attributes"

    def collect(self, data: Dataset) -> Sums:
        """AᵀA (features, features) and AᵀX (features, m)."""
        features = Encoder.fitted(data.catalogue, least=self.least).matrix(data.catalogue)
        chosen = choices(data.interactions)
        amounts = chosen @ features
        return Sums({"attributes": (amounts.T @ amounts).toarray(), "items": (amounts.T @ chosen).toarray()})

    def solve(self, sums: Sums, catalogue: Catalogue) -> Attributes:
        encoder = Encoder.fitted(catalogue, least=self.least)
        if not encoder.names:
            return Attributes(np.zeros((0, len(catalogue))), encoder, catalogue)
        features = encoder.matrix(catalogue)
        penalised = sums["attributes"] + self.l2 * np.eye(len(encoder.names))
        factor = linalg.cho_factor(penalised, lower=True)
        weights = linalg.cho_solve(factor, sums["items"])
        own = linalg.cho_solve(factor, features.T.toarray())
        weights -= own * _ratio(_diagonal(features, weights), _diagonal(features, own))
        return Attributes(weights, encoder, catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Attributes:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)


def _diagonal(features: "sparse.csr_array[np.float64]", columns: FloatArray) -> FloatArray:
    """(m,) F[i] · columns[:, i]."""
    products = sparse.csr_array(features.multiply(columns.T))
    return np.asarray(products @ np.ones(products.shape[1]))


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    """Element-wise quotient, zero for items without attributes."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


PLUGIN = ScorerPlugin("attributes", AttributesTrainer, Attributes)

__all__ = ["PLUGIN", "Attributes", "AttributesTrainer"]
