"""What the people most like you chose: user-user nearest neighbours."""

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
from chatrec.scorers.matrix import choices, histories, widened
from chatrec.scorers.neighbours import strongest
from chatrec.scorers.sparse_weights import canonical


class People:
    """Evidence from each item of the history for what those chose who share it, read off X (users, m).

    It keeps everybody's choices, by row and without a name: the model is personal data as the log is, and to forget a user is to
    train without them, which is no more than to write X again.
    """

    name = "people"

    def __init__(self, arrays: Arrays, catalogue: Catalogue) -> None:
        self._arrays = arrays
        self._k, self._power, self._rarity = int(arrays["k"][0]), float(arrays["power"][0]), float(arrays["rarity"][0])
        shape = (len(arrays["indptr"]) - 1, int(arrays["n_items"][0]))
        self._chosen = sparse.csr_array((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)
        self._choosers = self._chosen.T.tocsr()
        lengths = np.sqrt(self._chosen.multiply(self._chosen).sum(axis=1))
        self._shorten = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        self._scale = np.maximum(1.0, self._chosen.sum(axis=0)) ** -self._rarity
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One HISTORY term per item in the query: its part in the votes of the k users most like the query.

        A user v is as similar as the cosine of both rows, a sum over the items that they share: s[v] = Σ_j w[j]·X[v, j] / (|w|·|X[v]|).
        They vote s[v]^power · X[v, i] for item i, of which item j has the part w[j]·X[v, j] / (|w|·|X[v]|) · s[v]^(power - 1).
        So values[i, j] = Σ_v of the parts / n[i]^rarity sums to the votes exactly; a dislike speaks against what those chose
        who chose it. Not linear: without an item, other users are nearest. Users in the training have themselves
        among the nearest, who vote for nothing new. Items that came after the training give zero evidence.
        Cost: the choosers of the history's items, then O(k·h·n).
        """
        terms = tuple(Term(self.name, Kind.HISTORY, f"item:{self._catalogue[past.item].id}") for past in query.history)
        values = np.zeros((len(candidates), len(terms)))
        n_items = self._chosen.shape[1]
        known, learned = query.history_items < n_items, candidates.items < n_items
        items, weights = query.history_items[known], query.history_weights[known]
        nearest = self._nearest([query])
        rows = self._chosen[nearest.indices]
        # |w| is 0 only where nobody is near.
        trust = nearest.data ** (self._power - 1.0) * self._shorten[nearest.indices] * _inverse(np.linalg.norm(weights))
        shared = rows[:, items].toarray() * trust[:, None]
        votes = rows[:, candidates.items[learned]].toarray() * self._scale[candidates.items[learned]]
        values[np.ix_(learned, known)] = votes.T @ shared * weights
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        nearest = self._nearest(queries)
        nearest.data **= self._power
        return widened((nearest @ self._chosen).toarray() * self._scale, len(self._catalogue))

    def arrays(self) -> Arrays:
        return self._arrays

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays, catalogue)

    def _nearest(self, queries: Sequence[Query]) -> "sparse.csr_array[np.float64]":
        """(B, users) the k largest similarities above zero of each query; of equal ones the lower row comes first."""
        if not queries:
            return sparse.csr_array((0, self._chosen.shape[0]))
        past = histories(queries, self._chosen.shape[1])
        lengths = np.sqrt(past.multiply(past).sum(axis=1))
        near = sparse.csr_array(past @ self._choosers)
        near.data *= self._shorten[near.indices] * np.repeat([_inverse(one) for one in lengths], np.diff(near.indptr))
        near.data = np.maximum(near.data, 0.0)
        return strongest(canonical(near), self._k)


class PeopleTrainer(BaseModel):
    """Nothing is solved: X is kept, and neighbours are looked for when a query comes (Resnick et al., CSCW 1994; the
    power is the case amplification of Breese, Heckerman & Kadie, UAI 1998, section 2.2).

    For implicit feedback the votes are summed and not averaged, as what many neighbours chose is ranked and no rating
    predicted. Memory: 24 bytes an interaction, 12 of them stored. For up to about a million users: a query reads every
    chooser of its items. The defaults are the best of ML-100K's validation items.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    k: int = Field(default=200, ge=1, description="Neighbours that vote, at most.")
    power: float = Field(default=3.0, ge=1, le=10, description="How much more the most similar ones count.")
    rarity: float = Field(
        default=0.2, ge=0, le=1, description="Power of an item's count that its votes are divided by."
    )

    @property
    def name(self) -> str:
        return "people"

    def fit(self, data: Dataset, rng: Generator) -> People:  # noqa: ARG002 - nothing is drawn
        chosen = canonical(choices(data.interactions))
        arrays: Arrays = {
            "data": chosen.data,
            "indices": chosen.indices,
            "indptr": chosen.indptr,
            "n_items": np.array([chosen.shape[1]]),
            "k": np.array([self.k]),
            "power": np.array([self.power]),
            "rarity": np.array([self.rarity]),
        }
        return People(arrays, data.catalogue)


def _inverse(length: np.floating) -> float:
    """One over a length, zero for none."""
    return float(1.0 / length) if length > 0 else 0.0


PLUGIN = ScorerPlugin("people", PeopleTrainer, People)

__all__ = ["PLUGIN", "People", "PeopleTrainer"]
