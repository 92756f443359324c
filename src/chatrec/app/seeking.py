"""`chatrec evaluate dialogue`: what people of a home really liked is hidden, and they look for it by talking."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from chatrec.app.enriching import domain_of
from chatrec.app.live import tools_of
from chatrec.app.trainers import blend_trainer
from chatrec.app.wiring import App
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import DataError
from chatrec.core.ids import ItemId, ModelVersion
from chatrec.core.profile import LIKED, Profile
from chatrec.evaluation import Report
from chatrec.evaluation.seeking import Sought, seeking
from chatrec.evaluation.worded import Of, Wordsmith, worded_seeking
from chatrec.learning import Behaviour, read_behaviour
from chatrec.recommend import Dialled

SEEKERS = 200
LEAST_KNOWN = 5  # things that are known of a seeker beside what they look for
LEAST_LABELS = 3  # that an item has which is looked for


def sought_in(app: App, rng: Generator, *, seekers: int = SEEKERS, wordsmith: Wordsmith | None = None) -> Report:
    """Hide the last thing that each of some people liked, learn from all else, and let them look for it, in words of a model where
    there is a `wordsmith`.

    Raises DataError where a home has no behaviour. Cost: a training, and 10 ms a turn.
    """
    settings, catalogue = app.settings, app.stores.items.catalogue()
    behaviour = read_behaviour(app.stores.events, catalogue, settings.noise.rules())
    chosen = seekers_of(behaviour, catalogue, rng, n=seekers)
    if not chosen:
        raise DataError(
            f"Nobody in {app.home.folder} is known to have liked one item of which {LEAST_LABELS} things are told and "
            f"{LEAST_KNOWN} others; bring in behaviour with `chatrec ingest`, with the setting facts = true."
        )
    left = {one.profile.user: one.profile for one in chosen}
    known = replace(behaviour, profiles=[left.get(profile.user, profile) for profile in behaviour.profiles])
    data = known.dataset(settings.weights.of_kinds())
    blend = blend_trainer(settings).fit(data, np.random.default_rng(settings.seed))
    tools = tools_of(
        Dialled(blend, strength=settings.novelty), catalogue, domain_of(catalogue, settings), settings, ModelVersion("seeking")
    )  # fmt: skip
    name = app.home.folder.name
    if wordsmith is not None:
        return worded_seeking(chosen, tools, rng, wordsmith=wordsmith, data=Of(name, data.fingerprint))
    return seeking(chosen, tools, rng, name=name, fingerprint=data.fingerprint)


def seekers_of(behaviour: Behaviour, catalogue: Catalogue, rng: Generator, *, n: int) -> list[Sought]:
    """At most `n` people at random, each without the last thing that they liked."""
    order = rng.permutation(len(behaviour.profiles)).tolist()
    found = (one for at in order for one in _without_the_last(behaviour.profiles[at], catalogue, rng))
    return [one for one, _ in zip(found, range(n), strict=False)]


def _without_the_last(profile: Profile, catalogue: Catalogue, rng: Generator) -> Iterator[Sought]:
    """Of things liked at one time, as of ratings given in one sitting, any may be the last."""
    liked = [
        item for item, taste in profile.tastes.items() if taste.weight >= LIKED and not taste.muted and _told(item, catalogue)
    ]  # fmt: skip
    if not liked or len(profile.tastes) <= LEAST_KNOWN:
        return
    latest = max(profile.tastes[item].at for item in liked)
    last = [item for item in liked if profile.tastes[item].at == latest]
    target = last[int(rng.integers(len(last)))]
    tastes = {item: taste for item, taste in profile.tastes.items() if item != target}
    yield Sought(replace(profile, tastes=MappingProxyType(tastes)), catalogue.row(target))


def _told(item: ItemId, catalogue: Catalogue) -> bool:
    return catalogue.has(item) and sum(map(len, catalogue[catalogue.row(item)].labels.values())) >= LEAST_LABELS


__all__ = ["SEEKERS", "seekers_of", "sought_in"]
