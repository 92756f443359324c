"""What a user's items have in common: a ridge from liked attributes to items."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.scorers.content import columns, promised, transfer
from chatrec.scorers.features import Encoder
from chatrec.scorers.matrix import choices, dense_if_small, totals


class Attributes:
    """Evidence from each attribute of the liked items for each candidate, read off W (features, m)."""

    name = "attributes"

    def __init__(self, weights: FloatArray, moved: FloatArray, encoder: Encoder, catalogue: Catalogue) -> None:
        """`moved` (features, features) gives items that came after the training their columns of W."""
        self._encoder = encoder
        self._learned = weights.shape[1]
        self._moved = moved
        features = encoder.matrix(catalogue)
        self._weights = np.hstack([weights, moved @ features[self._learned :].toarray().T])
        self._features = dense_if_small(features)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One ATTRIBUTE term per attribute that the history has.

        values[i, a] = (sum over the history of weight[j] * F[j, a]) * W[a, candidate[i]]; an item without behaviour has the
        column of W that its attributes promise. Cost O(h + n·a).
        """
        amounts = totals([query], self._features)[0]
        present = np.flatnonzero(amounts)
        terms = tuple(Term(self.name, Kind.ATTRIBUTE, self._encoder.names[at]) for at in present)
        values = self._weights[np.ix_(present, candidates.items)].T * amounts[present]
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        return np.asarray(totals(queries, self._features) @ self._weights)

    def arrays(self) -> Arrays:
        return {"weights": self._weights[:, : self._learned], "moved": self._moved, **self._encoder.arrays()}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays["weights"], arrays["moved"], Encoder.restored(arrays), catalogue)


class AttributesTrainer(BaseModel):
    """Ridge from A = XF, how much of each attribute a user chose, to X, what the user chose.

    Each item is left out of what predicts it, and items that nobody chose have the column of W that their attributes promise:
    see `content`. The statistics are AᵀA, AᵀX and the squares of X; O(features³ + features²·m).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    l2: float = Field(default=1000.0, gt=0, description="Ridge penalty, in squared counts of liked attributes.")
    l2_new: float = Field(default=40.0, gt=0, description="Ridge penalty for what new items promise, in items.")
    least: int = Field(default=5, ge=1, description="Items that must have an attribute for it to count.")
    most: int = Field(
        default=512, ge=1, description="Attributes that count, the commonest: training and turns pay for each."
    )

    _encoded: dict[int, tuple[Catalogue, Encoder, "sparse.csr_array[np.float64]"]] = PrivateAttr(default_factory=dict)

    @property
    def name(self) -> str:
        return "attributes"

    def collect(self, data: Dataset) -> Sums:
        """AᵀA (features, features), AᵀX (features, m) and the squares of X summed over users (m,)."""
        _, features = self._features(data.catalogue)
        chosen = choices(data.interactions)
        amounts = chosen @ features
        products, targets = (amounts.T @ amounts).toarray(), (amounts.T @ chosen).toarray()
        return Sums({"attributes": products, "items": targets, "squares": np.asarray((chosen**2).sum(axis=0))})

    def solve(self, sums: Sums, catalogue: Catalogue) -> Attributes:
        encoder, sparse_features = self._features(catalogue)
        features, squares = sparse_features.toarray(), sums["squares"]
        weights = columns(sums["attributes"], sums["items"], squares=squares, features=features, l2=self.l2)
        chosen = squares > 0
        moved = transfer(weights, features, chosen, self.l2_new)
        return Attributes(promised(weights, features, moved, chosen), moved, encoder, catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Attributes:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)

    def _features(self, catalogue: Catalogue) -> tuple[Encoder, "sparse.csr_array[np.float64]"]:
        """What the items have, read once: a training fits several times on one catalogue."""
        if id(catalogue) not in self._encoded:
            encoder = Encoder.fitted(catalogue, least=self.least, most=self.most)
            self._encoded.clear()
            self._encoded[id(catalogue)] = (catalogue, encoder, encoder.matrix(catalogue))
        return self._encoded[id(catalogue)][1:]


PLUGIN = ScorerPlugin("attributes", AttributesTrainer, Attributes, content=True, family=Family.FACTS)

__all__ = ["PLUGIN", "Attributes", "AttributesTrainer"]
