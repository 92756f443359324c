"""Splits to choose settings by: made within what a protocol trains on, so that nothing of its test is looked at."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Interactions
from chatrec.core.profile import LIKED
from chatrec.core.protocols import BatchScorer, Scorer
from chatrec.data import cold_items as without_items
from chatrec.data import cold_users as without_users
from chatrec.data import holdout as per_user
from chatrec.data import leave_last, random_rows
from chatrec.evaluation.cold import HIDDEN_ITEMS, HIDDEN_USERS, SHOWN, by_shown, newcomers, ties_by_lot
from chatrec.evaluation.judged import Judged
from chatrec.evaluation.ranking import Reading, Values, ties_against, top_of_list, values_of
from chatrec.evaluation.ratings import errors_by_user, folds
from chatrec.evaluation.study import Study
from chatrec.evaluation.trial import Trial

Measure = Callable[[BatchScorer, Trial, Study], Values]
_COUNTS = "counts"  # among the values: how many ratings a user's errors are the mean of
_Split = Callable[[Interactions, float, Generator], tuple[Interactions, Interactions]]


class Validation(NamedTuple):
    """How settings are chosen for a protocol: the split within its training part, what is measured there, and by which of
    these metrics a setting is chosen. `graded` protocols predict ratings instead of ranking what was chosen.

    `several`: the protocol averages random splits, of which only the first has a test part that the choice never saw; the
    others hide other rows.
    """

    split: Callable[[Study], Trial]
    measure: Measure
    main: str = "ndcg@10"
    several: bool = False
    graded: bool = False

    def judged(self, scorer: Scorer, trial: Trial, study: Study, metric: str | None = None) -> Judged:
        """A metric of a scorer on the split, the main one when none is named. Raises InputError for one that is not measured."""
        if not isinstance(scorer, BatchScorer):
            raise InputError(
                f"{scorer.name!r} cannot rank a whole catalogue; a scorer needs score_batch to be measured."
            )
        found = self.measure(scorer, trial, study)
        counts = found.pop(_COUNTS, np.ones(len(trial.users)))
        name = metric or self.main
        if name not in found:
            raise InputError(f"--metric {name!r} is not measured here; known are {', '.join(found)}.")
        return Judged(name, found[name], counts, root=name == "rmse")

    def trial(self, study: Study) -> Trial:
        """The split of a study. Raises DataError when nothing is left to find."""
        found = self.split(study)
        if not len(found.users):
            raise DataError(f"Nothing can be held out of the training part of {study.name!r}; give more behaviour.")
        return found


def find_validation(protocol: str) -> Validation:
    """How settings are chosen for a protocol. Raises InputError for one that has no such split."""
    if protocol not in VALIDATIONS:
        raise InputError(f"Settings cannot be chosen for {protocol!r}; they can for: {', '.join(VALIDATIONS)}.")
    return VALIDATIONS[protocol]


def _twice(split: _Split, share: float, study: Study) -> Trial:
    """The rows that seed 0 leaves for training, split once more."""
    rng = np.random.default_rng(0)
    train, _ = split(study.data.interactions, share, rng)
    part, hidden = split(train, share, rng)
    return Trial(part, part, hidden.where(hidden.weights >= LIKED))


def _last_but_one(study: Study) -> Trial:
    """The last row but one of each user is looked for, by what was learned from the rows before."""
    train, second, _ = leave_last(study.in_order(), validation=True)
    return Trial(train, train, second)


def _within_own(study: Study) -> Trial:
    """A tenth of each user's training rows."""
    train, _ = study.own_split()
    part, hidden = per_user(train, 0.1, np.random.default_rng(0))
    return Trial(part, part, hidden)


def _new_items(study: Study) -> Trial:
    """A tenth of the items that seed 0 leaves for training are hidden from the others."""
    rng = np.random.default_rng(0)
    train = without_items(study.described(), HIDDEN_ITEMS, rng).train
    part, hidden, items = without_items(train, HIDDEN_ITEMS, rng)
    return Trial(part, part, hidden, among=items)


def _new_users(study: Study) -> Trial:
    """A fifth of the users whom seed 0 leaves for training are new to the others."""
    rng = np.random.default_rng(0)
    train = without_users(study.data.interactions, HIDDEN_USERS, rng).train
    return newcomers(train, rng)


def _fold(study: Study) -> Trial:
    """A fifth of the ratings that are outside the first fold of seed 0."""
    rng = np.random.default_rng(0)
    train, _ = next(folds(study.rated()[0], rng))
    part, hidden = next(folds(train, rng))
    return Trial(part, part, hidden)


def _ranked(cutoff: int, reading: Reading = top_of_list) -> Measure:
    """What `reading` says of the best `cutoff` items."""

    def measure(scorer: BatchScorer, trial: Trial, study: Study) -> Values:  # noqa: ARG001 - the same for all measures
        return values_of(scorer, trial, (cutoff,), reading)

    return measure


def _by_shown(scorer: BatchScorer, trial: Trial, study: Study) -> Values:  # noqa: ARG001 - the same for all measures
    """The metrics of `cold-users`, and for each of them its mean over those that show anything."""
    found = by_shown(scorer, trial)
    names = dict.fromkeys(name.partition(" ")[0] for name in found)
    means = {name: np.mean([found[f"{name} after {shown}"] for shown in SHOWN if shown], axis=0) for name in names}
    return means | found


def _errors(scorer: BatchScorer, trial: Trial, study: Study) -> Values:
    """Mean squared and mean absolute errors of every user, and how many ratings they rest on."""
    found = errors_by_user(scorer, trial, scale=study.rated()[1])
    counts = found["ratings"]
    return {"rmse": found["squared"] / counts, "mae": found["absolute"] / counts, _COUNTS: counts}


VALIDATIONS: Mapping[str, Validation] = MappingProxyType(
    {
        "holdout": Validation(partial(_twice, per_user, 0.2), _ranked(10), several=True),
        "stratified-75-25": Validation(partial(_twice, per_user, 0.25), _ranked(10), several=True),
        "neurec": Validation(partial(_twice, random_rows, 0.2), _ranked(10), several=True),
        "next": Validation(_last_but_one, _ranked(10, ties_against)),
        "next-strict": Validation(_last_but_one, _ranked(10, ties_against)),
        "lightgcn": Validation(_within_own, _ranked(20), "ndcg@20"),
        "cold-items": Validation(_new_items, _ranked(10, ties_by_lot), several=True),
        "cold-users": Validation(_new_users, _by_shown, several=True),
        "ratings": Validation(_fold, _errors, "rmse", several=True, graded=True),
    }
)

__all__ = ["VALIDATIONS", "Validation", "find_validation"]
