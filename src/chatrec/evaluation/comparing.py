"""Runs several trainers through the trials of a protocol, and says of each metric how sure it is and who is better."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Scorer, Trainer
from chatrec.evaluation.background import Background
from chatrec.evaluation.beyond import coverage, gini
from chatrec.evaluation.course import Outcome, Step
from chatrec.evaluation.fairness import Fairness, activity_groups, gaps
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.labels import labels_of
from chatrec.evaluation.paired import Difference, Paired, holm, permutation_p
from chatrec.evaluation.ranking import Reading, outcome_of, top_of_list
from chatrec.evaluation.report import Report
from chatrec.evaluation.study import Study
from chatrec.evaluation.trial import Trial
from chatrec.evaluation.worth import worths

BLEND = "blend"  # the model that the others are compared with when it runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a report states of a protocol, how it reads a ranking, and how many trials there will be."""

    protocol: str
    cutoffs: tuple[int, ...]
    stated: Mapping[str, object]
    reading: Reading = top_of_list
    trials: int = 1

    @property
    def length(self) -> int:
        """How many items a list has."""
        return max(self.cutoffs)

    @property
    def main(self) -> str:
        """The metric by which the best model is the best, and whose gaps between groups are told."""
        return f"ndcg@{self.length}"


@dataclass(slots=True)
class _Tally:
    """What the trials add up to, by (model, metric) and user; a user's value is the mean over the trials that have one."""

    n_users: int
    sums: dict[tuple[str, str], FloatArray] = field(default_factory=dict)
    counts: dict[tuple[str, str], FloatArray] = field(default_factory=dict)
    exposures: dict[str, list[FloatArray]] = field(default_factory=dict)
    parts: dict[str, list[Mapping[str, FloatArray]]] = field(default_factory=dict)
    tested: FloatArray = field(init=False)
    known: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        self.tested = np.zeros(self.n_users)
        self.known = np.zeros(self.n_users)

    def count(self, trial: Trial) -> None:
        """Note who is tested and how much is known of them."""
        self.tested[trial.users] += 1
        self.known[trial.users] += np.diff(trial.past.offsets())[trial.users]

    def add(self, model: str, trial: Trial, outcome: Outcome) -> None:
        """Note what one model found in one trial."""
        for metric, values in outcome.values.items():
            name = (model, metric)
            has = ~np.isnan(values)
            self.sums.setdefault(name, np.zeros(self.n_users))[trial.users[has]] += values[has]
            self.counts.setdefault(name, np.zeros(self.n_users))[trial.users] += has
        self.exposures.setdefault(model, []).append(outcome.exposure)
        self.parts.setdefault(model, []).append(outcome.parts)

    def table(self) -> FloatArray:
        """(tested users, len(sums)) the users' values, NaN where a user has none."""
        rows = self.tested > 0
        sums = np.column_stack(list(self.sums.values()))[rows]
        counts = np.column_stack(list(self.counts.values()))[rows]
        return np.where(counts > 0, sums / counts.clip(min=1.0), np.nan)


def reported(study: Study, trainers: Mapping[str, Trainer], trials: Iterable[Trial], plan: Plan) -> Report | None:
    """What every trainer finds in the trials of a study; None when no user has anything to find.

    A user's value is the mean over the trials in which they have something to find. Trial t fits with seed t.
    """
    started = time.perf_counter()
    tally = _tallied(study, trainers, trials, plan)
    if not tally.sums:
        return None
    values, columns = tally.table(), list(tally.sums)
    rng = np.random.default_rng(plan.trials)
    models: dict[str, dict[str, Estimate]] = {}
    for (model, metric), estimate in zip(columns, bootstrap(values, rng), strict=True):
        models.setdefault(model, {})[metric] = estimate
    return Report(
        plan.protocol,
        study.name,
        study.data.fingerprint,
        plan.stated,
        time.perf_counter() - started,
        models,
        main=plan.main,
        paired=_paired(values, columns, _reference(models, plan.main), rng),
        fairness=_fairness(tally, values, columns, plan.main, rng),
        lists={model: _of_lists(found, plan.length) for model, found in tally.exposures.items()},
        worth=worths(tally.parts),
    )


