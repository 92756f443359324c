"""`chatrec tune`: better settings of one scorer, chosen on a part of what a protocol trains on."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from pydantic import BaseModel

from chatrec.app.evaluating import rating_scale, refuse_large_catalogues, refuse_lost_ratings
from chatrec.app.registry import plugins
from chatrec.app.settings import Settings, checked
from chatrec.app.space import described, space_of
from chatrec.app.trainers import identity
from chatrec.core.errors import ChatRecError, DataError, InputError
from chatrec.core.protocols import Trainer
from chatrec.data import Loaded, WeightRule, dataset
from chatrec.evaluation import Estimate, Progress, Silent, Step, Study
from chatrec.evaluation.comparing import BLEND
from chatrec.evaluation.judged import Judged
from chatrec.evaluation.trial import Trial
from chatrec.evaluation.validation import Validation, find_validation
from chatrec.ports.search import Search, Setting, Space, Tried, Value
from chatrec.scorers.ratings import PLUGIN as RATINGS

DIGITS = 4  # a number is tried as it is printed

# The search of a name, over a space, beginning with a setting.
Opener = Callable[[str, Space, Setting | None], Search]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to search: `metric` None = NDCG at the protocol's cutoff; `trials` counts those of earlier runs too."""

    protocol: str
    model: str
    space: Sequence[str] = ()
    metric: str | None = None
    trials: int = 30
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """The best setting found and how much better it is on the validation rows than what the settings say now; a gain above 0
    is better for errors too.

    `several` is true when the protocol averages random splits, of which only the first was kept from the choice.
    """

    protocol: str
    data: str
    fingerprint: str
    model: str
    metric: str
    space: Mapping[str, str]
    best: Setting
    validation: Estimate
    before: Estimate
    gain: Estimate
    tried: int
    failed: int
    seconds: float
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Searches over what was loaded; `searches` opens a search that outlives the process."""

    settings: Settings
    searches: Opener
    progress: Progress = field(default_factory=Silent)

    def run(self, wanted: Wanted, loaded: Loaded, *, name: str) -> Tuned:
        """Try settings until there are enough or the time is over, then compare the best with the present ones.

        Raises InputError for a protocol, scorer, space or metric that there is not, DataError for data that do not fit, or
        when no setting could be used; ConfigError without Optuna.
        """
        started = time.perf_counter()
        validation = find_validation(wanted.protocol)
        refuse_lost_ratings(loaded)
        bench = self._bench(wanted, validation, loaded, name)
        space = space_of(bench.now, wanted.space)
        search = self._opened(bench, wanted, space)
        reason = self._searched(bench, search, wanted, started)
        tried = search.tried()
        usable = [one for one in tried if one.value is not None]
        if not usable:
            raise DataError(
                f"None of the {len(tried)} settings of {wanted.model!r} could be used; the last says: {reason}"
            )
        best = _rounded(max(usable, key=_goodness).setting)
        rng = np.random.default_rng(self.settings.seed)
        validated, before, gain = bench.judged(best).gain(bench.judged({}), rng)
        return Tuned(
            protocol=wanted.protocol,
            data=name,
            fingerprint=bench.study.data.fingerprint,
            model=wanted.model,
            metric=bench.metric,
            space=described(space),
            best=best,
            validation=validated,
            before=before,
            gain=gain,
            tried=len(tried),
            failed=len(tried) - len(usable),
            seconds=time.perf_counter() - started,
            several=validation.several,
        )

    def _bench(self, wanted: Wanted, validation: Validation, loaded: Loaded, name: str) -> "_Bench":
        known = {one: found.trainer for one, found in plugins().items() if not found.spoken}
        if wanted.model not in known:
            remedy = (
                "the blend learns its weights itself"
                if wanted.model == BLEND
                else "there is no such scorer that learns"
            )
            raise InputError(f"{wanted.model!r} cannot be tuned: {remedy}. Known are {', '.join(sorted(known))}.")
        if validation.graded != (wanted.model == RATINGS.name):
            raise InputError(
                f"{wanted.model!r} cannot be tuned under {wanted.protocol!r}: `ratings` predicts ratings, and the other scorers "
                "rank."
            )
        table = self.settings.scorer.get(wanted.model, {})
        study = Study(
            data=dataset(loaded, WeightRule.GRADED if validation.graded else WeightRule.ALL),
            name=name,
            held_out=loaded.held_out,
            scale=rating_scale(loaded.ratings) if validation.graded else None,
        )
        bench = _Bench(
            study=study,
            trial=validation.trial(study),
            validation=validation,
            metric=wanted.metric or validation.main,
            form=known[wanted.model],
            table={key: value for key, value in table.items() if isinstance(value, bool | int | float | str)},
            model=wanted.model,
        )
        refuse_large_catalogues(len(loaded.items), {wanted.model: bench.trainer({})}, ())
        return bench

    def _opened(self, bench: "_Bench", wanted: Wanted, space: Space) -> Search:
        """The search of exactly this: another protocol, data, space, code or seed is another search."""
        parts: list[object] = [wanted.protocol, bench.study.data.fingerprint, bench.trial.digest, bench.metric]
        parts += [identity(bench.trainer({})), described(space), self.settings.seed]
        name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
        present = {key: getattr(bench.now, key) for key in space}
        inside = all(one.has(present[key]) for key, one in space.items())
        return self.searches(name, space, present if inside else None)

    def _searched(self, bench: "_Bench", search: Search, wanted: Wanted, started: float) -> str:
        """Ask and tell until it is enough; why the last unusable setting was that."""
        reason = ""
        for number in range(len(search.tried()) + 1, wanted.trials + 1):
            if wanted.seconds is not None and time.perf_counter() - started >= wanted.seconds:
                break
            step = Step(wanted.model, number, wanted.trials, number, wanted.trials)
            self.progress.starts(step)
            try:
                search.tell(bench.judged(_rounded(search.ask())).goodness)
            except _Unusable as error:
                reason = str(error)
                search.tell(None)
                self.progress.warns(f"{error} The search goes on.")
            self.progress.ends(step, reused=False)
        return reason


class _Unusable(Exception):  # noqa: N818 - a verdict on a setting, caught in this file
    """A setting with which the scorer cannot be fitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """Where one scorer's settings are tried."""

    study: Study
    trial: Trial
    validation: Validation
    metric: str
    form: type[Trainer]
    table: Setting
    model: str

    @property
    def now(self) -> BaseModel:
        """The trainer as the settings have it."""
        found = self.trainer({})
        if not isinstance(found, BaseModel):
            raise InputError(f"{self.model!r} cannot be tuned: its trainer is no pydantic model.")
        return found

    def trainer(self, setting: Setting) -> Trainer:
        """The trainer with some settings changed. Raises ConfigError when they do not go together."""
        return checked(self.form, {**self.table, **setting}, f"scorer.{self.model}")

    def judged(self, setting: Setting) -> Judged:
        """The metric on the validation trial."""
        try:
            trainer = self.trainer(setting)
            scorer = trainer.fit(self.study.data.with_interactions(self.trial.train), np.random.default_rng(0))
        except (ChatRecError, np.linalg.LinAlgError) as error:
            raise _Unusable(f"{dict(setting)}: {error}") from error
        return self.validation.judged(scorer, self.trial, self.study, self.metric)


def _goodness(one: Tried) -> float:
    return float("-inf") if one.value is None else one.value


def _rounded(setting: Setting) -> dict[str, Value]:
    """The setting as it is printed: numbers with DIGITS significant digits."""
    return {
        name: float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value for name, value in setting.items()
    }


__all__ = ["DIGITS", "Opener", "Tuned", "Tuning", "Wanted"]
