"""The core of every ranking protocol: fit on one part, rank all other items, look for the hidden ones."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import InputError
from chatrec.core.protocols import BatchScorer, Scorer
from chatrec.core.query import Interaction, Query
from chatrec.core.top import best
from chatrec.evaluation.background import Background
from chatrec.evaluation.beyond import Lists
from chatrec.evaluation.course import Outcome
from chatrec.evaluation.metrics import metrics_of_hits, ranking_metrics
from chatrec.evaluation.trial import Trial
from chatrec.evaluation.worth import parts_of

USERS_AT_ONCE = 500
SCORES_AT_ONCE = 5_000_000  # 40 MB an array; a large catalogue is ranked for fewer users at once

Values = dict[str, FloatArray]  # by metric, one value a user
# Metrics of some users from their scores (B, I), -inf at what is not ranked, and what is relevant (B, I), 0 or 1.
Reading = Callable[[FloatArray, FloatArray, tuple[int, ...]], Values]


def values_of(scorer: Scorer, trial: Trial, cutoffs: tuple[int, ...], reading: Reading) -> Values:
    """Metrics of one scorer on one split, (len(trial.users),) each; users go in blocks to bound the memory."""
    return _whole([reading(scores, wanted, cutoffs) for _, scores, wanted in _blocks(scorer, trial)])


def outcome_of(
    scorer: Scorer, trial: Trial, cutoffs: tuple[int, ...], *, reading: Reading, background: Background
) -> Outcome:
    """The metrics of `values_of`, those beyond accuracy of lists as long as the largest cutoff, and the items' exposure."""
    longest = max(cutoffs)
    found: list[Values] = []
    exposure = np.zeros(trial.past.n_items)
    for users, scores, wanted in _blocks(scorer, trial):
        items = best(scores, longest)
        lists = Lists(items, np.isfinite(np.take_along_axis(scores, items, axis=1)))
        beyond = background.values(lists, np.take_along_axis(wanted, items, axis=1), users)
        found.append(
            reading(scores, wanted, cutoffs) | {f"{name}@{longest}": values for name, values in beyond.items()}
        )
        exposure += background.exposure(lists)
    return Outcome(_whole(found), exposure, parts_of(scorer))


def _blocks(scorer: Scorer, trial: Trial) -> Iterator[tuple[IntArray, FloatArray, FloatArray]]:
    """Some users at a time: their rows, their scores and what they should find, see `_scored`."""
    if not isinstance(scorer, BatchScorer):
        raise InputError(f"{scorer.name!r} cannot rank a whole catalogue; a scorer needs score_batch to be evaluated.")
    step = max(1, min(USERS_AT_ONCE, SCORES_AT_ONCE // trial.past.n_items))
    relevant = trial.relevant.histories()
    for at in range(0, len(trial.users), step):
        block = trial.users[at : at + step]
        scores, wanted = _scored(scorer, [trial.histories[user] for user in block], [relevant[user] for user in block])
        if trial.among is not None:
            scores[:, np.setdiff1d(np.arange(scores.shape[1]), trial.among)] = -np.inf
        yield block, scores, wanted


def _whole(parts: Sequence[Values]) -> Values:
    """The values of all users from those of the blocks."""
    return {metric: np.concatenate([part[metric] for part in parts]) for metric in parts[0]}


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


__all__ = ["Reading", "Trial", "Values", "outcome_of", "ties_against", "top_of_list", "values_of"]