def _tallied(study: Study, trainers: Mapping[str, Trainer], trials: Iterable[Trial], plan: Plan) -> _Tally:
    data = study.data
    tally, labels = _Tally(data.interactions.n_users), labels_of(data.catalogue)
    about = json.dumps([plan.protocol, data.fingerprint, plan.stated, plan.cutoffs], sort_keys=True)
    for seed, trial in enumerate(trials):
        tally.count(trial)
        if not len(trial.users):
            continue
        train = data.with_interactions(trial.train)
        background = Background(trial.train, trial.past, labels)
        read = partial(outcome_of, trial=trial, cutoffs=plan.cutoffs, reading=plan.reading, background=background)
        for place, (model, trainer) in enumerate(trainers.items(), start=1):
            step = Step(model, seed + 1, plan.trials, seed * len(trainers) + place, plan.trials * len(trainers))
            work = partial(_worked, trainer, train, seed, read)
            tally.add(model, trial, study.course.outcome(step, trial, work, about=about))
    return tally


def _worked(trainer: Trainer, data: Dataset, seed: int, read: Callable[[Scorer], Outcome]) -> Outcome:
    return read(trainer.fit(data, np.random.default_rng(seed)))


def _reference(models: Mapping[str, Mapping[str, Estimate]], metric: str) -> str:
    """The blend, and where it did not run the model that is best by the metric."""
    return BLEND if BLEND in models else max(models, key=lambda model: models[model][metric].mean)


def _paired(values: FloatArray, columns: Sequence[tuple[str, str]], reference: str, rng: Generator) -> Paired | None:
    """Every other model against the reference, in every metric that both have; None when there is no other."""
    places = {column: at for at, column in enumerate(columns)}
    pairs = [(model, metric) for model, metric in columns if model != reference and (reference, metric) in places]
    if not pairs:
        return None
    differences = np.column_stack([values[:, places[pair]] - values[:, places[reference, pair[1]]] for pair in pairs])
    estimates = bootstrap(differences, rng)
    ps = dict(zip(pairs, permutation_p(differences, rng).tolist(), strict=True))
    adjusted: dict[tuple[str, str], float] = {}
    for metric in dict.fromkeys(metric for _, metric in pairs):
        family = [pair for pair in pairs if pair[1] == metric]
        adjusted |= zip(family, holm([ps[pair] for pair in family]), strict=True)
    models: dict[str, dict[str, Difference]] = {}
    for pair, estimate in zip(pairs, estimates, strict=True):
        models.setdefault(pair[0], {})[pair[1]] = Difference(estimate, ps[pair], adjusted[pair])
    return Paired(reference, models)


def _fairness(
    tally: _Tally, values: FloatArray, columns: Sequence[tuple[str, str]], metric: str, rng: Generator
) -> Fairness | None:
    """The gaps in one metric between groups by activity; None when all users are equally active."""
    tested = tally.tested > 0
    activity = tally.known[tested] / tally.tested[tested]
    groups = activity_groups(activity)
    at = [place for place, column in enumerate(columns) if column[1] == metric]
    if not groups or not at:
        return None
    found = gaps(values[:, at], groups, rng)
    spans = {name: (float(activity[rows].min()), float(activity[rows].max())) for name, rows in groups.items()}
    return Fairness(metric, spans, {columns[place][0]: gap for place, gap in zip(at, found, strict=True)})


def _of_lists(exposures: Sequence[FloatArray], length: int) -> dict[str, float]:
    """Coverage and Gini index of all lists of a trial together, the mean over the trials."""
    return {
        f"coverage@{length}": float(np.mean([coverage(one) for one in exposures])),
        f"gini@{length}": float(np.mean([gini(one) for one in exposures])),
    }


__all__ = ["BLEND", "Plan", "reported"]
