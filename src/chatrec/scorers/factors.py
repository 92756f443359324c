"""What a taste is made of: items as a few factors, learned by alternating least squares, for catalogues of any size."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import DataError
from chatrec.core.extras import Extra
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.scorers.matrix import choices, histories, narrowed, widened

FAST = Extra("fast", ("implicit", "threadpoolctl"))


class Factors:
    """Evidence from each item of the history for each candidate, through the factors Y (m, k) that both are made of.

    The user's own factors are not stored: they are solved for from the history of each query, so whoever comes is known as
    soon as they have a history, and nobody's taste is in the model under a name.
    """

    name = "factors"

    def __init__(self, items: NDArray[np.float32], l2: float, alpha: float, catalogue: Catalogue) -> None:
        self._stored = items
        self._items = items.astype(np.float64)
        self._l2 = l2
        self._alpha = alpha
        self._everywhere = self._items.T @ self._items + l2 * np.eye(items.shape[1])
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One HISTORY term per item in the query, exact (Hu, Koren & Volinsky, ICDM 2008, section 5).

        The query's factors are x = W·Yᵀ·C·p with W = (Yᵀ·C·Y + l2·I)^-1; C holds confidences, 1 + alpha·|w| for an item of
        the history and 1 for all others, and p is the sign of w there, else 0. So values[i, j] =
        y[candidate[i]]·W·y[history[j]]·c[j]·p[j], and a row sums to x·y[candidate[i]]. A dislike is an item whose score should
        be -1: it speaks against what resembles it. Not linear: each item of the history changes W for all.
        Items that came after the training give zero evidence. Cost O(k³ + h·k² + n·h·k): 1.3 ms for 200 candidates, 58
        history items and k = 64.
        """
        terms = tuple(Term(self.name, Kind.HISTORY, f"item:{self._catalogue[past.item].id}") for past in query.history)
        values = np.zeros((len(candidates), len(terms)))
        known, learned = query.history_items < len(self._items), candidates.items < len(self._items)
        values[np.ix_(learned, known)] = self._items[candidates.items[learned]] @ self._shares(query)
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue. Cost O(k³ + h·k² + I·k) a query."""
        return self.score_matrix(histories(queries, len(self._items)))

    def score_matrix(self, histories: "sparse.csr_array[np.float64]") -> FloatArray:
        """(B, I) the same for histories (B, I): each row's factors, solved for at once, times those of the items."""
        return widened(self._tastes(narrowed(histories, len(self._items))) @ self._items.T, len(self._catalogue))

    def arrays(self) -> Arrays:
        return {"items": self._stored, "l2": np.array([self._l2]), "alpha": np.array([self._alpha])}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays["items"], float(arrays["l2"][0]), float(arrays["alpha"][0]), catalogue)

    def _tastes(self, past: "sparse.csr_array[np.float64]") -> FloatArray:
        """(B, k) the factors of whoever has the histories (B, m)."""
        trust = self._alpha * np.abs(past.data)
        roots, wanted = np.sqrt(trust), (1.0 + trust) * np.sign(past.data)
        tastes = np.zeros((past.shape[0], self._items.shape[1]))
        for row, (start, end) in enumerate(pairwise(past.indptr.tolist())):
            items = self._items[past.indices[start:end]]
            right = wanted[start:end] @ items
            items *= roots[start:end, None]
            # One factor of the product is the other's transpose, of which numpy has BLAS compute one triangle only.
            system = items.T @ items
            system += self._everywhere
            _, tastes[row], failed = linalg.lapack.dposv(system.T, right, lower=1, overwrite_a=1)
            if failed:
                raise DataError(
                    f"Factors with l2 = {self._l2!r} cannot be solved for a user; train again with a larger l2."
                )
        return tastes

    def _shares(self, query: Query) -> FloatArray:
        """(k, h) what each known item of the history adds to the query's factors."""
        known = query.history_items < len(self._items)
        items, weights = self._items[query.history_items[known]], query.history_weights[known]
        trust = self._alpha * np.abs(weights)
        # Yᵀ·C·Y = YᵀY + Yᵀ(C - I)·Y: the second sum runs over the history alone.
        system = self._everywhere + items.T @ (items * trust[:, None])
        factor = linalg.cho_factor(system, lower=True, overwrite_a=True, check_finite=False)
        solved: FloatArray = linalg.cho_solve(factor, items.T, check_finite=False)
        return solved * ((1.0 + trust) * np.sign(weights))


class FactorsTrainer(BaseModel):
    """Implicit matrix factorisation (Hu, Koren & Volinsky, ICDM 2008) by alternating least squares, fitted by `implicit`.

    X and Y minimise Σ c·(p - x·y)² + l2·(|X|² + |Y|²) over every pair of a user and an item, with p = 1 and c = 1 + alpha·s where
    the user chose the item, s = (1 + weight) / 2, and p = 0 and c = 1 elsewhere; three conjugate-gradient steps a solve (Takács,
    Pilászy & Tikk, RecSys 2011). An outright dislike (weight -1) trains nothing. Users' factors are dropped
    after the fit. Unlike the closed forms this is no solve over sums: forgetting a user is training again. The defaults are
    the best of ML-100K's validation items; l2 counts in trusted choices, so where most items have fewer than it, take less.

    Needs the extra `fast`, to train only. Memory: 4·k·(users + items) bytes and 36 bytes an interaction in
    training, 12·k·items in use: a million items at k = 128 take 1.5 GB. Time O(k·interactions + k²·(users + items)) an iteration.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    k: int = Field(default=64, ge=1, description="Factors.")
    l2: float = Field(default=30.0, gt=0, description="Ridge penalty on the factors of a user or an item.")
    alpha: float = Field(default=3.0, ge=0, description="How much more a choice is trusted than its absence.")
    iterations: int = Field(default=15, ge=1, description="Solves for all users and all items in turn.")

    @property
    def name(self) -> str:
        return "factors"

    def fit(self, data: Dataset, rng: Generator) -> Factors:
        """The bits are the same for every number of threads: each row is solved by one, and BLAS is held to one."""
        als = FAST.load("implicit.cpu.als", f"training the scorer {self.name!r}")
        threads = FAST.load("threadpoolctl", f"training the scorer {self.name!r}")
        with threads.threadpool_limits(1, "blas"):
            model: Any = als.AlternatingLeastSquares(  # Any: implicit has no types
                factors=self.k,
                regularization=self.l2,
                iterations=self.iterations,
                random_state=int(rng.integers(2**31)),
            )
            model.fit(self._confidences(data), show_progress=False)
        return Factors(model.item_factors, self.l2, self.alpha, data.catalogue)

    def _confidences(self, data: Dataset) -> "sparse.csr_matrix[np.float32]":
        """(n_users, n_items) 1 + alpha·s where a user chose an item, in the one class of matrix that `implicit` takes."""
        chosen = choices(data.interactions)
        chosen.eliminate_zeros()
        chosen.data = 1.0 + self.alpha * chosen.data
        return sparse.csr_matrix(chosen.astype(np.float32))


PLUGIN = ScorerPlugin("factors", FactorsTrainer, Factors, extra=FAST)

__all__ = ["PLUGIN", "Factors", "FactorsTrainer"]
