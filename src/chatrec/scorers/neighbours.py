"""Items whose choosers overlap: item-item nearest neighbours."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.scorers.matrix import choices, histories, product, widened
from chatrec.scorers.sparse_weights import canonical, read, taken, written


class Neighbours:
    """Evidence from each item of the history for the candidates among whose neighbours it is, read off W (m, m)."""

    name = "neighbours"

    def __init__(self, weights: "sparse.csr_array[np.float64]", catalogue: Catalogue) -> None:
        self._weights = weights
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One HISTORY term per item in the query: values[i, j] = history_weight[j] * W[history[j], candidate[i]].

        A row sums to the item-item prediction without its denominator, which is the better ranking (Deshpande & Karypis
        2004, section 4.2). Items that came after the training give zero evidence. Cost O(h·k + m).
        """
        terms = tuple(Term(self.name, Kind.HISTORY, f"item:{self._catalogue[past.item].id}") for past in query.history)
        values = taken(self._weights, query.history_items, candidates.items) * query.history_weights
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        return self.score_matrix(histories(queries, self._weights.shape[0]))

    def score_matrix(self, histories: "sparse.csr_array[np.float64]") -> FloatArray:
        """(B, I) the histories (B, I) times the weights."""
        return widened(product(histories, self._weights), len(self._catalogue))

    def arrays(self) -> Arrays:
        return written(self._weights)

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(read(arrays), catalogue)


class NeighboursTrainer(BaseModel):
    """Cosine of two items' columns of X, shrunk for what rests on little, the k largest of each candidate kept.

    W[j, i] = G[j, i] / (sqrt(G[j, j]·G[i, i]) + shrinkage) with G = XᵀX, zero on the diagonal (Sarwar et al., WWW 2001;
    the shrinkage as in Bell & Koren, ICDM 2007). Sparse throughout: memory 12 bytes a pair of items that any user chose
    together, twice; the model k·m·12 bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    k: int = Field(default=200, ge=1, description="Neighbours of each item, at most.")
    shrinkage: float = Field(default=50.0, ge=0, description="Interactions that a pair must outweigh to be believed.")

    @property
    def name(self) -> str:
        return "neighbours"

    def collect(self, data: Dataset) -> Sums:
        """The Gram matrix XᵀX (m, m), sparse; its diagonal counts how much each item was chosen."""
        chosen = choices(data.interactions)
        return Sums({}, {"gram": canonical(chosen.T @ chosen)})

    def solve(self, sums: Sums, catalogue: Catalogue) -> Neighbours:
        gram = sums.sparse["gram"].tocoo()
        norms = np.sqrt(sums.sparse["gram"].diagonal())
        others = gram.row != gram.col
        rows, columns = gram.row[others], gram.col[others]
        similar = gram.data[others] / (norms[rows] * norms[columns] + self.shrinkage)
        matrix = sparse.csr_array((similar, (rows, columns)), shape=gram.shape)
        return Neighbours(sparse.csr_array(strongest(matrix, self.k).T), catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Neighbours:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)


def strongest(matrix: "sparse.csr_array[np.float64]", k: int) -> "sparse.csr_array[np.float64]":
    """The k largest entries of each row; of equal ones the lower column comes first."""
    bounds = matrix.indptr.tolist()
    kept = [start + np.sort(np.argsort(-matrix.data[start:end], kind="stable")[:k]) for start, end in pairwise(bounds)]
    places = np.concatenate(kept)
    starts = np.cumsum([0, *map(len, kept)]).astype(matrix.indptr.dtype)
    return sparse.csr_array((matrix.data[places], matrix.indices[places], starts), shape=matrix.shape)


PLUGIN = ScorerPlugin("neighbours", NeighboursTrainer, Neighbours)

__all__ = ["PLUGIN", "Neighbours", "NeighboursTrainer"]
