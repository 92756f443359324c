"""How many stars somebody would give: Gaussian factors whose every prediction is a sum over what they rated."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.scorers.posterior import LEAST, Belief, RatingMatrix, Regression, believed, spread_of

MOST_ITEMS = 30_000
WARM_UP = 2  # rounds before spreads are learned: of tastes that are still random they would learn that there are none


class RatingPredictor:
    """The expected weight in [-1, 1] that a user gives an item, on the linear scale of ratings; not cut off at its ends.

    `mean` is that of all ratings; `items` is what is believed of each item; `implied` (m, 1 + k) is what having rated an
    item, however it was rated, says of a user; `spread` (1 + k,) and `noise` are variances.
    """

    name = "ratings"

    def __init__(self, arrays: Arrays, catalogue: Catalogue) -> None:
        self._arrays = arrays
        items = Belief(arrays["items"], arrays["covariances"])
        self._mean, self._noise = float(arrays["mean"]), float(arrays["noise"])
        self._spread, self._implied = arrays["spread"], arrays["implied"]
        self._squares, self._crossed = items.moments()
        self._known = len(items.means)
        missing = ((0, len(catalogue) - self._known), (0, 0))
        self._design = np.pad(items.design(), missing)  # of a new item nothing is known but the mean
        self._design[self._known :, 0] = 1.0
        self._offsets = np.pad(items.means[:, 0], missing[0])
        # Named once: a long history would otherwise name hundreds of items anew for every list.
        self._terms = tuple(Term(self.name, Kind.HISTORY, f"item:{item.id}") for item in catalogue)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """The mean rating, the item's own offset, and one HISTORY term per item in the query.

        The user's row [offset, taste] is a posterior mean, linear in their ratings once it is known what they rated:
        row = Σ_j S·(E[x_j]·(r_j - mean - b_j)/noise + implied_j/(√h·spread)), see `posterior.believed`, so each rated item j
        says row_j·x_i of candidate i. Not linear in the set of items: S is smaller the more was rated.
        Cost O(h·k² + k³ + n·h·k).
        """
        prior = np.column_stack([np.full(len(candidates), self._mean), self._offsets[candidates.items]])
        history = self._design[candidates.items] @ self._shares(query.history_items, query.history_weights).T
        terms = (
            Term(self.name, Kind.PRIOR, "base"),
            Term(self.name, Kind.PRIOR, "item"),
            *(self._terms[past.item] for past in query.history),
        )
        return Attribution(candidates.items, terms, np.hstack([prior, history]))

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        rows = [self._shares(query.history_items, query.history_weights).sum(axis=0) for query in queries]
        users = np.array(rows).reshape(-1, len(self._spread))
        return np.asarray(self._mean + self._offsets + users @ self._design.T)

    def arrays(self) -> Arrays:
        return self._arrays

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays, catalogue)

    def _shares(self, items: IntArray, weights: FloatArray) -> FloatArray:
        """(h, 1 + k) what each rated item adds to the user's row; zero for items that came after the training."""
        shares = np.zeros((len(items), len(self._spread)))
        known = np.flatnonzero(items < self._known)
        if not len(known):
            return shares
        rated, x = items[known], self._design[items[known]]
        answers = x * (weights[known] - self._mean)[:, None] - self._crossed[rated]
        said = answers / self._noise + self._implied[rated] / (np.sqrt(len(known)) * self._spread)
        precision = self._squares[rated].sum(axis=0) / self._noise + np.diag(1.0 / self._spread)
        shares[known] = np.linalg.solve(precision, said.T).T
        return shares


