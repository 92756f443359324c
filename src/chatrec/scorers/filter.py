"""What lies close by in the graph of users and items: a closed-form graph filter for catalogues of any size."""

from collections.abc import Sequence
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
from chatrec.scorers.matrix import choices, histories, influence, narrowed, widened
from chatrec.scorers.neighbours import strongest
from chatrec.scorers.regressions import regressions
from chatrec.scorers.sparse_weights import canonical, read, taken, written
from chatrec.scorers.spectrum import leading

ITEMS_PER_DIRECTION = 40  # in a small catalogue k directions would span all there is


class Filter:
    """Evidence from each item of the history for each candidate: P + E·F, P (m, m) sparse, E (m, k) and F (k, m)."""

    name = "filter"

    def __init__(
        self, near: "sparse.csr_array[np.float64]", entries: FloatArray, exits: FloatArray, catalogue: Catalogue
    ) -> None:
        self._near = near
        self._entries = entries
        self._exits = exits
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One HISTORY term per item in the query.

        values[i, j] = history_weight[j] * (P + E·F)[history[j], candidate[i]]. Items that came after the training give
        zero evidence. Cost O(n·h·k + m): 2 to 6 ms for 200 candidates, 60 history items, m = 41,000 and k = 640.
        """
        terms = tuple(Term(self.name, Kind.HISTORY, f"item:{self._catalogue[past.item].id}") for past in query.history)
        rows, columns = query.history_items, candidates.items
        learned = len(self._entries)
        values = taken(self._near, rows, columns)
        values[np.ix_(columns < learned, rows < learned)] += (
            self._entries[rows[rows < learned]] @ self._exits[columns[columns < learned]].T
        ).T
        return Attribution(candidates.items, terms, values * query.history_weights)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        return self.score_matrix(histories(queries, len(self._entries)))

    def score_matrix(self, histories: "sparse.csr_array[np.float64]") -> FloatArray:
        """(B, I) the same for histories (B, I)."""
        past = narrowed(histories, len(self._entries))
        scores = (past @ self._near).toarray() + (past @ self._entries) @ self._exits.T
        return widened(scores, len(self._catalogue))

    def arrays(self) -> Arrays:
        return {"entries": self._entries, "exits": self._exits, **written(self._near)}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(read(arrays), arrays["entries"], arrays["exits"], catalogue)


class FilterTrainer(BaseModel):
    """A graph filter (GF-CF, Shen et al., CIKM 2021) with free exponents, and regressions: a history x scores x·(P + E·F).

    X is what users chose, |u| the sum of user u's row, G = sum over users of |u|^-s·xᵀx, D its row sums, which are the
    items' degrees at s = 1, and A = D^-½·G·D^-½ with the k leading eigenvectors V. P = c·D^-h·G^q·D^-t + b·W, where G^q is
    taken entry by entry, c gives the first part the mean row sum of A, and W predicts each item from its nearest
    neighbours by A (see `regressions`); E·F = a·D^-½·VVᵀ·D^½ is the low-pass filter. GF-CF has s = q = 1, h = t = ½ and no
    W. G is all that is collected, and adds up over users.
    Memory: 50 bytes a pair of items that any user chose together and 40·m·k bytes: about 2.2 GB for
    Gowalla's 41,000 items and 42 million pairs, and 84 s of one core with numba.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    k: int = Field(default=448, ge=0, description="Directions of the low-pass filter, at most; 0 = none.")
    low_pass: float = Field(default=0.2, ge=0, description="Strength of the low-pass filter, a.")
    regression: float = Field(default=0.1, ge=0, description="Strength of the neighbours' regressions, b; 0 = none.")
    neighbours: int = Field(default=50, ge=0, description="Items that each item is regressed on, at most.")
    l2: float = Field(default=2.5, gt=0, description="Of the regressions, in means of G's diagonal.")
    user_power: float = Field(default=0.8, ge=0, le=1, description="How much a long history is discounted, s.")
    pair_power: float = Field(
        default=0.75, gt=0, le=1, description="How much it counts to be chosen together often, q."
    )
    history_power: float = Field(default=0.5, ge=0, le=1, description="How much a popular item says less, h.")
    candidate_power: float = Field(default=0.2, ge=0, le=1, description="How much a popular item is held back, t.")
    seed: int = Field(default=0, ge=0, description="Of the random start of the eigenvectors.")

    @property
    def name(self) -> str:
        return "filter"

    def collect(self, data: Dataset) -> Sums:
        """G (m, m), sparse, exact in float64 up to 2^17 on its diagonal."""
        chosen = choices(data.interactions)
        weighted = sparse.diags_array(influence(chosen, self.user_power)) @ chosen
        return Sums({}, {"gram": canonical(chosen.T @ weighted)})

    def solve(self, sums: Sums, catalogue: Catalogue) -> Filter:
        """One scaling and one partial eigendecomposition."""
        gram = sums.sparse["gram"]
        degrees: FloatArray = gram.sum(axis=1)
        adjacency = _scaled(gram, _power(degrees, -0.5), _power(degrees, -0.5))
        near = _scaled(
            gram, _power(degrees, -self.history_power), _power(degrees, -self.candidate_power), self.pair_power
        )
        near.data *= adjacency.data.sum() / max(near.data.sum(), np.finfo(np.float64).tiny)
        if self.regression and self.neighbours:
            near = canonical(near + self.regression * self._regressed(gram, adjacency))
        k = min(self.k, len(degrees) // ITEMS_PER_DIRECTION)
        _, vectors = leading(adjacency, k, np.random.default_rng(self.seed))
        entries = vectors * (self.low_pass * _power(degrees, -0.5))[:, None]
        return Filter(near, entries, vectors * _power(degrees, 0.5)[:, None], catalogue)

    def _regressed(
        self, gram: "sparse.csr_array[np.float64]", adjacency: "sparse.csr_array[np.float64]"
    ) -> "sparse.csr_array[np.float64]":
        """W (m, m), over each candidate's nearest neighbours by A."""
        others = adjacency.tocoo()
        apart = others.row != others.col
        pairs = (others.data[apart], (others.row[apart], others.col[apart]))
        nearest = strongest(sparse.csr_array(pairs, shape=gram.shape), self.neighbours)
        mean = gram.diagonal().mean() if gram.nnz else 1.0
        return regressions(gram, nearest, self.l2 * mean)

    def fit(self, data: Dataset, rng: Generator) -> Filter:  # noqa: ARG002 - its seed is a setting, as solving takes none
        return self.solve(self.collect(data), data.catalogue)


def _power(degrees: FloatArray, exponent: float) -> FloatArray:
    """degrees^exponent, zero for items that nobody chose."""
    return np.power(degrees, exponent, out=np.zeros_like(degrees), where=degrees > 0)


def _scaled(
    matrix: "sparse.csr_array[np.float64]", rows: FloatArray, columns: FloatArray, power: float = 1.0
) -> "sparse.csr_array[np.float64]":
    """diag(rows)·matrix^power·diag(columns), the power entry by entry, over the same places."""
    data = matrix.data**power * np.repeat(rows, np.diff(matrix.indptr)) * columns[matrix.indices]
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


PLUGIN = ScorerPlugin("filter", FilterTrainer, Filter)

__all__ = ["PLUGIN", "Filter", "FilterTrainer"]
