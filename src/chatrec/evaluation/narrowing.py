"""What a language model adds to a ranking: the best twenty of a scorer, judged, and the weight of the judgement."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.special import stdtrit

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.interactions import Interactions
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import Query
from chatrec.core.top import best
from chatrec.core.trouble import Trouble
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.metrics import metrics_of_hits
from chatrec.llm.judging import NARROWED, Judge, Judgement
from chatrec.llm.rerank import BUCKETS

CUTOFF = 5  # of a list, as in the paper
METRICS = ("precision", "recall", "ndcg")
TRIED = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0)  # weights, in how far the scorer's own scores spread
FLAT = 1e-9  # a spread that is rounding: then the weights are in log-odds, for any would order what is level
FEWEST = 4  # questions to learn from
HOPELESS = 6  # questions without an answer before there was any
LEVEL = 0.05  # how often a model that adds nothing may get any weight at all
SHOWN: Mapping[int, int | None] = {
    1: 3,
    5: 10,
    20: None,
}  # interactions that are shown to imitate each bucket; None = all


class Judged(NamedTuple):
    """One question: scores and judgement (c,) of the candidates, best score first, which of them are `relevant` (c,), and how
    many items should be found in all; `known` is how many interactions were shown.
    """

    scores: FloatArray
    judgement: FloatArray
    relevant: BoolArray
    wanted: int
    known: int

    def metrics(self, keys: FloatArray) -> tuple[float, ...]:
        """The metrics of the list in the order of the keys (c,), highest first; equal keys keep the order of the scores."""
        hits = self.relevant[np.argsort(-keys, kind="stable")[:CUTOFF]].astype(np.float64)
        row = np.pad(hits, (0, CUTOFF - len(hits)))[None]
        found = metrics_of_hits(row, np.array([self.wanted]), (CUTOFF,))
        return tuple(float(found[f"{name}@{CUTOFF}"][0]) for name in METRICS)


class Half(NamedTuple):
    """A split and the users it is asked about. Row for row the same twice: `train` and `test` with every row positive, and
    `opinions` and `stars`, the same parts with ratings from -1 to 1.
    """

    train: Interactions
    test: Interactions
    opinions: Interactions
    stars: Interactions
    users: IntArray


@dataclass(slots=True)
class Told:
    """What asking took: questions, those without an answer and why the first one was, because others may rest on it; titles that a model
    named, those of no candidate, tokens, seconds.
    """

    asked: int = 0
    unanswered: int = 0
    trouble: Trouble | None = None
    named: int = 0
    foreign: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def note(self, judgement: Judgement, seconds: float) -> None:
        """Count one more."""
        self.asked += 1
        self.unanswered += judgement.trouble is not None
        self.trouble = self.trouble or judgement.trouble
        self.named += judgement.named
        self.foreign += judgement.foreign
        self.tokens += judgement.usage.tokens
        self.seconds += seconds

    @property
    def hopeless(self) -> bool:
        """Whether so many questions had no answer, and none had one, that the others are not asked."""
        return self.asked >= HOPELESS and self.unanswered == self.asked


def judged(scorer: BatchScorer, judge: Judge, half: Half, shown: int | None, told: Told) -> list[Judged]:
    """The questions of the users, each shown `shown` of their interactions, drawn by their number, or all; what they had in
    training is no candidate. Users with as few or fewer are left out where not all are shown, and so are those without an answer.
    Ends early where asking is hopeless.
    """
    past, wanted, opinions = half.train.histories(), half.test.histories(), half.opinions.histories()
    found: list[Judged] = []
    for user in half.users.tolist():
        if told.hopeless:
            break
        if shown is not None and len(past[user]) <= shown:
            continue
        rows = _drawn(len(past[user]), shown, np.random.default_rng([user, shown or 0]))
        query = Query(history=tuple(past[user][at] for at in rows))
        scores = scorer.score_batch([query])[0]
        scores[[one.item for one in past[user]]] = -np.inf
        items = best(scores[None], NARROWED)[0]
        items = items[np.isfinite(scores[items])]
        began = time.perf_counter()
        judgement = judge.judged(Query(history=tuple(opinions[user][at] for at in rows)), items)
        told.note(judgement, time.perf_counter() - began)
        if judgement.trouble is None:
            relevant = np.isin(items, [one.item for one in wanted[user]])
            found.append(Judged(scores[items], judgement.values, relevant, len(wanted[user]), len(rows)))
    return found


def _drawn(length: int, shown: int | None, rng: Generator) -> Sequence[int]:
    """Which interactions are shown, in their order."""
    return range(length) if shown is None else sorted(rng.choice(length, shown, replace=False).tolist())


class Weighed(NamedTuple):
    """What a judgement is worth after histories of some length: its `weight`, the scorer's NDCG@5 `alone`, and the `gain` on
    questions that the weight was not chosen on, None where too few were answered or all was judged alike.
    """

    weight: float = 0.0
    alone: float = 0.0
    gain: Estimate | None = None
    questions: int = 0


def learned_weights(scorer: BatchScorer, judge: Judge, half: Half, told: Told) -> dict[int, Weighed]:
    """What a judgement is worth in each bucket of history lengths; of a stranger there is nothing to tell a model."""
    found = {bucket: learned_weight(judged(scorer, judge, half, shown, told)) for bucket, shown in SHOWN.items()}
    return {0: Weighed(), **found}


def learned_weight(questions: Sequence[Judged]) -> Weighed:
    """The weight of the judgement that ranks best by NDCG@5, and how much it adds to the scorer alone on questions that it
    was not chosen on, two halves in turn. Weight 0 unless that gain is above 0 by a one-sided t-test, whose 5 % level is shared
    by the buckets: a model that does not help is not heard.
    """
    alone = np.array([one.metrics(one.scores)[-1] for one in questions])
    spread = _mean([float(one.scores.std()) for one in questions])
    spread = spread if spread > FLAT else 1.0
    of_judgement = _mean([float(one.judgement.std()) for one in questions])
    if not of_judgement or len(questions) < FEWEST:
        return Weighed(alone=_mean(alone.tolist()), questions=len(questions))
    weights = [share * spread / of_judgement for share in TRIED]
    gains = np.array(
        [[one.metrics(one.scores + weight * one.judgement)[-1] for one in questions] for weight in weights]
    )
    gains -= alone
    part = np.arange(len(questions)) % 2 == 0
    unseen = np.concatenate([gains[gains[:, seen].mean(axis=1).argmax(), ~seen] for seen in (part, ~part)])
    sure = surely_gains(unseen, LEVEL / len(SHOWN))
    weight = weights[int(gains.mean(axis=1).argmax())] if sure else 0.0
    [gain] = bootstrap(unseen[:, None], np.random.default_rng(5))
    return Weighed(weight, float(alone.mean()), gain, len(questions))


def surely_gains(gains: FloatArray, level: float = LEVEL) -> bool:
    """Whether the mean of gains (n,) is above 0, by a one-sided t-test."""
    if len(gains) < 2:
        return False
    errors = float(stdtrit(len(gains) - 1, 1.0 - level))
    return bool(gains.mean() > errors * gains.std(ddof=1) / np.sqrt(len(gains)))


def bucket_of(known: int) -> int:
    """The least history length of the bucket in which so many interactions are."""
    return max(bucket for bucket in BUCKETS if bucket <= known)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0


__all__ = [
    "CUTOFF",
    "METRICS",
    "SHOWN",
    "Half",
    "Judged",
    "Told",
    "Weighed",
    "bucket_of",
    "judged",
    "learned_weight",
    "learned_weights",
    "surely_gains",
]
