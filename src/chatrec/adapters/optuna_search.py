"""A search by Optuna's tree-structured Parzen estimator, kept in one journal file."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from chatrec.core.errors import ConfigError, LawBroken, StorageError
from chatrec.ports.search import Choice, Range, Setting, Space, Tried

if TYPE_CHECKING:
    from optuna.distributions import BaseDistribution
    from optuna.study import Study
    from optuna.trial import FrozenTrial, Trial


class OptunaSearch:
    """Bergstra, Bardenet, Bengio & Kégl (NeurIPS 2011), as Optuna has it.

    Every proposal is drawn with a seed of its own, `seed` + how many were told before, so a search that was interrupted
    proposes what it would have proposed. A proposal that was never answered is forgotten.
    """

    def __init__(self, path: Path, space: Space, *, seed: int, first: Setting | None = None) -> None:
        """Go on with the search in `path`, or begin it there with `first`. Raises ConfigError without Optuna, StorageError
        for a file that is no journal.
        """
        self._optuna = _library()
        self._seed = seed
        self._space = {name: _distribution(self._optuna, one) for name, one in space.items()}
        self._asked: Trial | None = None
        self._study = _opened(self._optuna, path)
        self._first = first

    def ask(self) -> Setting:
        told = len(self.tried())
        sampler = self._optuna.samplers.TPESampler(seed=self._seed + told, constant_liar=False)
        self._study.sampler = sampler
        if not told and self._first is not None:
            self._study.enqueue_trial(dict(self._first))
        self._asked = self._study.ask(self._space)
        return dict(self._asked.params)

    def tell(self, value: float | None) -> None:
        if self._asked is None:
            raise LawBroken("A search was told of a setting that it did not propose.")
        failed = self._optuna.trial.TrialState.FAIL
        self._study.tell(self._asked, value, state=failed if value is None else None)
        self._asked = None

    def tried(self) -> Sequence[Tried]:
        states = self._optuna.trial.TrialState
        done: list[FrozenTrial] = self._study.get_trials(deepcopy=False, states=(states.COMPLETE, states.FAIL))
        return [Tried(one.params, one.value if one.state == states.COMPLETE else None) for one in done]


def _library() -> ModuleType:
    """Optuna, with nothing to say of its own."""
    try:
        import optuna  # noqa: PLC0415 - optional and slow to import
    except ModuleNotFoundError as error:
        raise ConfigError(f"`chatrec tune` needs {error.name!r}: pip install 'chatrec[tune]'.") from error
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    return optuna


def _opened(optuna: ModuleType, path: Path) -> "Study":
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            backend = optuna.storages.journal.JournalFileBackend(str(path))
            storage = optuna.storages.JournalStorage(backend)
            study: Study = optuna.create_study(
                storage=storage, study_name=path.stem, direction="maximize", load_if_exists=True
            )
    except OSError as error:
        raise StorageError(f"The search {path} cannot be kept: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(f"The search {path} is damaged; remove it to begin anew.") from error
    return study


def _distribution(optuna: ModuleType, one: Range | Choice) -> "BaseDistribution":
    distributions = optuna.distributions
    made: BaseDistribution
    if isinstance(one, Choice):
        made = distributions.CategoricalDistribution(one.values)
    elif one.whole:
        made = distributions.IntDistribution(int(one.low), int(one.high), log=one.log)
    else:
        made = distributions.FloatDistribution(one.low, one.high, log=one.log)
    return made


__all__ = ["OptunaSearch"]
