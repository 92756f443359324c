"""The `ratings` protocol: how far predicted stars are from those given, by cross-validation and on the source's own split."""

import time
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term, joined
from chatrec.core.errors import DataError
from chatrec.core.interactions import Interactions
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.core.query import Query
from chatrec.data import apart
from chatrec.evaluation.intervals import Estimate, multinomials
from chatrec.evaluation.ranking import Values
from chatrec.evaluation.report import Report
from chatrec.evaluation.steps import Part, Plan, stepped
from chatrec.evaluation.study import Study
from chatrec.evaluation.trial import Trial

FOLDS = 5
USERS_AT_ONCE = 500
OWN = " (own split)"  # what a model is called that was measured on the source's own split

Scale = tuple[float, float]


class Errors(NamedTuple):
    """What a model got wrong, by user (n_users,): sums of squared and of absolute errors in stars, and how many ratings."""

    squared: FloatArray
    absolute: FloatArray
    ratings: FloatArray


def ratings(study: Study, trainers: Mapping[str, Trainer]) -> Report:
    """`ratings`: each rating is predicted once by a model that saw four other fifths of them; RMSE and MAE over all.

    The folds are random rows, as in Surprise (Hug, JOSS 5(52), 2020); more seeds repeat the cross-validation with other
    folds. Errors are pooled over the folds, where Surprise takes the mean of the folds' figures. Where the source
    splits, every model has a second line for that, as published for `u1` of MovieLens 100K. Nothing but the ratings of the
    training part is used, no times either; predictions are cut off at the ends of the scale.
    """
    started = time.perf_counter()
    rows, scale = study.rated()
    if len(rows) < FOLDS:
        raise DataError(f"{study.name!r} has {len(rows)} ratings; {FOLDS} folds need at least as many.")
    own = [] if study.held_out is None else [Part(_trial(*study.own_split()), 0, OWN)]
    crossed = (
        Part(_trial(*parts), seed) for seed in range(study.seeds) for parts in folds(rows, np.random.default_rng(seed))
    )
    plan = Plan("ratings", study.seeds * FOLDS + len(own), partial(errors_by_user, scale=scale))
    totals: dict[str, Errors] = {}
    for model, trial, found, _ in stepped(study, trainers, chain(crossed, own), plan):
        total = totals.setdefault(model, Errors(*np.zeros((3, rows.n_users))))
        for column, values in zip(total, (found[name] for name in Errors._fields), strict=True):
            column[trial.users] += values
    models = {model: estimated(total, np.random.default_rng(study.seeds)) for model, total in totals.items()}
    tested = None if study.held_out is None else int(study.held_out.sum())
    stated = {"folds": FOLDS, "seeds": study.seeds, "scale": list(scale), "tested in own split": tested}
    return Report("ratings", study.name, study.data.fingerprint, stated, time.perf_counter() - started, models)


def errors_by_user(scorer: BatchScorer, trial: Trial, *, scale: Scale) -> Values:
    """The fields of `Errors` for the users of a trial, each asked with what they rated in its training part."""
    low, high = scale
    test, offsets = trial.relevant, trial.relevant.offsets()
    squared, absolute = np.zeros(len(trial.users)), np.zeros(len(trial.users))
    for at in range(0, len(trial.users), USERS_AT_ONCE):
        block = trial.users[at : at + USERS_AT_ONCE]
        scores = scorer.score_batch([Query(history=trial.histories[user]) for user in block])
        for place, (user, predicted) in enumerate(zip(block.tolist(), scores, strict=True), start=at):
            mine = slice(offsets[user], offsets[user + 1])
            wrong = np.clip(predicted[test.items[mine]], -1.0, 1.0) - test.weights[mine]
            squared[place] = np.square(wrong).sum() * ((high - low) / 2.0) ** 2
            absolute[place] = np.abs(wrong).sum() * (high - low) / 2.0
    counts = np.bincount(test.users, minlength=test.n_users)[trial.users].astype(np.float64)
    return {"squared": squared, "absolute": absolute, "ratings": counts}


def in_stars(attribution: Attribution, scale: Scale) -> Attribution:
    """The same evidence in the unit of the ratings: every term scaled, and one more, the middle of the scale.

    A row sums to the predicted rating before it is cut off at the ends of the scale.
    """
    low, high = scale
    middle = np.full((len(attribution.items), 1), (low + high) / 2.0)
    base = Attribution(attribution.items, (Term("scale", Kind.PRIOR, "middle"),), middle)
    return joined(attribution.items, [base, attribution.scaled((high - low) / 2.0)])


def estimated(errors: Errors, rng: Generator, *, draws: int = 1000) -> dict[str, Estimate]:
    """RMSE and MAE with 95 % intervals over resamples of the users, whose ratings stay together; n counts the users."""
    tested = errors.ratings > 0
    sums = np.column_stack([column[tested] for column in errors])
    n = len(sums)
    drawn = np.vstack([often @ sums for often in multinomials(n, rng, draws)])
    squared, absolute, counts = np.vstack([sums.sum(axis=0), drawn]).T
    found = {"rmse": np.sqrt(squared / counts), "mae": absolute / counts}
    return {metric: _interval(values, n) for metric, values in found.items()}


def _interval(values: FloatArray, n: int) -> Estimate:
    """The first value with the interval of the others."""
    low, high = np.quantile(values[1:], (0.025, 0.975))
    return Estimate(float(values[0]), float(low), float(high), n)


def folds(interactions: Interactions, rng: Generator) -> Iterator[tuple[Interactions, Interactions]]:
    """(train, test) for each of FOLDS random parts of the rows; every row is in one test part."""
    fold = rng.permutation(np.arange(len(interactions)) % FOLDS)
    for part in range(FOLDS):
        yield apart(interactions, fold == part)


def _trial(train: Interactions, test: Interactions) -> Trial:
    return Trial(train, train, test)


__all__ = ["FOLDS", "Errors", "errors_by_user", "estimated", "folds", "in_stars", "ratings"]
