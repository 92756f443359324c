"""The protocols of the new: items that nobody used yet, and people who have said little."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution
from chatrec.core.errors import DataError
from chatrec.core.interactions import Interactions
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.core.query import Candidates, Query
from chatrec.data import cold_items as without_items
from chatrec.data import cold_users as without_users
from chatrec.evaluation import steps
from chatrec.evaluation.baselines import BASELINES
from chatrec.evaluation.comparing import Plan, reported
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.ranking import Trial, Values, top_of_list, values_of
from chatrec.evaluation.report import Report
from chatrec.evaluation.steps import Part, stepped
from chatrec.evaluation.study import Study
from chatrec.evaluation.worth import worths

HIDDEN_ITEMS = 0.1
HIDDEN_USERS = 0.2
SHOWN = (0, 1, 5, 10)
CUTOFF = 10


def cold_items(study: Study, trainers: Mapping[str, Trainer]) -> Report:
    """`cold-items`: a tenth of the items, with all that anybody did with them, is kept from training; those are then ranked
    for each user who used one of them, and no others, k = 10.

    The catalogue describes the hidden items as it does the others, so a scorer that goes by attributes, words or facts can
    speak of them; one that goes by behaviour alone cannot, and stands where chance does: see `ties_by_lot`. Queries show
    everything that the user did with the other items. Three baselines stand beside: see `baselines`.
    """
    rows = study.described()
    hidden = round(HIDDEN_ITEMS * len(np.unique(rows.items)))
    if hidden == 0:
        raise DataError(f"{study.name!r} has too few items to hide {HIDDEN_ITEMS:.0%} of them; give five or more.")
    splits = (without_items(rows, HIDDEN_ITEMS, np.random.default_rng(seed)) for seed in range(study.seeds))
    trials = (Trial(split.train, split.train, split.test, among=split.hidden) for split in splits)
    stated = {"share": HIDDEN_ITEMS, "seeds": study.seeds, "cutoffs": [CUTOFF], "ranking": f"the {hidden} hidden items"}
    plan = Plan(protocol="cold-items", cutoffs=(CUTOFF,), stated=stated, reading=ties_by_lot, trials=study.seeds)
    report = reported(study, {**trainers, **BASELINES}, trials, plan)
    if report is None:
        raise DataError(f"Nobody used any of the {hidden} hidden items of {study.name!r}; take more seeds.")
    return report


def cold_users(study: Study, trainers: Mapping[str, Trainer]) -> Report:
    """`cold-users`: a fifth of the users is kept from training whole; queries show the first 0, 1, 5 and 10 items of each.

    What is looked for is the same however much is shown: the items after the first ten, among all items but those ten. So
    "ndcg@10 after 5" may be compared with "ndcg@10 after 0". Users with ten items or fewer are not tested.
    """
    started = time.perf_counter()
    rows = study.data.interactions
    if not (np.bincount(rows.users) > max(SHOWN)).any():
        raise DataError(f"No user of {study.name!r} has more than {max(SHOWN)} items, so nothing is left to find.")
    stated = {"share": HIDDEN_USERS, "seeds": study.seeds, "cutoffs": [CUTOFF], "shown": list(SHOWN), "ranking": "full"}
    sums: dict[tuple[str, str], FloatArray] = {}
    counts = np.zeros(rows.n_users)
    trials = [newcomers(rows, np.random.default_rng(seed)) for seed in range(study.seeds)]
    for trial in trials:
        counts[trial.users] += 1
    parts = [Part(trial, seed) for seed, trial in enumerate(trials) if len(trial.users)]
    told: dict[str, list[Mapping[str, FloatArray]]] = {}
    for model, trial, found, of_parts in stepped(
        study, trainers, parts, steps.Plan("cold-users", len(parts), by_shown)
    ):
        for metric, values in found.items():
            sums.setdefault((model, metric), np.zeros(len(counts)))[trial.users] += values
        told.setdefault(model, []).append(of_parts)
    if not sums:
        raise DataError(f"No hidden user of {study.name!r} has more than {max(SHOWN)} items; take more seeds.")
    tested = counts > 0
    values = np.column_stack(list(sums.values()))[tested] / counts[tested, None]
    models: dict[str, dict[str, Estimate]] = {}
    for (model, metric), estimate in zip(sums, bootstrap(values, np.random.default_rng(study.seeds)), strict=True):
        models.setdefault(model, {})[metric] = estimate
    seconds, worth = time.perf_counter() - started, worths(told)
    return Report("cold-users", study.name, study.data.fingerprint, stated, seconds, models, worth=worth)


@dataclass(frozen=True, slots=True)
class FirstOf:
    """A scorer that is shown the first `shown` items of a history only."""

    scorer: BatchScorer
    shown: int

    @property
    def name(self) -> str:
        return self.scorer.name

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """What the scorer says of the shortened query."""
        return self.scorer.attribute(self._short(query), candidates)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the scores for the shortened queries."""
        return self.scorer.score_batch([self._short(query) for query in queries])

    def _short(self, query: Query) -> Query:
        return replace(query, history=query.history[: self.shown])


def ties_by_lot(scores: FloatArray, relevant: FloatArray, cutoffs: tuple[int, ...]) -> Values:
    """Metrics of the best items, those of equal scores in an order drawn for each user.

    Not in the order of the catalogue: MovieLens 100K lists well-known films first, so a scorer that says the same of every
    hidden item would read NDCG@10 .21 there, three times what chance does.
    """
    lots = np.argsort(np.random.default_rng(0).random(scores.shape), axis=1)
    return top_of_list(np.take_along_axis(scores, lots, axis=1), np.take_along_axis(relevant, lots, axis=1), cutoffs)


def newcomers(rows: Interactions, rng: Generator) -> Trial:
    """Whole users apart: their first ten rows may be shown, the later ones are to be found."""
    train, test, _ = without_users(rows, HIDDEN_USERS, rng)
    place = np.arange(len(test)) - test.offsets()[test.users]
    return Trial(train, test.where(place < max(SHOWN)), test.where(place >= max(SHOWN)))


def by_shown(scorer: BatchScorer, trial: Trial) -> Values:
    """Metrics by how much was shown, "ndcg@10 after 5"."""
    return {
        f"{metric} after {shown}": values
        for shown in SHOWN
        for metric, values in values_of(FirstOf(scorer, shown), trial, (CUTOFF,), ties_by_lot).items()
    }


__all__ = [
    "CUTOFF",
    "HIDDEN_ITEMS",
    "HIDDEN_USERS",
    "SHOWN",
    "FirstOf",
    "by_shown",
    "cold_items",
    "cold_users",
    "newcomers",
    "ties_by_lot",
]
