"""The core of every ranking protocol: fit on one part, rank all other items, look for the hidden ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import BatchScorer, Scorer, Trainer
from chatrec.core.query import Interaction, Query
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.metrics import metrics_of_hits, ranking_metrics

USERS_AT_ONCE = 500
RUNS = 16  # so many runs of items for each item of a list
SCORES_AT_ONCE = 5_000_000  # 40 MB an array; a large catalogue is ranked for fewer users at once

Values = dict[str, FloatArray]  # by metric, one value a user
# Metrics of some users from their scores (B, I), -inf at what is not ranked, and what is relevant (B, I), 0 or 1.
Reading = Callable[[FloatArray, FloatArray, tuple[int, ...]], Values]


@dataclass(frozen=True)
class Trial:
    """One split: `train` is what trainers see, `past` what queries show and lists leave out, `relevant` what to find.

    `among` (a,) are the rows of the only items that are ranked; None = all.
    """

    train: Interactions
    past: Interactions
    relevant: Interactions
    among: IntArray | None = None

    def __post_init__(self) -> None:
        """Raise DataError when something to find was shown before."""
        hidden = _pairs(self.relevant)
        leaks = np.isin(hidden, np.concatenate([_pairs(self.train), _pairs(self.past)]))
        if leaks.any():
            user, item = divmod(int(hidden[leaks][0]), self.relevant.n_items)
            raise DataError(
                f"The split leaks: {np.count_nonzero(leaks)} of {len(hidden)} rows to find are in training too, the "
                f"first is user row {user} with item row {item}; remove them from one of the two parts."
            )

    @cached_property
    def users(self) -> IntArray:
        """The rows of the users that have something to find."""
        return np.unique(self.relevant.users)

    @cached_property
    def histories(self) -> list[tuple[Interaction, ...]]:
        """The past of every user; 0.2 kB an interaction."""
        return self.past.histories()


def _pairs(rows: Interactions) -> IntArray:
    """(r,) a number for each (user, item) pair."""
    return rows.users * rows.n_items + rows.items


def compared(
    data: Dataset,
    trainers: Mapping[str, Trainer],
    trials: Iterable[Trial],
    *,
    cutoffs: tuple[int, ...],
    reading: Reading,
) -> dict[str, dict[str, Estimate]]:
    """Means with intervals by model and metric; {} when no user has anything to find in any trial.

    A user's value is the mean over the trials in which they have something to find. Trial t fits with seed t.
    """
    sums: dict[tuple[str, str], FloatArray] = {}
    counts = np.zeros(data.interactions.n_users)
    n = 0
    for seed, trial in enumerate(trials):
        n += 1
        counts[trial.users] += 1
        for model, trainer in trainers.items():
            if not len(trial.users):
                continue
            scorer = trainer.fit(data.with_interactions(trial.train), np.random.default_rng(seed))
            for metric, values in values_of(scorer, trial, cutoffs, reading).items():
                sums.setdefault((model, metric), np.zeros(len(counts)))[trial.users] += values
    return _estimated(sums, counts, np.random.default_rng(n)) if sums else {}


def values_of(scorer: Scorer, trial: Trial, cutoffs: tuple[int, ...], reading: Reading) -> Values:
    """Metrics of one scorer on one split, (len(trial.users),) each; users go in blocks to bound the memory."""
    if not isinstance(scorer, BatchScorer):
        raise InputError(f"{scorer.name!r} cannot rank a whole catalogue; a scorer needs score_batch to be evaluated.")
    users, step = trial.users, max(1, min(USERS_AT_ONCE, SCORES_AT_ONCE // trial.past.n_items))
    relevant = trial.relevant.histories()
    found = []
    for at in range(0, len(users), step):
        block = users[at : at + step]
        scores, wanted = _scored(scorer, [trial.histories[user] for user in block], [relevant[user] for user in block])
        if trial.among is not None:
            scores[:, np.setdiff1d(np.arange(scores.shape[1]), trial.among)] = -np.inf
        found.append(reading(scores, wanted, cutoffs))
    return {metric: np.concatenate([part[metric] for part in found]) for metric in found[0]}


def _scored(
    scorer: BatchScorer, past: Sequence[tuple[Interaction, ...]], relevant: Sequence[tuple[Interaction, ...]]
) -> tuple[FloatArray, FloatArray]:
    """The scores of some users, -inf at the items of their past, and 1 at what they should find."""
    scores = scorer.score_batch([Query(history=history) for history in past])
    wanted = np.zeros(scores.shape)
    for row in range(len(past)):
        scores[row, [interaction.item for interaction in past[row]]] = -np.inf
        wanted[row, [interaction.item for interaction in relevant[row]]] = 1.0
    return scores, wanted


def top_of_list(scores: FloatArray, relevant: FloatArray, cutoffs: tuple[int, ...]) -> Values:
    """Metrics of the best items; of equal scores the lower row number comes first."""
    return ranking_metrics(best(scores, max(cutoffs)), relevant, cutoffs)


def ties_against(scores: FloatArray, relevant: FloatArray, cutoffs: tuple[int, ...]) -> Values:
    """Metrics of one relevant item a row, which stands below every other item of its score.

    So a scorer that says the same of every item finds nothing, in whatever order the catalogue lies.
    """
    target = relevant.argmax(axis=1)
    own = np.take_along_axis(scores, target[:, None], axis=1)
    rank = (scores >= own).sum(axis=1) - 1
    hits = (rank[:, None] == np.arange(max(cutoffs))).astype(np.float64)
    return metrics_of_hits(hits, np.ones(len(hits), np.int64), cutoffs)


def best(scores: FloatArray, n: int) -> IntArray:
    """(B, n) the n highest-scored items of each row, best first; of equal scores the lower row number comes first.

    Cost O(I) a row. The best scores of n of many runs of items are n scores, so the n-th best of all is no lower than the
    lowest of them; only what reaches that is sorted, which is little more than n items.
    """
    n = min(n, scores.shape[1])
    run = max(1, scores.shape[1] // (RUNS * n))
    whole = scores.shape[1] // run * run
    peaks = scores[:, :whole].reshape(len(scores), whole // run, run).max(axis=2)
    floors = np.partition(peaks, -n, axis=1)[:, -n]
    top = np.empty((len(scores), n), np.int64)
    for row, values in enumerate(scores):
        # Not argpartition: which of several equal scores it takes is arbitrary.
        reach = np.flatnonzero(values >= floors[row])
        top[row] = reach[np.argsort(-values[reach], kind="stable")[:n]]
    return top


def _estimated(
    sums: Mapping[tuple[str, str], FloatArray], counts: FloatArray, rng: Generator
) -> dict[str, dict[str, Estimate]]:
    """Means with intervals by model and metric, over the users that were tested at least once."""
    tested = counts > 0
    values = np.column_stack(list(sums.values()))[tested] / counts[tested, None]
    models: dict[str, dict[str, Estimate]] = {}
    for (model, metric), estimate in zip(sums, bootstrap(values, rng), strict=True):
        models.setdefault(model, {})[metric] = estimate
    return models


__all__ = ["Reading", "Trial", "Values", "best", "compared", "ties_against", "top_of_list", "values_of"]
