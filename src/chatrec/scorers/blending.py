"""Training of the blend: hold behaviour out, score it, learn the weights, fit every scorer again on everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field, SkipValidation, field_validator

from chatrec.core.arrays import IntArray
from chatrec.core.errors import ConfigError
from chatrec.core.interactions import Dataset
from chatrec.core.profile import positive_from
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.core.query import Interaction, Query
from chatrec.data import holdout
from chatrec.scorers.blend import Blend
from chatrec.scorers.calibration import Calibration, calibrated, hardest


class BlendTrainer(BaseModel):
    """Learns one non-negative weight a scorer and history-length bucket on held-out behaviour.

    Short histories are imitated by showing the scorers only a few of a user's interactions. Scorers in `spoken` rest on
    what is said in a conversation, of which logs know nothing; they are already in log-odds and keep weight 1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    learned: Annotated[tuple[Trainer, ...], SkipValidation]
    spoken: Annotated[tuple[Trainer, ...], SkipValidation] = ()
    held_out: float = Field(default=0.2, gt=0, lt=1, description="Share of each user's behaviour to learn weights on.")
    users: int = Field(default=600, ge=1, description="Users to learn each bucket's weights on, at most.")
    hardest: int = Field(default=100, ge=1, description="Best items of each scorer to learn the weights on.")
    buckets: tuple[int, ...] = Field(default=(0, 1, 5, 20), description="Least history length of each bucket.")

    @field_validator("buckets")
    @classmethod
    def _ascending_from_zero(cls, buckets: tuple[int, ...]) -> tuple[int, ...]:
        if buckets[:1] != (0,) or any(low >= high for low, high in pairwise(buckets)):
            raise ValueError("buckets must begin with 0 and ascend, so that every history length has one")
        return buckets

    @property
    def name(self) -> str:
        return "blend"

    def fit(self, data: Dataset, rng: Generator) -> Blend:
        """Cost: two fits of every scorer and one logistic regression a bucket."""
        past, future = holdout(data.interactions, self.held_out, rng)
        partial = _fitted(self.learned, data.with_interactions(past), rng)
        positive = positive_from(data.interactions.weights)
        held = _HeldOut(past.histories(), future.histories(), np.unique(future.users), positive)
        calibrations = [self._calibration(at, partial, held, rng) for at in range(len(self.buckets))]
        ones = np.ones((len(self.buckets), len(self.spoken)))
        weights = np.hstack([np.array([calibration.weights for calibration in calibrations]), ones])
        bases = np.array([calibration.base for calibration in calibrations])
        scorers = _fitted(self.learned + self.spoken, data, rng)
        return Blend(scorers, np.array(self.buckets, dtype=np.int64), weights, bases)

    def refitted(self, blend: Blend, data: Dataset, rng: Generator) -> Blend:
        """The blend's weights over scorers fitted on other data: what was measured on a part goes live on the whole."""
        return blend.over(_fitted(self.learned + self.spoken, data, rng))

    def _calibration(
        self, bucket: int, scorers: Sequence[BatchScorer], held: "_HeldOut", rng: Generator
    ) -> Calibration:
        """The weights of one bucket: what was held out, seen from histories of the bucket's lengths."""
        users = rng.permutation(held.users)[: self.users]
        last = bucket + 1 == len(self.buckets)
        lengths = None if last else rng.integers(self.buckets[bucket], self.buckets[bucket + 1], len(users))
        queries = [
            Query(history=_some(held.past[user], None if lengths is None else int(lengths[row]), rng))
            for row, user in enumerate(users)
        ]
        scores = np.stack([scorer.score_batch(queries) for scorer in scorers], axis=2)
        allowed = np.ones(scores.shape[:2], dtype=np.bool_)
        responses = np.zeros(allowed.shape)
        for row, user in enumerate(users):
            allowed[row, [past.item for past in held.past[user]]] = False
            responses[row, [next_.item for next_ in held.future[user] if next_.weight >= held.positive]] = 1.0
        chosen = hardest(scores, allowed, most=self.hardest)
        return calibrated(scores[chosen], responses[chosen])


@dataclass(frozen=True, slots=True)
class _HeldOut:
    """Every user's past and future, the rows of the users that have a future, and the least weight of a positive one."""

    past: list[tuple[Interaction, ...]]
    future: list[tuple[Interaction, ...]]
    users: IntArray
    positive: float


def _fitted(trainers: Sequence[Trainer], data: Dataset, rng: Generator) -> list[BatchScorer]:
    scorers: list[BatchScorer] = []
    for trainer in trainers:
        scorer = trainer.fit(data, rng)
        if not isinstance(scorer, BatchScorer):
            raise ConfigError(
                f"The scorer {scorer.name!r} cannot join a blend; it needs `attribute` and `score_batch`."
            )
        scorers.append(scorer)
    return scorers


def _some(history: tuple[Interaction, ...], length: int | None, rng: Generator) -> tuple[Interaction, ...]:
    """`length` interactions of a history at random, in their order; None = all of it."""
    if length is None or length >= len(history):
        return history
    return tuple(history[at] for at in np.sort(rng.choice(len(history), length, replace=False)))


__all__ = ["BlendTrainer"]
