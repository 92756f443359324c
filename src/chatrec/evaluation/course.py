"""How a long evaluation proceeds: it says where it is, and keeps each finished step so that it can go on from there."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, Protocol

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import StorageError
from chatrec.core.protocols import Arrays
from chatrec.evaluation.trial import Trial
from chatrec.ports.results import ResultStore

_VALUES = "values/"
_EXPOSURE = "exposure"
_PARTS = "parts/"


class Step(NamedTuple):
    """One model in one trial; `trial` and `number` count from 1."""

    model: str
    trial: int
    trials: int
    number: int
    steps: int


class Progress(Protocol):
    """Who is told how far an evaluation is."""

    def starts(self, step: Step) -> None:
        """A step begins."""
        ...

    def ends(self, step: Step, *, reused: bool) -> None:
        """The step is done; `reused` when its result was kept from before."""
        ...

    def warns(self, message: str) -> None:
        """Something is not as it should be, but the evaluation goes on."""
        ...


class Silent:
    """Tells nobody."""

    def starts(self, step: Step) -> None: ...
    def ends(self, step: Step, *, reused: bool) -> None: ...
    def warns(self, message: str) -> None: ...


class Outcome(NamedTuple):
    """What one step found: `values` by metric, one a user of the trial; `exposure` (I,) in how many lists each item is;
    `parts` what a blend says of its scorers, see `worth`.
    """

    values: dict[str, FloatArray]
    exposure: FloatArray
    parts: Mapping[str, FloatArray] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Course:
    """Whom to tell, and where finished steps are kept; without `results` nothing is.

    `identities` say for each model everything that decides its figures beside the data: settings, seed and code. A model
    without one is measured anew each time.
    """

    progress: Progress = field(default_factory=Silent)
    results: ResultStore | None = None
    identities: Mapping[str, str] = field(default_factory=dict)

    def outcome(self, step: Step, trial: Trial, work: Callable[[], Outcome], *, about: str) -> Outcome:
        """The result of a step, kept from before or from `work`; `about` names protocol, data and settings.

        A kept file that is damaged, or of something else, is told and left aside; so is a store that cannot be written.
        """
        self.progress.starts(step)
        key = self._key(step, trial, about)
        found = None if key is None else self._kept(key, trial)
        reused = found is not None
        if found is None:
            found = work()
            if key is not None:
                self._keep(key, found)
        self.progress.ends(step, reused=reused)
        return found

    def _key(self, step: Step, trial: Trial, about: str) -> str | None:
        identity = self.identities.get(step.model)
        if self.results is None or identity is None:
            return None
        parts = {"about": about, "model": step.model, "identity": identity, "trial": step.trial, "rows": trial.digest}
        return json.dumps(parts, sort_keys=True)

    def _kept(self, key: str, trial: Trial) -> Outcome | None:
        try:
            arrays = None if self.results is None else self.results.get(key)
            return None if arrays is None else _outcome(arrays, trial)
        except StorageError as error:
            self.progress.warns(f"{error} It is measured again.")
            return None

    def _keep(self, key: str, outcome: Outcome) -> None:
        arrays = {_VALUES + metric: values for metric, values in outcome.values.items()}
        arrays |= {_PARTS + name: values for name, values in outcome.parts.items()}
        try:
            if self.results is not None:
                self.results.put(key, {**arrays, _EXPOSURE: outcome.exposure})
        except StorageError as error:
            self.progress.warns(f"{error} This step cannot be resumed.")


def _outcome(arrays: Arrays, trial: Trial) -> Outcome:
    """The arrays as a step's result. Raises StorageError when they have not the shapes of this trial's."""
    values = _under(arrays, _VALUES)
    exposure = arrays.get(_EXPOSURE)
    fits = values and all(one.dtype == np.float64 and one.shape == trial.users.shape for one in values.values())
    if not fits or exposure is None or exposure.dtype != np.float64 or exposure.shape != (trial.past.n_items,):
        raise StorageError("A kept result has not the form of this trial's.")
    return Outcome(values, exposure, _under(arrays, _PARTS))


def _under(arrays: Arrays, prefix: str) -> dict[str, FloatArray]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


__all__ = ["Course", "Outcome", "Progress", "Silent", "Step"]
