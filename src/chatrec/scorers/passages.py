"""What followed passages like this one: everybody's sequences, searched for places where the recent items came up together."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple, Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.scorers.lags import sequences
from chatrec.scorers.matrix import widened

COMPILING_PAYS = 50_000  # rows; fewer are searched before the compiler is done
FAINT = 1e-6  # a sum up to which nothing is remembered of the query


class Log(NamedTuple):
    """Everybody's items in order, one user after the other: items (r,), new (r,) 1 where another user begins, strengths (r,)
    in [0, 1].
    """

    items: IntArray
    new: IntArray
    strengths: FloatArray


Search = Callable[[Log, FloatArray, float, int], FloatArray]


class Passages:
    """Evidence from each recent item for each candidate, by the passages of others in which that item came before it.

    The model is the log itself, without the names of the users. `lags` (L,) is what the item that many places before the newest
    means, `shape` holds how much of it is left a place later, and the power, and `rareness` (m,) scales each item.
    """

    name = "passages"

    def __init__(self, arrays: Arrays, catalogue: Catalogue) -> None:
        self._log = Log(arrays["items"], arrays["new"], arrays["strengths"])
        self._lags, self._shape, self._rareness = arrays["lags"], arrays["shape"], arrays["rareness"]
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One HISTORY term per item among the last L of the query, newest first; older ones say nothing.

        At each place q of the log a(q) = Σ_j a_j(q), a_j what the query's item j still means there; the item at q gains
        a(q)^power, of which j has the share a_j / a. So the terms add up to the score, though the score is not linear: an
        item says more in company, and removing one changes the terms of the others. Cost O(r·L).
        """
        items, asked = self._asked(query)
        found = self._searched(search_terms, asked)
        values = np.zeros((len(candidates), len(items)))
        known = candidates.items < len(found)
        values[known] = found[candidates.items[known]]
        terms = tuple(Term(self.name, Kind.HISTORY, f"item:{self._catalogue[item].id}") for item in items.tolist())
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue: 3 ms a query on ML-1M."""
        scores = np.zeros((len(queries), len(self._rareness)))
        for row, query in enumerate(queries):
            _, asked = self._asked(query)
            scores[row] = self._searched(search_sums, asked.sum(axis=1))
        return widened(scores, len(self._catalogue))

    def arrays(self) -> Arrays:
        return {
            **self._log._asdict(),
            "lags": self._lags,
            "shape": self._shape,
            "rareness": self._rareness,
        }

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays, catalogue)

    def _asked(self, query: Query) -> tuple[IntArray, FloatArray]:
        """The last items (h,) of a query, newest first, and what each means where it comes up (m, h)."""
        items = query.history_items[::-1][: len(self._lags)]
        # What was disliked is no company: a negative sum has no power.
        means = self._lags[: len(items)] * np.maximum(query.history_weights[::-1][: len(items)], 0.0)
        asked = np.zeros((len(self._rareness), len(items)))
        known = np.flatnonzero(items < len(asked))
        asked[items[known], known] = means[known] * self._rareness[items[known]]
        return items, asked

    def _searched(self, search: Search, asked: FloatArray) -> FloatArray:
        """What `asked`, (m,) or (m, h), finds, in the same form."""
        if not asked.any():
            return np.zeros_like(asked)
        pays = len(self._log.items) >= COMPILING_PAYS and find_spec("numba") is not None
        return (compiled(search) if pays else search)(self._log, asked, float(self._shape[0]), int(self._shape[1]))


class PassagesTrainer(BaseModel):
    """Nearest passages: sequence-aware neighbours (in the spirit of V-SKNN, Ludewig & Jannach 2018) for every place of the log.

    With w(j) = exp(-decay · lag) · ((1 + n_j) / mean)^-rarity for the query's recent item j, chosen n_j times, a walk along
    everybody's sequence keeps a ← a·exp(-fading) + w(item), and each item that is met gains strength · a^power before it is
    added. Power 1 counts pairs, as an item-item model does; higher ones want several of the recent items close before it. Nothing
    is solved: the log is the model, and forgetting a user is leaving their rows out. Time O(rows) a query.

    The defaults are the best of a dozen on ML-1M's validation items.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    reach: int = Field(default=10, ge=1, le=100, description="How many of the last items are looked for.")
    decay: float = Field(default=0.2, ge=0, description="How fast an item counts less, a place of the query.")
    fading: float = Field(default=0.1, ge=0, description="How fast it is forgotten, a place of the passage.")
    power: int = Field(default=4, ge=1, le=8, description="How much company counts.")
    rarity: float = Field(default=0.3, ge=0, le=1, description="How much less a popular item says.")

    @property
    def name(self) -> str:
        return "passages"

    def fit(self, data: Dataset, rng: Generator) -> Passages:  # noqa: ARG002 - there is no randomness
        rows = data.interactions
        past = sequences(rows)
        counts = 1.0 + np.bincount(rows.items, minlength=rows.n_items)
        new = np.ones(len(rows), np.int64)
        new[1:] = np.diff(rows.users) != 0
        arrays = {
            "items": past.items,
            "new": new,
            "strengths": past.strengths,
            "lags": np.exp(-self.decay * np.arange(self.reach)),
            "shape": np.array([np.exp(-self.fading), self.power]),
            "rareness": (counts / counts.mean()) ** -self.rarity,
        }
        return Passages(arrays, data.catalogue)


@cache
def compiled(search: Search) -> Search:
    """A search as machine code, by numba; the first call of a process takes 1 to 2 s to compile."""
    # By name: numba is optional, and takes most of a second to import for what small data never needs.
    fast: Search = import_module("numba").njit(search)
    return fast


def search_sums(log: Log, asked: FloatArray, kept: float, power: int) -> FloatArray:
    """(m,) what each item gains in one walk along the log from what the query's items mean, (m,) `asked`."""
    items, new, strengths = log
    found = np.zeros(len(asked))
    meant = 0.0
    for at in range(len(items)):
        if new[at]:
            meant = 0.0
        if meant > FAINT:
            gain = strengths[at]
            for _ in range(power):  # a product: `**` takes ten times as long
                gain *= meant
            found[items[at]] += gain
        meant = meant * kept + strengths[at] * asked[items[at]]
    return found


def search_terms(log: Log, asked: FloatArray, kept: float, power: int) -> FloatArray:
    """(m, h) the same for each column of `asked` (m, h): its share of what they gain together."""
    items, new, strengths = log
    columns = asked.shape[1]
    found = np.zeros(asked.shape)
    meant = np.zeros(columns)
    for at in range(len(items)):
        item, total = items[at], 0.0
        for column in range(columns):
            if new[at]:
                meant[column] = 0.0
            total += meant[column]
        if total > FAINT:
            share = strengths[at]
            for _ in range(power - 1):
                share *= total
            for column in range(columns):
                found[item, column] += share * meant[column]
        for column in range(columns):
            meant[column] = meant[column] * kept + strengths[at] * asked[item, column]
    return found


PLUGIN = ScorerPlugin("passages", PassagesTrainer, Passages, family=Family.SEQUENCE)

__all__ = ["COMPILING_PAYS", "PLUGIN", "Passages", "PassagesTrainer", "compiled", "search_sums", "search_terms"]
