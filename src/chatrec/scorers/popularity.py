"""What everybody likes: the prior."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.scorers.matrix import choices, widened


class Popularity:
    """The smoothed log-odds that a user chooses an item, (m,), above those of the average item."""

    name = "popularity"

    def __init__(self, log_odds: FloatArray, catalogue: Catalogue) -> None:
        self._log_odds = widened(log_odds[None], len(catalogue))[0]
        self._learned = len(log_odds)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:  # noqa: ARG002 - the same for every query
        """One PRIOR term; 0 means as popular as the average item, and no opinion on items never trained on."""
        values = self._log_odds[candidates.items][:, None]
        return Attribution(candidates.items, (Term(self.name, Kind.PRIOR, "popularity"),), values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the same row for every query."""
        return np.tile(self._log_odds, (len(queries), 1))

    def arrays(self) -> Arrays:
        return {"log_odds": self._log_odds[: self._learned]}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays["log_odds"], catalogue)


class PopularityTrainer(BaseModel):
    """log((c + s) / (U - c + s)) minus its mean over the items, where c sums how much the U users chose the item."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    smoothing: float = Field(default=1.0, gt=0, description="Users imagined on both sides of the odds.")

    @property
    def name(self) -> str:
        return "popularity"

    def collect(self, data: Dataset) -> Sums:
        """How much each item was chosen (m,), and by how many users."""
        chosen = choices(data.interactions)
        active = len(np.unique(data.interactions.users))
        return Sums({"chosen": np.asarray(chosen.sum(axis=0)), "users": np.array([float(active)])})

    def solve(self, sums: Sums, catalogue: Catalogue) -> Popularity:
        chosen, users = sums["chosen"], sums["users"][0]
        log_odds = np.log((chosen + self.smoothing) / (users - chosen + self.smoothing))
        return Popularity(log_odds - log_odds.mean(), catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Popularity:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)


PLUGIN = ScorerPlugin("popularity", PopularityTrainer, Popularity, family=Family.POPULARITY)

__all__ = ["PLUGIN", "Popularity", "PopularityTrainer"]
