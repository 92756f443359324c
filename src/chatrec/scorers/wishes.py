"""What the user asked for softly: "I like comedies" speaks for comedies, whatever the history."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field

from chatrec.core.arrays import BoolArray, FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Preference, Query


class Wishes:
    """Evidence from each stated preference for each candidate that has the wished value."""

    name = "wishes"

    def __init__(self, strength: float, catalogue: Catalogue) -> None:
        self._strength = strength
        self._n_items = len(catalogue)
        self._rows = catalogue.label_rows

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One WISH term per preference: values[i, p] = strength * weight[p] where candidate i has the value, else 0."""
        terms = tuple(Term(self.name, Kind.WISH, f"{wish.field}={wish.value}") for wish in query.preferences)
        values = np.zeros((len(candidates), len(terms)))
        for at, wish in enumerate(query.preferences):
            values[:, at] = self._strength * wish.weight * self._having(wish)[candidates.items]
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        scores = np.zeros((len(queries), self._n_items))
        for row, query in enumerate(queries):
            for wish in query.preferences:
                scores[row] += self._strength * wish.weight * self._having(wish)
        return scores

    def arrays(self) -> Arrays:
        return {"strength": np.array([self._strength])}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(float(arrays["strength"][0]), catalogue)

    def _having(self, wish: Preference) -> BoolArray:
        """(I,) which items have the wished value; none where no item has it."""
        having = np.zeros(self._n_items, dtype=np.bool_)
        having[self._rows.get((wish.field, wish.value), [])] = True
        return having


class WishesTrainer(BaseModel):
    """Nothing is learned: logs of ratings hold no stated wishes, so the strength is a setting.

    2.0 log-odds make a wished item about seven times as likely as the same item unwished: enough to lift it over what
    the history alone would show, not enough to lift what the history speaks strongly against.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    strength: float = Field(default=2.0, ge=0, le=20, description="Log-odds that a fully weighted wish adds.")

    @property
    def name(self) -> str:
        return "wishes"

    def fit(self, data: Dataset, rng: Generator) -> Wishes:  # noqa: ARG002 - nothing is learned
        return Wishes(self.strength, data.catalogue)


PLUGIN = ScorerPlugin("wishes", WishesTrainer, Wishes, spoken=True, family=None)

__all__ = ["PLUGIN", "Wishes", "WishesTrainer"]
