"""Training of the blend: hold behaviour out, score it, learn the weights, fit every scorer again on everything."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, NamedTuple

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field, SkipValidation, field_validator

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.errors import ConfigError
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.data import cold_items
from chatrec.scorers.blend import Arrivals, Blend
from chatrec.scorers.calibration import calibrated, hardest
from chatrec.scorers.ordering import Contest, chosen_weights
from chatrec.scorers.questions import Debut, Exam, HoldOut, Question, debut, exam

SCORES_AT_ONCE = 4_000_000  # of one scorer, 32 MB
ARRIVALS = 0.1  # of the items
ASKED_OF_ARRIVALS = 500  # users, at most: a few weights and a base need no more


class Learned(NamedTuple):
    """Of one bucket: weights (k,) and base in log-odds, and worth (k,), the NDCG@10 that each scorer adds."""

    weights: FloatArray
    base: float
    worth: FloatArray


_Way = tuple[Sequence[BatchScorer], Exam | Debut]  # scorers, and questions about what they were not fitted on


class BlendTrainer(BaseModel):
    """Learns one non-negative weight a scorer and history-length bucket on held-out behaviour.

    The weights are those that rank best (`ordering`); one logistic regression then scales their sum to the log-odds of
    a positive response. Short histories are imitated by showing the scorers only a few of a user's interactions: who talks
    says what they love, in any order. With `beginnings`, and where times are known, they are the first items of users whom no
    scorer was fitted on instead: that suits a site whose newcomers use what it shows everybody, and trusts a few words less. Scorers in
    `spoken` rest on what is said in a conversation, of which logs know nothing; they are already in log-odds and keep weight 1.
    Of items without behaviour only those in `content` can speak; they get weights of their own there, learned on a tenth of
    the items, hidden as if they were still to come.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    learned: Annotated[tuple[Trainer, ...], SkipValidation]
    spoken: Annotated[tuple[Trainer, ...], SkipValidation] = ()
    content: tuple[str, ...] = Field(default=(), description="Names of the scorers that speak of new items.")
    holds_out: HoldOut = Field(default=HoldOut.AUTO, description="auto, later, next or random.")
    held_out: float = Field(default=0.2, gt=0, lt=1, description="Share of each user's behaviour to learn weights on.")
    users: int = Field(default=2000, ge=1, description="Users to learn each bucket's weights on, at most.")
    hardest: int = Field(default=50, ge=1, description="Best items of each scorer to learn the weights on.")
    beginnings: bool = Field(default=False, description="Learn weights of short histories on how users began.")
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
        """Cost: two fits of every scorer, three with `beginnings`, one more of `content`, their scores for `users` histories a
        bucket, and a search of k weights.
        """
        rows = data.interactions
        past, questions = exam(rows, self.holds_out, self.held_out, rng)
        known = data.with_interactions(past)
        partial = _fitted(self.learned, known, rng)
        ways: list[_Way] = [(partial, questions)]
        if self.beginnings and (began := debut(rows, self.holds_out, self.held_out, rng)) is not None:
            ways.insert(0, (_fitted(self.learned, data.with_interactions(began[0]), rng), began[1]))
        last = len(self.buckets) - 1
        learned = [self._learned(at, ways if at < last else ways[-1:], rng) for at in range(len(self.buckets))]
        arrivals = self._arrivals(known, questions, rng)
        worth = {one.name: tuple(bucket.worth[at] for bucket in learned) for at, one in enumerate(partial)}
        weights, bases = self._completed(learned)
        blend = Blend((), np.array(self.buckets, dtype=np.int64), weights, bases, worth)
        return self.refitted(blend if arrivals is None else blend.with_arrivals(arrivals), data, rng)

    def refitted(self, blend: Blend, data: Dataset, rng: Generator) -> Blend:
        """The blend's weights over scorers fitted on other data: what was measured on a part goes live on the whole."""
        return blend.over(_fitted(self.learned + self.spoken, data, rng), _chosen(data))

    def _completed(self, learned: Sequence[Learned]) -> tuple[FloatArray, FloatArray]:
        """(b, k) the weights of all scorers, those of the spoken ones 1, and (b,) the bases."""
        ones = np.ones((len(learned), len(self.spoken)))
        weights = np.array([bucket.weights for bucket in learned])
        return np.hstack([weights, ones]), np.array([bucket.base for bucket in learned])

    def _arrivals(self, data: Dataset, held: Exam, rng: Generator) -> Arrivals | None:
        """How to weigh items that nobody chose: by `content` scorers alone, which are shown some items as if they had just
        arrived. None where no scorer speaks of them or there is nothing to hide.
        """
        speaking = np.array([trainer.name in self.content for trainer in self.learned], dtype=np.bool_)
        split = cold_items(data.interactions, ARRIVALS, rng)
        if not speaking.any() or not len(split.hidden):
            return None
        content = [trainer for trainer, speaks in zip(self.learned, speaking, strict=True) if speaks]
        scorers = _fitted(content, data.with_interactions(split.train), rng)
        found = [self._learned(at, [(scorers, held)], rng, among=split.hidden) for at in range(len(self.buckets))]
        weights, bases = self._completed(found)
        whole = np.zeros((len(found), len(self.learned)))
        whole[:, speaking] = weights[:, : len(content)]
        return Arrivals(_chosen(data), np.hstack([whole, weights[:, len(content) :]]), bases)

    def _learned(self, bucket: int, ways: Sequence[_Way], rng: Generator, *, among: IntArray | None = None) -> Learned:
        """The weights of one bucket, by the first way of asking that has questions with histories of the bucket's lengths;
        `among` some items or all.
        """
        low, high = (*self.buckets, None)[bucket : bucket + 2]
        most = self.users if among is None else min(self.users, ASKED_OF_ARRIVALS)
        for scorers, held in ways:
            users = rng.permutation(held.users)[:most]
            if questions := list(held.questions(users, (low or 0, high), rng)):
                return self._learned_from(contested(scorers, questions, most=self.hardest, among=among))
        k = len(ways[0][0])
        return Learned(np.ones(k), 0.0, np.zeros(k))

    def _learned_from(self, contest: Contest) -> Learned:
        weights, worth = chosen_weights(contest)
        sums = (contest.scores @ weights)[contest.present]
        scale = calibrated(sums[:, None], contest.relevant[contest.present].astype(np.float64))
        return Learned(weights * scale.weights[0], scale.base, worth)


