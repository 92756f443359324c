"""`chatrec evaluate`: a protocol by name, over the scorers that the settings name."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer, trainers
from chatrec.core.errors import DataError
from chatrec.core.protocols import Trainer
from chatrec.data import Loaded, Reason, WeightRule, dataset
from chatrec.evaluation import Report, Study, find_protocol
from chatrec.scorers.questions import HoldOut


@runtime_checkable
class Limited(Protocol):
    """A trainer that takes catalogues up to a size."""

    @property
    def most_items(self) -> int: ...


def evaluate(protocol: str, loaded: Loaded, settings: Settings, *, seeds: int, name: str) -> Report:
    """Run a protocol on what was loaded, which the report calls `name`; every rating counts as positive.

    Raises InputError for an unknown protocol, DataError for data that it or one of the scorers does not fit; both before
    anything is fitted.
    """
    chosen = find_protocol(protocol)
    _refuse_lost_ratings(loaded)
    # A protocol that splits at random is about any behaviour, one in order about what comes next.
    blend = blend_trainer(settings, holds_out=HoldOut.NEXT if chosen.ordered else HoldOut.RANDOM)
    learned, _ = trainers(settings)
    _refuse_large_catalogues(len(loaded.items), learned, settings.scorers)
    study = Study(data=dataset(loaded, WeightRule.ALL), name=name, seeds=seeds, held_out=loaded.held_out)
    return chosen.run(study, {blend.name: blend, **learned})


def _refuse_lost_ratings(loaded: Loaded) -> None:
    """Cleaning leaves out ratings that are NaN, infinite or off the scale; a measurement must not lose rows in silence."""
    file = loaded.report.events
    if file is None:
        raise DataError(f"{loaded.source} holds items but no behaviour; measuring needs both.")
    for finding in file.findings:
        if finding.reason is Reason.RATING_RANGE:
            first = finding.examples[0]
            low, high = loaded.report.scale
            raise DataError(
                f"{file.file}: {finding.count} ratings are no finite numbers from {low:g} to {high:g}, the first on line "
                f"{first.line} is {first.value!r}; correct or remove them."
            )


def _refuse_large_catalogues(n_items: int, learned: Mapping[str, Trainer], named: tuple[str, ...]) -> None:
    limits = {name: one.most_items for name, one in learned.items() if isinstance(one, Limited)}
    beyond = [name for name, most in limits.items() if n_items > most]
    if beyond:
        rest = [name for name in named if name not in beyond] or ["popularity"]
        raise DataError(
            f"The catalogue has {n_items} items and {beyond[0]!r} takes up to {limits[beyond[0]]}; leave it out: "
            f'--set "scorers={rest}".'
        )


__all__ = ["Limited", "evaluate"]
