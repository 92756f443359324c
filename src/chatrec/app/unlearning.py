"""A model without one of the users it was trained on: their part is subtracted, and nobody else's behaviour is read."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chatrec.app.models import packed, packed_opinions, packed_sums, unpacked, unpacked_opinions, unpacked_sums
from chatrec.app.registry import plugin
from chatrec.app.trainers import remade
from chatrec.app.versions import put_as_next
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError, DataError, InputError
from chatrec.core.ids import ModelVersion, UserId
from chatrec.core.interactions import Dataset
from chatrec.core.opinions import spoken
from chatrec.core.protocols import Arrays, BatchScorer, Revisable, SumTrainer, Trainer
from chatrec.core.sums import Sums
from chatrec.core.weights import KindWeights
from chatrec.data import NoiseRules
from chatrec.learning import Behaviour, Manifest, behaviour_of, parse_manifest
from chatrec.ports.clock import Clock
from chatrec.ports.event_log import EventLog
from chatrec.ports.items import ItemStore
from chatrec.ports.model_store import ModelStore, StoredModel

MOST_KEPT = 2**28  # bytes of one scorer's sums that are stored with a model; more would make it many times as large


class Successor(NamedTuple):
    """What becomes of the live version when a user leaves: `version` is stored and to be promoted in place of `base`; None
    where nothing has to change, and then there is no `base`, or where only a training can, which `reason` tells.
    """

    base: ModelVersion | None = None
    version: ModelVersion | None = None
    reason: str = ""


class Unlearning:
    """Takes users out of models.

    What each scorer has learned is that of a training without the user, to 1e-8; the few weights that the blend gives its
    scorers, and its measured metrics, stay those of the training until the next one.
    """

    def __init__(self, items: ItemStore, events: EventLog, models: ModelStore, clock: Clock) -> None:
        self._items = items
        self._events = events
        self._models = models
        self._clock = clock

    def successor(self, user: UserId) -> Successor:
        """The live version as if the user had not been there. It needs their events, so ask before they are removed.

        Cost: reading and writing a model, and for `together` O(m²·h) with h items of the user: .4 s for ML-100K.
        """
        promoted = self._models.promoted()
        if not promoted or next(iter(self._events.read(user=user)), None) is None:
            return Successor()
        stored = self._models.get(promoted[-1])
        manifest = parse_manifest(stored.manifest)
        try:
            made = self._without(user, stored, manifest)
        except (InputError, ConfigError, DataError) as error:
            return Successor(promoted[-1], None, str(error))
        return Successor() if made is None else Successor(promoted[-1], made)

    def carriers(self, user: UserId) -> tuple[ModelVersion, ...]:
        """The stored versions that were trained when the log held events of the user; those that do not say so, too."""
        first = next(iter(self._events.read(user=user)), None)
        if first is None:
            return ()
        every = (parse_manifest(text) for _, text in self._models.manifests())
        return tuple(one.version for one in every if one.until is None or one.until >= first.seq)

    def promote(self, successor: Successor) -> bool:
        """Make it live, unless another version went live meanwhile; whether the live version is without the user."""
        promoted = self._models.promoted()
        if successor.version is None or promoted[-1] != successor.base:
            return successor.base is None
        self._models.promote(successor.version)
        return True

    def _without(self, user: UserId, stored: StoredModel, manifest: Manifest) -> ModelVersion | None:
        """Store the model without the user; None when they are not in it."""
        if manifest.until is None:
            raise InputError(f"{manifest.version} does not say what it was trained on.")
        whole = self._items.catalogue()
        catalogue = Catalogue(list(whole)[: manifest.items], whole.knowledge)
        rules = NoiseRules(**manifest.noise)  # type: ignore[arg-type]  # bot_events is whole, and JSON keeps it so
        seen = behaviour_of(self._events, user, catalogue, rules, until=manifest.until)
        part = seen.dataset(KindWeights(**manifest.kind_weights))
        if not len(part.interactions):
            return None
        _refuse_another_catalogue(manifest, catalogue)
        sums = {name: kept for name in manifest.scorers if (kept := unpacked_sums(stored.arrays, name)) is not None}
        blend = unpacked(stored.arrays, manifest.scorers, catalogue)
        left = _subtracted(blend.scorers, sums, manifest, part)
        opinions = _opinions(stored.arrays, seen)
        arrays = {**packed(blend.over([one.scorer for one in left])), **packed_sums(_sums_of(left)), **opinions}
        changed = {
            "created_at": self._clock.now(),
            "users": manifest.users - 1,
            "interactions": manifest.interactions - len(part.interactions),
            "fingerprint": f"{manifest.fingerprint.partition('-')[0]}-{manifest.forgotten + 1}",
            "forgotten": manifest.forgotten + 1,
            "parent": manifest.version,
        }
        return put_as_next(self._models, manifest.model_copy(update=changed), arrays).version


class _Left(NamedTuple):
    scorer: BatchScorer
    sums: Sums | None = None


def _subtracted(
    scorers: Sequence[BatchScorer], sums: Mapping[str, Sums], manifest: Manifest, part: Dataset
) -> list[_Left]:
    """Every scorer without the user. Raises InputError naming the first that a user cannot be taken out of."""
    return [_one(scorer, sums.get(scorer.name), manifest, part) for scorer in scorers]


def _one(scorer: BatchScorer, sums: Sums | None, manifest: Manifest, part: Dataset) -> _Left:
    trainer = remade(scorer.name, manifest.trainers[scorer.name])
    if plugin(scorer.name).spoken and not isinstance(trainer, SumTrainer):
        return _Left(scorer)
    if isinstance(trainer, Revisable):
        return _Left(_ranking(trainer.without(scorer, part)))
    if isinstance(trainer, SumTrainer) and sums is not None:
        rest = sums - trainer.collect(part)
        return _Left(_ranking(trainer.solve(rest, part.catalogue)), rest)
    raise InputError(f"{scorer.name!r} of {manifest.version} can lose a user by a training only.")


def _opinions(arrays: Arrays, seen: Behaviour) -> Arrays:
    """What people think of the items, without what the user said; none where the model holds none."""
    opinions = unpacked_opinions(arrays)
    if opinions is None:
        return {}
    for profile in seen.profiles:
        left = opinions.without(spoken(profile, seen.catalogue))
        if left is None:
            raise InputError("What the user said of items is not among the opinions that the model holds.")
        opinions = left
    return packed_opinions(opinions)


def _ranking(scorer: object) -> BatchScorer:
    if not isinstance(scorer, BatchScorer):
        raise InputError(f"{scorer!r} cannot join a blend; it needs `attribute` and `score_batch`.")
    return scorer


def _sums_of(left: Sequence[_Left]) -> dict[str, Sums]:
    return {one.scorer.name: one.sums for one in left if one.sums is not None}


def _refuse_another_catalogue(manifest: Manifest, catalogue: Catalogue) -> None:
    """What a user adds to the sums of a scorer of content depends on what items are."""
    content = [name for name in manifest.scorers if plugin(name).content]
    if content and digest(catalogue) != manifest.catalogue:
        raise InputError(
            f"Items of {manifest.version} were described anew since it was trained, and {content[0]!r} rests on what they are."
        )


def kept_sums(trainers: Sequence[Trainer], data: Dataset, *, most: int = MOST_KEPT) -> dict[str, Sums]:
    """The sums to store with a model, by scorer: of those that lose a user by subtraction, up to `most` bytes each."""
    every = {
        one.name: one.collect(data)
        for one in trainers
        if isinstance(one, SumTrainer) and not isinstance(one, Revisable)
    }
    return {name: sums for name, sums in every.items() if sum(array.nbytes for array in sums.parts().values()) <= most}


def digest(catalogue: Catalogue) -> str:
    """16 hexadecimal digits that tell whether items and graph are as they were; 10 us an item."""
    found = hashlib.sha256()
    for item in catalogue:
        told = (item.id, item.title, sorted(item.labels.items()), sorted(item.numbers.items()), item.text)
        found.update(repr(told).encode())
    for triple in sorted(catalogue.knowledge.named()):
        found.update("\0".join(triple).encode() + b"\n")
    return found.hexdigest()[:16]


__all__ = ["Successor", "Unlearning", "digest", "kept_sums"]
