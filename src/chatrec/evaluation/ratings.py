"""The `ratings` protocol: how far predicted stars are from those given, by cross-validation and on the source's own split."""

import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term, joined
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.core.query import Query
from chatrec.data import apart
from chatrec.evaluation.intervals import Estimate, multinomials
from chatrec.evaluation.report import Report
from chatrec.evaluation.study import Study

FOLDS = 5
USERS_AT_ONCE = 500
OWN = " (own split)"  # what a model is called that was measured on the source's own split

Scale = tuple[float, float]


class Errors(NamedTuple):
    """What a model got wrong, by user (n_users,): sums of squared and of absolute errors in stars, and how many ratings."""

    squared: FloatArray
    absolute: FloatArray
    ratings: FloatArray

    def plus(self, other: "Errors") -> "Errors":
        return Errors(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


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
    models = {name: _crossed(study, trainer, scale) for name, trainer in trainers.items()}
    if study.held_out is not None:
        train, test = study.own_split()
        for name, trainer in trainers.items():
            fitted = _fitted(study.data, trainer, train, 0)
            models[name + OWN] = estimated(errors_of(fitted, train, test, scale), np.random.default_rng(0))
    own = None if study.held_out is None else int(study.held_out.sum())
    stated = {"folds": FOLDS, "seeds": study.seeds, "scale": list(scale), "tested in own split": own}
    return Report("ratings", study.name, study.data.fingerprint, stated, time.perf_counter() - started, models)


def errors_of(scorer: BatchScorer, train: Interactions, test: Interactions, scale: Scale) -> Errors:
    """The errors of one fitted scorer on the test ratings, asked with each user's training ratings as their history."""
    low, high = scale
    histories, offsets = train.histories(), test.offsets()
    squared, absolute = np.zeros(test.n_users), np.zeros(test.n_users)
    tested = np.unique(test.users)
    for at in range(0, len(tested), USERS_AT_ONCE):
        block = tested[at : at + USERS_AT_ONCE]
        scores = scorer.score_batch([Query(history=histories[user]) for user in block])
        for user, predicted in zip(block.tolist(), scores, strict=True):
            mine = slice(offsets[user], offsets[user + 1])
            wrong = np.clip(predicted[test.items[mine]], -1.0, 1.0) - test.weights[mine]
            squared[user] = np.square(wrong).sum() * ((high - low) / 2.0) ** 2
            absolute[user] = np.abs(wrong).sum() * (high - low) / 2.0
    return Errors(squared, absolute, np.bincount(test.users, minlength=test.n_users).astype(np.float64))


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


def _crossed(study: Study, trainer: Trainer, scale: Scale) -> dict[str, Estimate]:
    """Every seed's folds, each seed with a model of its own."""
    total = Errors(*np.zeros((3, study.data.interactions.n_users)))
    for seed in range(study.seeds):
        for train, test in folds(study.data.interactions, np.random.default_rng(seed)):
            total = total.plus(errors_of(_fitted(study.data, trainer, train, seed), train, test, scale))
    return estimated(total, np.random.default_rng(study.seeds))


def _fitted(data: Dataset, trainer: Trainer, train: Interactions, seed: int) -> BatchScorer:
    scorer = trainer.fit(data.with_interactions(train), np.random.default_rng(seed))
    if not isinstance(scorer, BatchScorer):
        raise InputError(f"{scorer.name!r} cannot rate a whole catalogue; a predictor needs score_batch.")
    return scorer


__all__ = ["FOLDS", "Errors", "errors_of", "estimated", "folds", "in_stars", "ratings"]
