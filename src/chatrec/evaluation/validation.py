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
from chatrec.data import cold_items as without_items
from chatrec.data import holdout as per_user
from chatrec.data import leave_last, random_rows
from chatrec.evaluation.cold import CUTOFF, HIDDEN_ITEMS, ties_by_lot
from chatrec.evaluation.ranking import Reading, ties_against, top_of_list
from chatrec.evaluation.study import Study
from chatrec.evaluation.trial import Trial

_Split = Callable[[Interactions, float, Generator], tuple[Interactions, Interactions]]


class Validation(NamedTuple):
    """How settings are chosen for a protocol: the split within its training part, and how it reads a ranking.

    `several`: the protocol averages random splits, of which only the first has a test part that the choice never saw; the
    others hide other rows.
    """

    split: Callable[[Study], Trial]
    cutoff: int
    reading: Reading = top_of_list
    several: bool = False

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


def _hidden_twice(study: Study) -> Trial:
    """A tenth of the items that seed 0 leaves for training, hidden as the tenth before."""
    rng = np.random.default_rng(0)
    train, _, _ = without_items(study.described(), HIDDEN_ITEMS, rng)
    part, rows, hidden = without_items(train, HIDDEN_ITEMS, rng)
    return Trial(part, part, rows, among=hidden)


def _within_own(study: Study) -> Trial:
    """A tenth of each user's training rows."""
    train, _ = study.own_split()
    part, hidden = per_user(train, 0.1, np.random.default_rng(0))
    return Trial(part, part, hidden)


VALIDATIONS: Mapping[str, Validation] = MappingProxyType(
    {
        "holdout": Validation(partial(_twice, per_user, 0.2), 10, several=True),
        "stratified-75-25": Validation(partial(_twice, per_user, 0.25), 10, several=True),
        "neurec": Validation(partial(_twice, random_rows, 0.2), 10, several=True),
        "next": Validation(_last_but_one, 10, ties_against),
        "next-strict": Validation(_last_but_one, 10, ties_against),
        "lightgcn": Validation(_within_own, 20),
        "cold-items": Validation(_hidden_twice, CUTOFF, ties_by_lot, several=True),
    }
)

__all__ = ["VALIDATIONS", "Validation", "find_validation"]
