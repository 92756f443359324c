"""The `holdout` protocol: per-user random split, every item ranked, several seeds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.profile import positive_from
from chatrec.core.protocols import Scorer, Trainer
from chatrec.data import holdout as split
from chatrec.evaluation.comparing import Plan, reported
from chatrec.evaluation.course import Course
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.ranking import Trial, top_of_list, values_of
from chatrec.evaluation.report import Report
from chatrec.evaluation.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdout:
    """Settings: `share` of each user's interactions is hidden, `seeds` splits are averaged for each user."""

    share: float = 0.2
    seeds: int = 5
    cutoffs: tuple[int, ...] = (5, 10)

    def __post_init__(self) -> None:
        if not 0.0 < self.share < 1.0 or self.seeds < 1:
            raise InputError(f"A holdout needs 0 < share < 1 and seeds >= 1; got {self.share!r} and {self.seeds!r}.")
        if not self.cutoffs or min(self.cutoffs) < 1:
            raise InputError(f"A holdout needs one or more cutoffs, each >= 1; got {self.cutoffs!r}.")


def holdout(
    data: Dataset, trainers: Mapping[str, Trainer], settings: Holdout, *, name: str, course: Course | None = None
) -> Report:
    """Rank every item that a user has not in training and look for those held out.

    Relevant are the held-out items that the user liked (see `positive_from`; all of them where every rating counts as
    positive); users without one are left out. A user's value is the mean over the seeds. Training never sees the test
    part: what a trainer tunes, it tunes within the training part. Raises DataError when no user has a relevant item.
    """
    stated = {"share": settings.share, "seeds": settings.seeds, "cutoffs": list(settings.cutoffs), "ranking": "full"}
    plan = Plan(protocol="holdout", cutoffs=settings.cutoffs, stated=stated, trials=settings.seeds)
    study = Study(data=data, name=name, seeds=settings.seeds, course=course or Course())
    report = reported(study, trainers, _trials(data.interactions, settings), plan)
    if report is None:
        raise DataError(
            f"No user of {name!r} liked any of the {settings.share:.0%} of their interactions that were held out; "
            "measuring needs users with several liked items."
        )
    return report


def measured(
    scorer: Scorer, train: Interactions, test: Interactions, *, cutoffs: tuple[int, ...] = (5, 10), rng: Generator
) -> dict[str, Estimate]:
    """The metrics of one fitted scorer on one split, by the rules of `holdout`; {} when no user liked anything hidden."""
    trial = _trial(train, test)
    if not len(trial.users):
        return {}
    values = values_of(scorer, trial, cutoffs, top_of_list)
    return dict(zip(values, bootstrap(np.column_stack(list(values.values())), rng), strict=True))


def _trials(interactions: Interactions, settings: Holdout) -> Iterator[Trial]:
    for seed in range(settings.seeds):
        yield _trial(*split(interactions, settings.share, np.random.default_rng(seed)))


def _trial(train: Interactions, test: Interactions) -> Trial:
    positive = positive_from(np.concatenate([train.weights, test.weights]))
    return Trial(train, train, test.where(test.weights >= positive))


__all__ = ["Holdout", "holdout", "measured"]
