"""`chatrec judge`: what a language model's judgement of lists is worth beside the live version, measured on the home's own people."""

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from chatrec.app.advising import question_digest
from chatrec.app.enriching import domain_of
from chatrec.app.language_model import identity
from chatrec.app.models import unpacked
from chatrec.app.registry import plugin
from chatrec.app.settings import Settings
from chatrec.app.trainers import remade
from chatrec.app.training import set_apart
from chatrec.app.versions import put_as_next
from chatrec.core.errors import ConfigError, ConflictError, DataError, LanguageModelError, NotReadyError
from chatrec.core.interactions import Dataset
from chatrec.core.weights import KindWeights
from chatrec.evaluation import Progress, Silent, Step
from chatrec.evaluation.narrowing import Half, Told, Weighed, learned_weights
from chatrec.learning import JudgedBucket, JudgeReport, Manifest, parse_manifest, read_behaviour
from chatrec.llm.judging import ORDERS, Judge
from chatrec.llm.telling import Profiles
from chatrec.ports.clock import Clock
from chatrec.ports.event_log import EventLog
from chatrec.ports.items import ItemStore
from chatrec.ports.language_model import LanguageModel
from chatrec.ports.model_store import ModelStore, StoredModel
from chatrec.scorers.blend import Blend
from chatrec.scorers.blending import BlendTrainer

STEP = Step("judgements", 1, 1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """Measures the judgement of a model, and makes a version that knows what came out: the live one with a report beside."""

    items: ItemStore
    events: EventLog
    models: ModelStore
    clock: Clock
    progress: Progress = field(default_factory=Silent)

    def measure(self, settings: Settings, model: LanguageModel | None, *, users: int) -> Manifest:
        """The new live version. Nothing but the report differs; a model that does not help gets weight 0, by this measurement.

        The weights of the live blend go over scorers that are fitted on most of everybody's behaviour; the model judges the best
        twenty for up to `users` people, each shown with a few, some and all of their interactions, and its own weights are those
        that put what people liked last at the top. Cost: a fit of each scorer, and six requests a person. Raises NotReadyError without a live version, DataError where
        nobody has enough behaviour, LanguageModelError where no question was answered, ConflictError where another version
        went live meanwhile, ConfigError without a model.
        """
        named = identity(settings.llm)
        if named is None or model is None:
            raise ConfigError("`chatrec judge` measures a language model and the settings name none; set llm.model.")
        stored = self._live()
        manifest = parse_manifest(stored.manifest)
        rules = settings.noise.rules()
        data = read_behaviour(self.events, self.items.catalogue(), rules).dataset(KindWeights(**manifest.kind_weights))
        half = _half(data, users, np.random.default_rng(settings.seed))
        profiles = Profiles(data.catalogue, domain_of(data.catalogue, settings))
        judge, told = Judge(model, profiles, timeout_s=ORDERS * settings.llm.timeout_s), Told()
        self.progress.starts(STEP)
        found = learned_weights(_earlier(stored, manifest, data.with_interactions(half.train)), judge, half, told)
        self.progress.ends(STEP, reused=False)
        if told.unanswered == told.asked:
            raise LanguageModelError(
                f"{named.name} answered none of {told.asked} questions ({told.trouble}), so nothing was measured; `chatrec doctor` "
                "says what is wrong."
            )
        report = JudgeReport(
            model=named.name,
            digest=question_digest(settings.llm),
            manner=judge.manner,
            measured_at=self.clock.now(),
            users=len(half.users),
            asked=told.asked,
            unanswered=told.unanswered,
            tokens=told.tokens,
            seconds=told.seconds / told.asked,
            buckets=tuple(_bucket(least, one) for least, one in sorted(found.items())),
        )
        return self._put(stored, manifest, report)

    def _live(self) -> StoredModel:
        promoted = self.models.promoted()
        if not promoted:
            raise NotReadyError("No model is live yet, so there are no lists to judge. Train one with `chatrec train`.")
        return self.models.get(promoted[-1])

    def _put(self, stored: StoredModel, manifest: Manifest, report: JudgeReport) -> Manifest:
        changed = manifest.model_copy(update={"judge": report, "created_at": self.clock.now()})
        put = put_as_next(self.models, changed, stored.arrays)
        if self.models.promoted()[-1] != stored.version:
            raise ConflictError(
                f"Another version than {stored.version} went live meanwhile; {put.version} is stored, and `chatrec judge` measures anew."
            )
        self.models.promote(put.version)
        return put


def _half(data: Dataset, users: int, rng: Generator) -> Half:
    """What people did before, and what they liked last: of up to `users` who have both."""
    train, test = set_apart(data.interactions, rng)
    both = np.intersect1d(np.unique(train.users), np.unique(test.users))
    if not len(both):
        raise DataError("Nobody of this home did enough for a part of it to be hidden; judge again when there is more.")
    return Half(train, test, train, test, np.sort(rng.permutation(both)[:users]))


def _earlier(stored: StoredModel, manifest: Manifest, data: Dataset) -> Blend:
    """The version as it would be had it been trained on these data: its weights over scorers of the same settings."""
    unknown = [name for name in manifest.scorers if name not in manifest.trainers]
    if unknown:
        raise DataError(
            f"{manifest.version} does not say how {unknown[0]!r} was trained; train anew with `chatrec train`."
        )
    every = {name: remade(name, manifest.trainers[name]) for name in manifest.scorers}
    learned, spoken = (
        tuple(trainer for name, trainer in every.items() if plugin(name).spoken == talks) for talks in (False, True)
    )
    trainer = BlendTrainer(learned=learned, spoken=spoken)
    blend = unpacked(stored.arrays, manifest.scorers, data.catalogue)
    return trainer.refitted(blend, data, np.random.default_rng(manifest.seed))


def _bucket(least: int, found: Weighed) -> JudgedBucket:
    return JudgedBucket(least=least, weight=found.weight, questions=found.questions, alone=found.alone, gain=found.gain)


__all__ = ["Judging"]
