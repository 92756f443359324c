"""`chatrec evaluate`: a protocol by name, over the scorers that the settings name."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from chatrec import evaluation
from chatrec.app.enriching import enriched
from chatrec.app.settings import Settings, checked
from chatrec.app.trainers import identity, measurable
from chatrec.core.errors import DataError, InputError
from chatrec.core.protocols import Arrays, Trainer
from chatrec.data import Loaded, Ratings, Reason, WeightRule, dataset
from chatrec.data.loaded import RATED
from chatrec.evaluation import Course, Progress, Report, Silent, Study, find_protocol
from chatrec.ports.results import ResultStore
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.questions import HoldOut
from chatrec.scorers.ratings import MOST_ITEMS, RatingsTrainer
from chatrec.scorers.ratings import PLUGIN as RATINGS

OFFSETS = "offsets"  # rating prediction without tastes


@runtime_checkable
class Limited(Protocol):
    """A trainer that takes catalogues up to a size."""

    @property
    def most_items(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluating:
    """Measures what the settings name, or the `models` among blend and scorers.

    `progress` is told of each step. With `results`, finished steps are kept there and taken from there when protocol,
    data, settings and code are the same; `fresh` takes none.
    """

    settings: Settings
    models: Sequence[str] | None = None
    progress: Progress = field(default_factory=Silent)
    results: ResultStore | None = None
    fresh: bool = False

    def run(self, protocol: str, loaded: Loaded, *, seeds: int, name: str, positive: float | None = None) -> Report:
        """Run a protocol on what was loaded, which the report calls `name`; every rating counts as positive, unless the
        protocol predicts ratings. With `positive` a second report stands beside, in which only ratings from there on count
        and the others are left out.

        Raises InputError for an unknown protocol or model, DataError for data that protocol or scorers do not fit; both
        before anything is fitted.
        """
        chosen = find_protocol(protocol)
        refuse_lost_ratings(loaded)
        if positive is not None:
            _refuse_no_threshold(positive, chosen, loaded)
        loaded = enriched(loaded, self.settings)
        named = self._named(loaded, chosen)
        study = Study(
            data=dataset(loaded, WeightRule.GRADED if chosen.graded else WeightRule.ALL),
            name=name,
            seeds=seeds,
            held_out=loaded.held_out,
            course=self._course(named, loaded),
            scale=rating_scale(loaded.ratings) if chosen.graded else None,
        )
        report = chosen.run(study, named)
        if positive is None:
            return report
        other = chosen.run(_positive_only(study, loaded.ratings, positive), named)
        stated = {**other.settings, "positive": f"ratings from {positive:g} on"}
        return replace(report, beside={f"{positive:g}": replace(other, settings=stated)})

    def _named(self, loaded: Loaded, protocol: evaluation.Protocol) -> dict[str, Trainer]:
        """The trainers to measure, which all take a catalogue of this size.

        A protocol that splits at random is about any behaviour, one in order about what comes next: so is the blend. One of
        beginnings is about what `chatrec train` serves to who comes new, so the blend is the one of `chatrec train`.
        """
        if protocol.graded:
            _refuse_what_ratings_cannot_take(len(loaded.items))
            return rating_trainers(self.settings, self.models)
        holds_out = HoldOut.NEXT if protocol.ordered else HoldOut.AUTO if protocol.beginnings else HoldOut.RANDOM
        named = measurable(self.settings, self.models, holds_out)
        refuse_large_catalogues(len(loaded.items), named, self.settings.scorers)
        return named

    def _course(self, named: Mapping[str, Trainer], loaded: Loaded) -> Course:
        if self.results is None:
            return Course(self.progress)
        known = {model: identity(trainer) for model, trainer in named.items()}
        told = told_of_items(loaded)
        identities = {model: f"{text} {told}" for model, text in known.items() if text is not None}
        return Course(self.progress, Unread(self.results) if self.fresh else self.results, identities)


def told_of_items(loaded: Loaded) -> str:
    """A digest of what is known of the items besides their labels and numbers, which the fingerprint does not name: their
    texts and the knowledge graph. A kept step must not be taken for one that knew something else.
    """
    found = hashlib.sha256()
    for item in loaded.items:
        found.update(item.text.encode() + b"\0")
    if loaded.knowledge is not None:
        for triple in loaded.knowledge.named():
            found.update("\0".join(triple).encode() + b"\n")
    return found.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Unread:
    """A store that is written but not read."""

    store: ResultStore

    def get(self, key: str) -> Arrays | None:  # noqa: ARG002 - nothing is read
        return None

    def put(self, key: str, arrays: Arrays) -> None:
        self.store.put(key, arrays)


def evaluate(protocol: str, loaded: Loaded, settings: Settings, *, seeds: int, name: str) -> Report:
    """The blend and each of its scorers under a protocol, see `Evaluating.run`; nothing is told or kept."""
    return Evaluating(settings=settings).run(protocol, loaded, seeds=seeds, name=name)


def refuse_lost_ratings(loaded: Loaded) -> None:
    """Raise DataError when cleaning left out ratings. It leaves out ratings that are NaN, infinite or off the scale; a
    measurement must not lose rows in silence.
    """
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


def refuse_large_catalogues(n_items: int, models: Mapping[str, Trainer], named: tuple[str, ...]) -> None:
    """Raise DataError when a model, or a scorer within the blend, does not take so many items."""
    within = [part for model in models.values() if isinstance(model, BlendTrainer) for part in model.learned]
    every = {one.name: one for one in (*models.values(), *within)}
    limits = {name: one.most_items for name, one in every.items() if isinstance(one, Limited)}
    beyond = [name for name, most in limits.items() if n_items > most]
    if beyond:
        rest = [name for name in named if name not in beyond] or ["popularity"]
        remedy = f'--set "scorers={rest}".' if beyond[0] in named else "name others with --models."
        raise DataError(
            f"The catalogue has {n_items} items and {beyond[0]!r} takes up to {limits[beyond[0]]}; leave it out: {remedy}"
        )


def rating_trainers(settings: Settings, names: Sequence[str] | None = None) -> dict[str, Trainer]:
    """What predicts ratings, with the settings under `scorer.ratings`; `offsets` is the same without tastes.

    Raises InputError for a name that predicts none.
    """
    predictor = checked(RatingsTrainer, settings.scorer.get(RATINGS.name, {}), f"scorer.{RATINGS.name}")
    known: dict[str, Trainer] = {RATINGS.name: predictor, OFFSETS: predictor.model_copy(update={"factors": 0})}
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise InputError(f"{unknown[0]!r} predicts no ratings; known are {', '.join(known)}.")
    return {name: known[name] for name in (known if names is None else names)}


def rating_scale(ratings: Ratings) -> tuple[float, float] | None:
    """(low, high) when every row is a rating; None when there are likes, views or nothing among them."""
    return (ratings.low, ratings.high) if len(ratings) and (ratings.kinds == RATED).all() else None


def _positive_only(study: Study, ratings: Ratings, positive: float) -> Study:
    """The study of the ratings from `positive` on, with the rows that the source sets aside among them."""
    keep = ratings.values >= positive
    held_out = None if study.held_out is None else study.held_out[keep]
    data = study.data.with_interactions(study.data.interactions.where(keep))
    return replace(study, data=data, held_out=held_out)


def _refuse_no_threshold(positive: float, protocol: evaluation.Protocol, loaded: Loaded) -> None:
    scale = rating_scale(loaded.ratings)
    if protocol.graded:
        raise InputError(
            f"--positive {positive:g} has no meaning where ratings are predicted as they are; leave it out."
        )
    if scale is None:
        raise DataError(
            f"--positive {positive:g} needs ratings, and not every row of {loaded.source} is one; leave it out."
        )
    if not scale[0] < positive <= scale[1]:
        raise InputError(
            f"--positive {positive:g} divides no ratings from {scale[0]:g} to {scale[1]:g}; give one within."
        )


def _refuse_what_ratings_cannot_take(n_items: int) -> None:
    if n_items > MOST_ITEMS:
        raise DataError(
            f"The catalogue has {n_items} items and rating prediction takes up to {MOST_ITEMS}; give the ratings of the "
            "items that were rated most."
        )


__all__ = [
    "Evaluating",
    "Limited",
    "Unread",
    "evaluate",
    "rating_scale",
    "rating_trainers",
    "refuse_large_catalogues",
    "refuse_lost_ratings",
    "told_of_items",
]
