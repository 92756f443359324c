"""One model in one split at a time, for protocols that measure otherwise than by the top of a list."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import InputError
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.evaluation.course import Outcome, Step
from chatrec.evaluation.ranking import Values
from chatrec.evaluation.study import Study
from chatrec.evaluation.trial import Trial
from chatrec.evaluation.worth import parts_of

Measure = Callable[[BatchScorer, Trial], Values]  # by metric, one value a user of the trial


class Plan(NamedTuple):
    """The protocol's name, how many parts there will be, and what is measured in each."""

    protocol: str
    parts: int
    measure: Measure


class Part(NamedTuple):
    """One split, the seed that its models are fitted with, and what is added to their names in the report."""

    trial: Trial
    seed: int
    suffix: str = ""


class Found(NamedTuple):
    """What one model was measured at in one split, and what a blend says of its scorers."""

    model: str
    trial: Trial
    values: Values
    parts: Mapping[str, FloatArray]


def stepped(study: Study, trainers: Mapping[str, Trainer], parts: Iterable[Part], plan: Plan) -> Iterator[Found]:
    """Every trainer in each of the parts; progress is told and finished steps are kept, see `Course`."""
    about = f"{plan.protocol} {study.data.fingerprint}"
    for at, part in enumerate(parts):
        for place, (model, trainer) in enumerate(trainers.items(), start=1):
            step = Step(model, at + 1, plan.parts, at * len(trainers) + place, plan.parts * len(trainers))
            work = partial(_worked, study.data, trainer, part, plan.measure)
            outcome = study.course.outcome(step, part.trial, work, about=about)
            yield Found(model + part.suffix, part.trial, outcome.values, outcome.parts)


def _worked(data: Dataset, trainer: Trainer, part: Part, measure: Measure) -> Outcome:
    scorer = trainer.fit(data.with_interactions(part.trial.train), np.random.default_rng(part.seed))
    if not isinstance(scorer, BatchScorer):
        raise InputError(f"{scorer.name!r} cannot rank a whole catalogue; a scorer needs score_batch to be evaluated.")
    return Outcome(measure(scorer, part.trial), np.zeros(part.trial.past.n_items), parts_of(scorer))


__all__ = ["Found", "Measure", "Part", "Plan", "stepped"]
