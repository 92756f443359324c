"""The event log as training data: every user's tastes, as they are now."""

import numpy as np

from chatrec.core.catalogue import Catalogue
from chatrec.core.events import Event
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset
from chatrec.core.profile import Profile, Taste
from chatrec.data import dataset_of
from chatrec.ports.event_log import EventLog


def behaviour(log: EventLog, catalogue: Catalogue) -> Dataset:
    """Fold the whole log and take each (user, item) taste as one interaction.

    Training sees exactly what serving sees: the same fold gives both. Holds the log in memory, about 0.5 kB an event.
    """
    events: dict[UserId, list[Event]] = {}
    for logged in log.read():
        events.setdefault(logged.event.user, []).append(logged.event)
    users: list[UserId] = []
    items: list[ItemId] = []
    tastes: list[Taste] = []
    for user, happened in events.items():
        folded = Profile(user).folded(happened).tastes
        users.extend([user] * len(folded))
        items.extend(folded)
        tastes.extend(folded.values())
    weights = np.fromiter((taste.weight for taste in tastes), np.float64, len(tastes))
    times = np.fromiter((taste.at for taste in tastes), np.float64, len(tastes))
    return dataset_of(catalogue, users, items, weights, times)


__all__ = ["behaviour"]
