"""How the user feels: kind things for a bad mood, and what is like it for a good one."""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import EVEN, Candidates, Mood, Query
from chatrec.core.tone import Tone, tone
from chatrec.domains.moods import FIELD, MOODS


def wanted(felt: Mood) -> Mood:
    """What does somebody good who feels so: a bad mood is mended by its opposite, a good one kept (mood management, Zillmann
    1988). Who is upset wants calm; who is low or tired is not stirred up, but who is bored is.
    """
    if tone(felt) is Tone.ENLIVENING:
        return Mood(-felt.valence, -felt.arousal)
    return felt if felt.valence >= 0 else Mood(-felt.valence, -max(felt.arousal, 0.0))


class MoodScorer:
    """Evidence from how the user feels for every candidate whose moods are known.

    With m moods of a candidate, mood k of them adds strength * (valence_k * valence + arousal_k * arousal) / m, by what is
    `wanted`: at most 2 * strength, and what its moods add is their mean. One MOOD term a mood; linear in what is felt.
    """

    name = "mood"

    def __init__(self, strength: float, catalogue: Catalogue) -> None:
        self._strength = strength
        self._names, self._moods = _known(catalogue)
        self._shares = _shares(catalogue, self._names)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """values[i, k] = what mood k of the catalogue adds to candidate i, 0 where it does not have it."""
        if query.context.mood == EVEN:
            return Attribution(candidates.items, (), np.zeros((len(candidates), 0)))
        terms = tuple(Term(self.name, Kind.MOOD, f"{FIELD}={name}") for name in self._names)
        return Attribution(candidates.items, terms, self._shares[candidates.items] * self._fit(query))

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        fits = np.zeros((len(queries), len(self._names)))
        for at, query in enumerate(queries):
            fits[at] = self._fit(query)
        scores: FloatArray = fits @ self._shares.T
        return scores

    def arrays(self) -> Arrays:
        return {"strength": np.array([self._strength])}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(float(arrays["strength"][0]), catalogue)

    def _fit(self, query: Query) -> FloatArray:
        """(k,) how well each mood suits what is felt, times the strength."""
        fit: FloatArray = self._strength * (self._moods @ np.array(wanted(query.context.mood)))
        return fit


def _known(catalogue: Catalogue) -> tuple[tuple[str, ...], FloatArray]:
    """(names, (k, 2) places) of the moods that items have and of which it is known how they feel."""
    there = {value for field, value in catalogue.label_rows if field == FIELD}
    known: Mapping[str, Mood] = {name: mood for name, mood in MOODS.items() if name in there}
    return tuple(known), np.array(list(known.values()), dtype=np.float64).reshape(len(known), 2)


def _shares(catalogue: Catalogue, names: Sequence[str]) -> FloatArray:
    """(I, k) 1 / m where an item has the mood among m."""
    having = np.zeros((len(catalogue), len(names)))
    for at, name in enumerate(names):
        having[catalogue.label_rows[FIELD, name], at] = 1.0
    shares: FloatArray = having / np.maximum(having.sum(axis=1, keepdims=True), 1.0)
    return shares


class MoodTrainer(BaseModel):
    """Nothing is learned: logs do not hold how people felt, so the strength is a setting.

    1.5 log-odds for a day that could not be worse lift a warm film over a bleak one that would suit as well, and leave alone
    what the history speaks strongly for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    strength: float = Field(default=1.5, ge=0, le=20, description="Log-odds that a mood at its end adds; 0 = none.")

    @property
    def name(self) -> str:
        return "mood"

    def fit(self, data: Dataset, rng: Generator) -> MoodScorer:  # noqa: ARG002 - nothing is learned
        return MoodScorer(self.strength, data.catalogue)


PLUGIN = ScorerPlugin("mood", MoodTrainer, MoodScorer, spoken=True)

__all__ = ["PLUGIN", "MoodScorer", "MoodTrainer", "wanted"]