def contested(
    scorers: Sequence[BatchScorer], questions: Sequence[Question], *, most: int, among: IntArray | None = None
) -> Contest:
    """The `most` best candidates of each question under any of the scorers, `among` some items or all; questions go in blocks
    to bound the memory.
    """
    rows: list[tuple[FloatArray, BoolArray]] = []
    n_items = scorers[0].score_batch([questions[0].query]).shape[1]
    step = max(1, SCORES_AT_ONCE // n_items)
    for block in (questions[at : at + step] for at in range(0, len(questions), step)):
        queries = [question.query for question in block]
        scores = np.stack([scorer.score_batch(queries) for scorer in scorers], axis=2)
        allowed, relevant = np.ones(scores.shape[:2], np.bool_), np.zeros(scores.shape[:2], np.bool_)
        for row, question in enumerate(block):
            allowed[row, question.known] = False
            relevant[row, question.relevant] = True
        if among is not None:
            scores, allowed, relevant = scores[:, among], allowed[:, among], relevant[:, among]
        chosen = hardest(scores, allowed, most=most)
        rows += [(scores[row, kept], relevant[row, kept]) for row, kept in enumerate(chosen)]
    width = max(len(answer) for _, answer in rows)
    scores, present = np.zeros((len(rows), width, len(scorers))), np.zeros((len(rows), width), np.bool_)
    relevant = np.zeros_like(present)
    for row, (values, answer) in enumerate(rows):
        scores[row, : len(answer)], relevant[row, : len(answer)], present[row, : len(answer)] = values, answer, True
    ranked = np.ones(n_items, np.bool_) if among is None else np.isin(np.arange(n_items), among)
    wanted = np.array([np.count_nonzero(ranked[question.relevant]) for question in questions], np.int64)
    return Contest(scores, present, relevant, wanted)


def _chosen(data: Dataset) -> BoolArray:
    """(m,) which items have behaviour."""
    return np.bincount(data.interactions.items, minlength=len(data.catalogue)) > 0


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


__all__ = ["BlendTrainer", "Learned", "contested"]
