"""The event log as training data: every user's tastes, as they are now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from chatrec.core.catalogue import Catalogue
from chatrec.core.events import TEXTS, Event
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset, Utterance
from chatrec.core.profile import Profile, Taste
from chatrec.core.query import Said
from chatrec.core.weights import KindWeights
from chatrec.data import NoiseRules, dataset_of, without_noise
from chatrec.ports.event_log import EventLog, Logged

_DEFAULT, _RULES = KindWeights(), NoiseRules()


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The profiles of everybody, folded once, to be weighed in one way or another, and their searches and comments in the order
    of the log; `until` is the last event's place.
    """

    catalogue: Catalogue
    profiles: Sequence[Profile]
    until: int
    texts: Sequence[Event] = ()

    def dataset(self, weights: KindWeights) -> Dataset:
        """Each (user, item) taste as one interaction; deeds of weight 0 and what is muted are none, and so is everything of those
        who are not profiled. Users are the same by any weights.
        """
        users: list[UserId] = []
        items: list[ItemId] = []
        tastes: list[Taste] = []
        for profile in self.profiles:
            if not profile.steering.profiling:
                continue
            weighed = profile.weighed(weights).tastes
            users.extend([profile.user] * len(weighed))
            items.extend(weighed)
            tastes.extend(weighed.values())
        weight = np.fromiter((0.0 if taste.muted else taste.weight for taste in tastes), np.float64, len(tastes))
        times = np.fromiter((taste.at for taste in tastes), np.float64, len(tastes))
        data = dataset_of(self.catalogue, users, items, weight, times)
        data = data.with_said(self._said({user: row for row, user in enumerate(data.users)}))
        return data.with_interactions(data.interactions.where(data.interactions.weights != 0.0))

    def _said(self, rows: Mapping[UserId, int]) -> list[Utterance]:
        """The texts of the users who have a row."""
        said = [
            Utterance(rows[event.user], event.at, Said(event.text, self._about(event)))
            for event in self.texts
            if event.text is not None and event.user in rows
        ]
        return sorted(said, key=lambda one: one[:2])

    def _about(self, event: Event) -> tuple[int, ...]:
        return (self.catalogue.row(event.item),) if event.item and self.catalogue.has(event.item) else ()


def read_behaviour(log: EventLog, catalogue: Catalogue, rules: NoiseRules = _RULES) -> Behaviour:
    """Fold the whole log but its noise. Holds the log in memory, about 0.5 kB an event."""
    return _folded(log.read(), catalogue, rules)


def behaviour_of(log: EventLog, user: UserId, catalogue: Catalogue, rules: NoiseRules, *, until: int) -> Behaviour:
    """What `read_behaviour` saw of one user when the log ended at `until`."""
    return _folded(takewhile(lambda logged: logged.seq <= until, log.read(user=user)), catalogue, rules)


def _folded(logged: Iterable[Logged], catalogue: Catalogue, rules: NoiseRules) -> Behaviour:
    events: dict[UserId, list[Event]] = {}
    until = 0
    for until, event in logged:  # noqa: B007 - its last value is what is wanted
        events.setdefault(event.user, []).append(event)
    folded = [Profile(user).folded(without_noise(happened, rules)) for user, happened in events.items()]
    texts = [event for happened in events.values() for event in happened if event.kind in TEXTS]
    return Behaviour(catalogue, folded, until, texts)


def behaviour(
    log: EventLog, catalogue: Catalogue, weights: KindWeights = _DEFAULT, rules: NoiseRules = _RULES
) -> Dataset:
    """The log as training data. Training sees what serving sees, the same fold gives both, except for the noise."""
    return read_behaviour(log, catalogue, rules).dataset(weights)


__all__ = ["Behaviour", "behaviour", "behaviour_of", "read_behaviour"]
