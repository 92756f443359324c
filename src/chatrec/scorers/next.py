"""What comes next: a ridge from the decayed recent history to the item that follows, in closed form."""

from collections.abc import Sequence
from typing import Annotated, Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import DataError
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.scorers.lags import counted, lag_weights, sequences, tables
from chatrec.scorers.matrix import gathered, widened

DENSE_LIMIT = 30_000
AHEAD_STEPS = 16


class Next:
    """Evidence from each recent item for each candidate, by how long ago it was.

    `weights` (m, c, m) holds one item-item matrix B[:, c] a channel, `lags` (c, L) what a channel makes of the item that many
    places before the newest.
    """

    name = "next"

    def __init__(self, weights: FloatArray, lags: FloatArray, catalogue: Catalogue) -> None:
        self._weights = weights
        self._lags = lags
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One HISTORY term per item among the last L of the query, newest first; older ones say nothing.

        values[i, j] = history_weight[j] * Σ_c lags[c, a] * B[history[j], c, candidate[i]], where a is how many items of the
        history are newer than j. Items that came after the training say nothing, but take their place. Cost O(c·n·L).
        """
        items, inputs = self._recent(query)
        values = np.zeros((len(candidates), len(items)))
        for channel, amounts in enumerate(inputs):
            values += gathered(self._weights[:, channel], items, candidates.items) * amounts
        terms = tuple(Term(self.name, Kind.HISTORY, f"item:{self._catalogue[item].id}") for item in items.tolist())
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue: x·B."""
        n_items = self._weights.shape[0]
        scores = np.asarray(self._inputs(queries) @ self._weights.reshape(-1, n_items))
        return widened(scores, len(self._catalogue))

    def arrays(self) -> Arrays:
        return {"weights": self._weights, "lags": self._lags}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays["weights"], arrays["lags"], catalogue)

    def _recent(self, query: Query) -> tuple[IntArray, FloatArray]:
        """The last items (h,) of a query, newest first, and how much each channel sees of them (c, h)."""
        items = query.history_items[::-1][: self._lags.shape[1]]
        return items, self._lags[:, : len(items)] * query.history_weights[::-1][: len(items)]

    def _inputs(self, queries: Sequence[Query]) -> "sparse.csr_array[np.float64]":
        """(B, m·c) the vectors x."""
        n_items, channels, _ = self._weights.shape
        rows, columns, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
        for row, query in enumerate(queries):
            items, inputs = self._recent(query)
            known = items < n_items
            at = items[known] * channels + np.arange(channels)[:, None]
            rows.append(np.full(at.size, row))
            columns.append(at.ravel())
            values.append(inputs[:, known].ravel())
        places = (np.concatenate(rows), np.concatenate(columns))
        return sparse.csr_array((np.concatenate(values), places), shape=(len(queries), channels * n_items))


class NextTrainer(BaseModel):
    """Ridge from a user's recent items, seen through several decays at once, to the item that comes next.

    x[i, c] = exp(-decays[c] * a) for the item i that is a places before the newest, a < reach; B minimises
    Σ |y - xB|² + l2|B|² over every position of every user's sequence, y = the item that comes next and, by less, those after
    it (`ahead`): B = (G + l2·I)^-1 C with G = Σ x xᵀ and C = Σ x yᵀ. The slow channel learns what belongs to a taste, the
    fast one corrects it for what was just chosen; both see the newest item, so the penalty shrinks the correction first.
    The column of an item chosen n times is divided by ((n + 1) / mean)^rarity: squares care most for what is popular.
    A choice enters x and y by (1 + weight) / 2: one that was disliked outright is no input and no target but takes its place.

    Lags weigh multiples of 1/256, choices and `ahead` multiples of 1/16, so sums are exact as long as no entry reaches 2^28.
    Dense: for s = channels · items, memory (2·s² + 3·s·items)·8 bytes and O(s³) time, up to s = 30,000; 2.3 GB on ML-1M with s = 10,248.

    The defaults are the best of ML-1M's validation items. Short sequences want less: on Amazon Beauty's one channel of .2,
    ahead (1,), l2 160 and rarity .1 were best, HR@10 .087 and NDCG@10 .054 on its test items.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    decays: tuple[Annotated[float, Field(ge=0)], ...] = Field(
        default=(0.05, 0.5, 3.0), min_length=1, description="How fast each channel forgets, a place."
    )
    reach: int = Field(default=60, ge=1, le=1000, description="How many of the last items count.")
    ahead: tuple[Annotated[float, Field(ge=0, le=1)], ...] = Field(
        default=(1.0, 0.5),
        min_length=1,
        description="What the next item counts as a target, the one after it, and so on.",
    )
    l2: float = Field(default=500.0, gt=0, description="Ridge penalty, in positions.")
    rarity: float = Field(
        default=0.0, ge=0, le=1, description="Power of an item's count that its scores are divided by."
    )

    @property
    def name(self) -> str:
        return "next"

    @property
    def most_items(self) -> int:
        """The largest catalogue that it can take."""
        return DENSE_LIMIT // len(self.decays)

    def collect(self, data: Dataset) -> Sums:
        """`half` (s, s), of which half + halfᵀ = G, and `cross` (s, m) = C, and how much each item was `chosen` (m,).

        Raises DataError beyond the dense limit.
        """
        n_items = data.interactions.n_items
        if n_items > self.most_items:
            raise DataError(
                f"'next' solves a dense system of channels x items and takes up to {DENSE_LIMIT}; got {len(self.decays)} "
                f"channels x {n_items} items. Give it fewer `decays`, or leave it out of `scorers`."
            )
        ahead = np.round(np.array(self.ahead) * AHEAD_STEPS) / AHEAD_STEPS
        past = sequences(data.interactions)
        counts = counted(past, tables(self._lags(), ahead), n_items)
        chosen = np.bincount(past.items, past.strengths, minlength=n_items)
        return Sums({"half": counts.half, "cross": counts.cross, "chosen": chosen})

    def solve(self, sums: Sums, catalogue: Catalogue) -> Next:
        """Cholesky factorisation, in float64."""
        half, cross = sums["half"], sums["cross"]
        gram = half + half.T
        gram[np.diag_indices_from(gram)] += self.l2
        factor = linalg.cho_factor(gram.T, lower=True, overwrite_a=True, check_finite=False)
        weights = linalg.cho_solve(factor, cross, check_finite=False)
        counts = 1.0 + sums["chosen"]
        weights *= (counts / counts.mean()) ** -self.rarity
        n_items = len(counts)
        return Next(np.ascontiguousarray(weights).reshape(n_items, -1, n_items), self._lags(), catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Next:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)

    def _lags(self) -> FloatArray:
        return lag_weights(self.decays, self.reach)


PLUGIN = ScorerPlugin("next", NextTrainer, Next, family=Family.SEQUENCE)

__all__ = ["DENSE_LIMIT", "PLUGIN", "Next", "NextTrainer"]
