"""`chat-rec`: the two tables of the CHAT-REC paper (Gao et al., arXiv 2303.14524, tables 1 and 2), the classical stage alone
beside the stage with a language model, on a sample of users.

The paper states no split. Here a fifth of each user's behaviour is hidden at random, every rating is positive for the lists and
every item ranked; the weights of the model are learned on a second such split within the training part. Nothing of the test
is looked at before.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.data import apart
from chatrec.data import holdout as split
from chatrec.evaluation.course import Progress, Silent, Step
from chatrec.evaluation.guessing import Guessed, guessed, learned_share
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.narrowing import (
    CUTOFF,
    METRICS,
    SHOWN,
    Half,
    Judged,
    Told,
    bucket_of,
    judged,
    learned_weights,
)
from chatrec.evaluation.paired import Difference, Paired, permutation_p
from chatrec.evaluation.ratings import Scale, estimated
from chatrec.evaluation.report import Report, table
from chatrec.llm.judging import Judge
from chatrec.llm.stars import StarGuesser

NAME = "chat-rec"
CLASSICAL, ALONE, BOTH = "classical stage", "language model alone", "both stages"
LISTS = tuple(f"{name}@{CUTOFF}" for name in METRICS)
SHORT = tuple(f"ndcg@{CUTOFF} after {shown}" for shown in SHOWN.values() if shown)
STARS = ("rmse", "mae")
PUBLISHED: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "LightFM": (0.2830, 0.1410, 0.2846),
        "LightGCN": (0.3030, 0.1455, 0.3425),
        "CHAT-REC, gpt-3.5-turbo": (0.3103, 0.1279, 0.3696),
        "CHAT-REC, text-davinci-003": (0.3240, 0.1404, 0.3802),
    }
)  # the paper's table 1; it states neither split nor sample
SHARE = 0.2  # of each user's rows, hidden
STEPS = ("weights of the judgement", "lists", "ratings")

Models = dict[str, dict[str, Estimate]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """What is measured: who ranks and who rates without a language model, and what that is asked with; without `guess` there is no
    second table.
    """

    ranker: Trainer
    rater: Trainer
    judge: Judge
    guess: StarGuesser | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRec:
    """On what: `data` with every row positive and `graded`, the same rows with ratings on a `scale`; `users` are tested, and as many
    are learned from.
    """

    data: Dataset
    graded: Dataset
    scale: Scale
    name: str
    users: int = 50
    progress: Progress = field(default_factory=Silent)

    def run(self, stages: Stages) -> Report:
        """Cost: two fits of each trainer, and for each user a few questions a bucket. Raises DataError where nobody has enough
        behaviour to hide a part of it twice.
        """
        if self.users < 1:
            raise InputError(f"--users {self.users!r} tests nobody; give 1 or more.")
        started = time.perf_counter()
        test, learning = self._halves()
        told = Told()
        weights = self._weights(stages, learning, told)
        metrics, paired = self._lists(stages, test, weights, told)
        stated: dict[str, object] = {
            "users": len(test.users),
            "language model": stages.judge.name,
            "weight after 1-4, 5-19, 20+": ", ".join(f"{weights[bucket]:.3g}" for bucket in SHOWN),
        }
        if stages.guess is not None:
            stated |= self._stars(stages, (learning, test), stages.guess, metrics)
        stated |= {
            "questions": f"{told.asked}, {told.unanswered} without an answer",
            "titles named": f"{told.named}, {told.foreign} of no candidate and passed over",
            "tokens a second": round(told.tokens / max(told.seconds, 1e-9), 1),
        }
        seconds = time.perf_counter() - started
        fingerprint = self.data.fingerprint
        return Report(NAME, self.name, fingerprint, stated, seconds, metrics, main=LISTS[-1], paired=paired)

    def _halves(self) -> tuple[Half, Half]:
        """What is tested, and what is learned from, within its training part."""
        rng = np.random.default_rng(0)
        rows, graded = self.data.interactions, self.graded.interactions
        test = self._half(rows, graded, rng)
        learning = self._half(test.train, test.opinions, rng)
        if not len(learning.users) or not len(test.users):
            raise DataError(f"Nobody of {self.name!r} has enough behaviour to hide a fifth of it twice; give more.")
        return test, learning

    def _half(self, rows: Interactions, graded: Interactions, rng: Generator) -> Half:
        train, _ = split(rows, SHARE, rng)
        hidden = ~np.isin(rows.pairs(), train.pairs())
        left, test = apart(rows, hidden)
        opinions, stars = apart(graded, hidden)
        users = np.intersect1d(np.unique(left.users), np.unique(test.users))
        return Half(left, test, opinions, stars, np.sort(rng.permutation(users)[: self.users]))

    def _fitted(self, trainer: Trainer, data: Dataset, rows: Interactions) -> BatchScorer:
        scorer = trainer.fit(data.with_interactions(rows), np.random.default_rng(0))
        if not isinstance(scorer, BatchScorer):
            raise InputError(
                f"{scorer.name!r} cannot rank a whole catalogue; a scorer needs score_batch to be measured."
            )
        return scorer

    def _weights(self, stages: Stages, half: Half, told: Told) -> Mapping[int, float]:
        """The weight of the judgement in each bucket."""
        with _Telling(self.progress, 0):
            scorer = self._fitted(stages.ranker, self.data, half.train)
            found = learned_weights(scorer, stages.judge, half, told)
        return {bucket: one.weight for bucket, one in found.items()}

    def _lists(
        self, stages: Stages, half: Half, weights: Mapping[int, float], told: Told
    ) -> tuple[Models, Paired | None]:
        with _Telling(self.progress, 1):
            scorer = self._fitted(stages.ranker, self.data, half.train)
            asked = {shown: judged(scorer, stages.judge, half, shown, told) for shown in SHOWN.values()}
        rng = np.random.default_rng(3)
        metrics: Models = {CLASSICAL: {}, ALONE: {}, BOTH: {}}
        for shown, questions in asked.items():
            if not questions:
                continue
            found = _measured(questions, weights)
            names = LISTS if shown is None else tuple(f"{name} after {shown}" for name in LISTS)
            for model, values in found.items():
                metrics[model] |= dict(zip(names, bootstrap(values, rng), strict=True))
        whole = asked[None]
        return metrics, _compared(_measured(whole, weights), rng) if whole else None

    def _stars(
        self, stages: Stages, halves: tuple[Half, Half], guess: StarGuesser, metrics: Models
    ) -> Mapping[str, object]:
        """Adds the errors of the three to the metrics; the weight that was learned, and how many guesses there were none of."""
        with _Telling(self.progress, 2):
            parts = [
                guessed(self._fitted(stages.rater, self.graded, half.opinions), guess.guessed, half, self.scale)
                for half in halves
            ]
        (learning, _), (test, silent) = parts
        share = learned_share(learning)
        for model, stars in {CLASSICAL: test.predicted, ALONE: test.guesses, BOTH: test.mixed(share)}.items():
            if len(stars):
                metrics[model] |= _errors(test, stars, self.data.interactions.n_users)
        return {"weight of its stars": round(share, 3), "ratings": f"{len(test.stars)}, {silent} without a guess"}


class _Telling:
    """Tells of one step while it is worked on."""

    def __init__(self, progress: Progress, at: int) -> None:
        self._progress = progress
        self._step = Step(STEPS[at], 1, 1, at + 1, len(STEPS))

    def __enter__(self) -> None:
        self._progress.starts(self._step)

    def __exit__(self, *_: object) -> None:
        self._progress.ends(self._step, reused=False)


def _measured(questions: Sequence[Judged], weights: Mapping[int, float]) -> Mapping[str, FloatArray]:
    """(questions, metrics) of the scorer alone, of the judgement alone and of their sum."""
    keys = {
        CLASSICAL: [one.scores for one in questions],
        ALONE: [one.judgement for one in questions],
        BOTH: [one.scores + weights[bucket_of(one.known)] * one.judgement for one in questions],
    }
    return {
        model: np.array([one.metrics(key) for one, key in zip(questions, own, strict=True)])
        for model, own in keys.items()
    }


def _compared(values: Mapping[str, FloatArray], rng: Generator) -> Paired:
    """The other two against the classical stage, for the same users."""
    models: dict[str, Mapping[str, Difference]] = {}
    for model in (ALONE, BOTH):
        differences = values[model] - values[CLASSICAL]
        found = zip(bootstrap(differences, rng), permutation_p(differences, rng).tolist(), strict=True)
        models[model] = {
            metric: Difference(gain, p, min(1.0, 2 * p)) for metric, (gain, p) in zip(LISTS, found, strict=True)
        }
    return Paired(CLASSICAL, models)


def _errors(found: Guessed, stars: FloatArray, n_users: int) -> dict[str, Estimate]:
    return estimated(found.errors(stars, n_users), np.random.default_rng(4))


def published_lines() -> list[str]:
    """The paper's figures, to stand below ours."""
    rows = {name: [f"{value:.4f}" for value in values] for name, values in PUBLISHED.items()}
    about = (
        "As published on MovieLens 100K, by a split and on a sample that the paper does not state; rmse .785, mae .593."
    )
    return [*table("published", LISTS, rows), "", about]


__all__ = ["ALONE", "BOTH", "CLASSICAL", "LISTS", "NAME", "SHORT", "STARS", "ChatRec", "Stages", "published_lines"]
