"""`chatrec train`: load, split, evaluate, fit, gate, put, promote."""

import platform
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import scipy
from numpy.random import Generator
from pydantic import BaseModel

import chatrec
from chatrec.app.accepted import lessons_of, taught
from chatrec.app.models import packed, packed_opinions, packed_sums
from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.app.unlearning import digest, kept_sums
from chatrec.app.versions import Versions, put_as_next
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import DataError
from chatrec.core.ids import ModelVersion
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.opinions import Opinions
from chatrec.core.profile import positive_from
from chatrec.data import apart, holdout, last_rows, timed
from chatrec.evaluation import Estimate, measured
from chatrec.learning import ChosenWeights, Manifest, Verdict, judged, learned_weights, read_behaviour
from chatrec.ports.clock import Clock
from chatrec.ports.event_log import EventLog
from chatrec.ports.items import ItemStore
from chatrec.ports.model_store import ModelStore
from chatrec.ports.proposals import ProposalStore
from chatrec.scorers.blend import Blend

Metrics = Mapping[str, Estimate]
HIDDEN = 0.2  # share of each user's behaviour on which a model is measured before it is fitted on everything


@dataclass(frozen=True, slots=True)
class Trained:
    """A new model version and what the gate said of it."""

    manifest: Manifest
    verdict: Verdict


class Training:
    """Makes models from the event log."""

    def __init__(
        self,
        items: ItemStore,
        events: EventLog,
        models: ModelStore,
        clock: Clock,
        proposals: ProposalStore | None = None,
    ) -> None:
        self._items = items
        self._events = events
        self._models = models
        self._clock = clock
        self._proposals = proposals

    def train(self, settings: Settings, *, force: bool = False) -> Trained:
        """Fit a new version on everything logged; make it live unless it is clearly worse (`force` skips the gate).

        A blend is fitted on most of everybody's behaviour and measured on the rest, which is what they did last; its weights then go over
        scorers fitted on the whole.

        A home too young to measure anything gets a model all the same, whose manifest has no metrics: it goes by
        wishes and by whatever there is. Raises DataError when there are no items.
        """
        started = time.perf_counter()
        behaviour = read_behaviour(self._events, self._catalogue(), settings.noise.rules())
        plain = blend_trainer(settings)
        lessons = self._lessons(settings, behaviour.catalogue)
        trainer = taught(plain, lessons)
        given = settings.weights.of_kinds()
        data = behaviour.dataset(given)
        rng = np.random.default_rng(settings.seed)
        train, test = set_apart(data.interactions, rng)
        weights = ChosenWeights(given, {})
        if settings.learn_weights:
            weights = learned_weights(behaviour, given, trainer, hidden=test, seed=settings.seed)
            data = behaviour.dataset(weights.chosen)
            train, test = apart(data.interactions, np.isin(data.interactions.pairs(), test.pairs()))
        judged_blend = trainer.fit(data.with_interactions(train), rng)
        metrics = measured(judged_blend, train, test, rng=rng)
        blend = trainer.refitted(judged_blend, data, rng)
        manifest = self._manifest(blend, data, metrics, settings, time.perf_counter() - started)
        every = plain.learned + plain.spoken
        stated = {
            "kind_weights": asdict(weights.chosen),
            "kind_weights_tried": weights.tried,
            "until": behaviour.until,
            "noise": asdict(settings.noise.rules()),
            "trainers": {one.name: one.model_dump(mode="json") for one in every if isinstance(one, BaseModel)},
            "catalogue": digest(data.catalogue),
            "synthetic": len(lessons.said) if lessons is not None and trainer is not plain else 0,
        }
        opinions = packed_opinions(Opinions.of(behaviour.profiles, data.catalogue))
        sums = packed_sums(kept_sums(trainer.learned + trainer.spoken, data))
        arrays = {**packed(blend), **sums, **opinions}
        manifest = put_as_next(self._models, manifest.model_copy(update=stated), arrays)
        verdict = Verdict(promoted=True, reason="Forced.") if force else judged(manifest, Versions(self._models).live())
        if verdict.promoted:
            self._models.promote(manifest.version)
        return Trained(manifest, verdict)

    def _catalogue(self) -> Catalogue:
        catalogue = self._items.catalogue()
        if not len(catalogue):
            raise DataError(
                "The home has no items to recommend; bring some in with `chatrec ingest`.",
                zh="这里还没有可以推荐的条目；请先用 `chatrec ingest` 导入。",
            )
        return catalogue

    def _lessons(self, settings: Settings, catalogue: Catalogue) -> Dataset | None:
        """What the scorer of words learns from beside what people said."""
        return lessons_of(self._proposals, catalogue) if self._proposals is not None and settings.synthetic else None

    def _manifest(self, blend: Blend, data: Dataset, metrics: Metrics, settings: Settings, seconds: float) -> Manifest:
        return Manifest(
            version=ModelVersion("next"),  # `put_as_next` names it
            created_at=self._clock.now(),
            fingerprint=data.fingerprint,
            items=len(data.catalogue),
            users=len(data.users),
            interactions=len(data.interactions),
            seed=settings.seed,
            settings={name: settings.scorer.get(name, {}) for name in settings.scorers},
            scorers=tuple(scorer.name for scorer in blend.scorers),
            weights=dict(blend.weights()),
            worth=dict(blend.worth),
            metrics=dict(metrics),
            seconds=seconds,
            code=dict(_code_versions()),
        )


def set_apart(rows: Interactions, rng: Generator) -> tuple[Interactions, Interactions]:
    """(train, test): what people liked last is for measuring, where that is known, else anything of what they did."""
    if not timed(rows):
        return holdout(rows, HIDDEN, rng)
    return last_rows(rows, HIDDEN, positive=positive_from(rows.weights))


def _code_versions() -> Mapping[str, str]:
    """What made a model, for its manifest."""
    return {
        "chatrec": chatrec.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "python": platform.python_version(),
    }


__all__ = ["Trained", "Training", "set_apart"]
