"""`chatrec evaluate`: a protocol by name, over the scorers that the settings name."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from chatrec.app.settings import Settings, checked
from chatrec.app.trainers import blend_trainer, trainers
from chatrec.core.errors import DataError
from chatrec.core.protocols import Trainer
from chatrec.data import Loaded, Ratings, Reason, WeightRule, dataset
from chatrec.data.loaded import RATED
from chatrec.evaluation import Report, Study, find_protocol
from chatrec.scorers.ratings import MOST_ITEMS, RatingsTrainer
from chatrec.scorers.ratings import PLUGIN as RATINGS


@runtime_checkable
class Limited(Protocol):
    """A trainer that takes catalogues up to a size."""

    @property
    def most_items(self) -> int: ...


def evaluate(protocol: str, loaded: Loaded, settings: Settings, *, seeds: int, name: str) -> Report:
    """Run a protocol on what was loaded, which the report calls `name`; every rating counts as positive, unless the protocol
    predicts ratings.

    Raises InputError for an unknown protocol, DataError for data that it or one of the scorers does not fit; both before
    anything is fitted.
    """
    chosen = find_protocol(protocol)
    _refuse_lost_ratings(loaded)
    if chosen.graded:
        predictors = rating_trainers(settings)
        _refuse_what_ratings_cannot_take(len(loaded.items))
        data, scale = dataset(loaded, WeightRule.GRADED), rating_scale(loaded.ratings)
        study = Study(data=data, name=name, seeds=seeds, held_out=loaded.held_out, scale=scale)
        return chosen.run(study, predictors)
    blend = blend_trainer(settings)
    learned, _ = trainers(settings)
    _refuse_large_catalogues(len(loaded.items), learned, settings.scorers)
    study = Study(data=dataset(loaded, WeightRule.ALL), name=name, seeds=seeds, held_out=loaded.held_out)
    return chosen.run(study, {blend.name: blend, **learned})


def rating_trainers(settings: Settings) -> dict[str, Trainer]:
    """What predicts ratings, with the settings under `scorer.ratings`; `offsets` is the same without tastes."""
    predictor = checked(RatingsTrainer, settings.scorer.get(RATINGS.name, {}), f"scorer.{RATINGS.name}")
    return {RATINGS.name: predictor, "offsets": predictor.model_copy(update={"factors": 0})}


def rating_scale(ratings: Ratings) -> tuple[float, float] | None:
    """(low, high) when every row is a rating; None when there are likes, views or nothing among them."""
    return (ratings.low, ratings.high) if len(ratings) and (ratings.kinds == RATED).all() else None


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


def _refuse_what_ratings_cannot_take(n_items: int) -> None:
    if n_items > MOST_ITEMS:
        raise DataError(
            f"The catalogue has {n_items} items and rating prediction takes up to {MOST_ITEMS}; give the ratings of the "
            "items that were rated most."
        )


__all__ = ["Limited", "evaluate", "rating_scale", "rating_trainers"]