class RatingsTrainer(BaseModel):
    """Matrix factorisation by alternating closed forms (variational Bayes: Lim & Teh, KDD Cup 2007), each side with a prior
    mean that is a ridge from who rated what, whatever the rating (Simm et al., Macau, 2017; the implicit part of SVD++,
    Koren, KDD 2008, on both sides).

    rating(u, i) ~ N(mean + a_u + b_i + p_u·q_i, noise); the row [a_u, p_u] ~ N(Wᵀ n_u, spread) with n_u = 1/√h at the h
    items that u rated, and [b_i, q_i] alike from the users who rated i. Noise and spreads are learned. Cost a round
    O(r·k²) and two ridge solves, after one O(min(users, items)³); memory 16·m·k² bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    factors: int = Field(default=10, ge=0, le=200, description="Length of a taste; 0 leaves the offsets alone.")
    rounds: int = Field(default=30, ge=1, description="How often both sides are solved.")
    users_l2: float = Field(default=1.0, gt=0, description="Ridge penalty from what a user rated to the user's row.")
    items_l2: float = Field(default=1.0, gt=0, description="Ridge penalty from who rated an item to the item's row.")

    @property
    def name(self) -> str:
        return "ratings"

    @property
    def most_items(self) -> int:
        """Beyond it the dense ridge of who rated what takes more than 14 GB."""
        return MOST_ITEMS

    def fit(self, data: Dataset, rng: Generator) -> RatingPredictor:
        rows = data.interactions
        mean = float(rows.weights.mean()) if len(rows) else 0.0
        centred, shape = rows.weights - mean, (rows.n_users, rows.n_items)
        of_users = RatingMatrix.of(centred, (rows.users, rows.items), shape)
        of_items = RatingMatrix.of(centred, (rows.items, rows.users), shape[::-1])
        from_items = Regression(who_rated_what(rows.users, rows.items, shape), self.users_l2)
        from_users = Regression(who_rated_what(rows.items, rows.users, shape[::-1]), self.items_l2)
        total = max(float((centred**2).mean()) if len(rows) else 0.0, LEAST)
        users, items, noise = self._start(rows, total, rng)
        spread_users = spread_items = self._broad(total)
        expected_users, expected_items = np.zeros_like(users.means), np.zeros_like(items.means)
        for turn in range(self.rounds):
            users, _ = believed(of_users, items, expected_users, spread_users, noise)
            expected_users = from_items.fitted(users.means)
            spread_users = spread_of(users, expected_users) if turn >= WARM_UP else spread_users
            items, errors = believed(of_items, users, expected_items, spread_items, noise)
            expected_items = from_users.fitted(items.means)
            spread_items = spread_of(items, expected_items) if turn >= WARM_UP else spread_items
            noise = max(errors / max(len(rows), 1), LEAST)
        learned = {
            "mean": np.array(mean),
            "noise": np.array(noise),
            "spread": spread_users,
            "items": items.means,
            "covariances": items.covariances,
            "implied": from_items.weights(users.means),
        }
        return RatingPredictor(learned, data.catalogue)

    def _start(self, rows: Interactions, total: float, rng: Generator) -> tuple[Belief, Belief, float]:
        """Random tastes of the items, which the first round needs to tell factors apart."""
        size = 1 + self.factors
        means = rng.normal(size=(rows.n_items, size)) * np.sqrt(self._broad(total)) / 3
        means[:, 0] = 0.0
        items = Belief(means, np.zeros((rows.n_items, size, size)))
        users = Belief(np.zeros((rows.n_users, size)), np.zeros((rows.n_users, size, size)))
        return users, items, total

    def _broad(self, total: float) -> FloatArray:
        """Spreads to begin with: offsets make a tenth of the variance of the ratings, products of tastes a thirty-second."""
        return np.array([total / 10, *np.full(self.factors, np.sqrt(total / (32 * max(self.factors, 1))))])


def who_rated_what(rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> "sparse.csr_array[np.float64]":
    """(rows, columns) 1/√n at the n columns that a row has, so that every row is of length 1."""
    lengths = np.sqrt(np.bincount(rows, minlength=shape[0]))
    return sparse.csr_array((1.0 / lengths[rows], (rows, columns)), shape=shape)


PLUGIN = ScorerPlugin("ratings", RatingsTrainer, RatingPredictor)

__all__ = ["MOST_ITEMS", "PLUGIN", "RatingPredictor", "RatingsTrainer", "who_rated_what"]
