"""What is known of a user, folded from the event log: one taste an item, the latest word counts, what was done adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import LawBroken
from chatrec.core.events import DONE, TEXTS, WORDS, Event, EventKind
from chatrec.core.ids import ItemId, UserId
from chatrec.core.query import Interaction, past_of, silenced
from chatrec.core.steering import UNSTEERED, Steering
from chatrec.core.weights import LIKED, POSITIVE, Done, KindWeights

# Seen without a word of praise or blame still says that the item was chosen: as much as a middling rating.
_SPOKEN: Mapping[EventKind, float] = MappingProxyType(
    {EventKind.LIKE: 1.0, EventKind.DISLIKE: -1.0, EventKind.SEEN: 0.5}
)
MUTING = frozenset({EventKind.MUTE, EventKind.UNMUTE})
LEARNED = DONE | WORDS  # what something is concluded from
_DEFAULT = KindWeights()


def taste_weight(event: Event, weights: KindWeights = _DEFAULT) -> float:
    """How much one event says for (or against) its item, in [-1, 1].

    A rating of graded value g in [-1, 1] weighs (1 + g) / 2 from the middle up and g / 2 below: five stars weigh 1, .75,
    .5, -.25 and -.5 from the top. Chosen on validation splits of ML-100K among seven mappings (NDCG@10 of held-out
    ratings >= 4): counting low ratings as fully negative loses a tenth, counting them as positive ignores what was said.
    What was done weighs by its kind; a text says nothing here.
    """
    if event.kind in DONE:
        return weights.of(((event.kind, event.count),))
    if event.value is None:
        return _SPOKEN.get(event.kind, 0.0)
    return (1.0 + event.value) / 2.0 if event.value >= 0.0 else event.value / 2.0


def positive_from(weights: FloatArray) -> float:
    """The least weight of a positive response among `weights` (r,): POSITIVE, or where nothing weighs that much, as where
    nobody ever says a word or buys, whatever weighs more than nothing.
    """
    above = weights[weights > 0.0]
    return POSITIVE if not len(above) or above.max() >= POSITIVE else float(above.min())


class Taste(NamedTuple):
    """What a user's words and deeds say of one item: weight in [-1, 1], the kind of event it came from and when (seconds).

    The latest word counts, whatever was done; "seen" weighs no less than what was done. Without a word, `kind` is the
    strongest thing done and `at` the last time. `done` says how often each thing was done. What is `muted` is kept and does
    not count, until the user says something new of the item.
    """

    weight: float
    kind: EventKind
    at: float
    done: Done = ()
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A user's tastes by item, in the order in which they were last spoken of, or, without a word, acted upon, and how they
    steer their lists. While they are not profiled, nothing that they say or do is folded; they may still take things back.

    Laws: folding a log from zero equals folding it one event at a time, whatever the batches; folding by other weights
    equals folding first and weighing after.
    """

    user: UserId
    tastes: Mapping[ItemId, Taste] = field(default_factory=lambda: MappingProxyType({}))
    weights: KindWeights = _DEFAULT
    steering: Steering = UNSTEERED

    def folded(self, events: Iterable[Event]) -> "Profile":
        """The profile after `events`, in their order; texts change nothing. Raises LawBroken for another user's event."""
        tastes, steering = dict(self.tastes), self.steering
        for event in events:
            if event.user != self.user:
                raise LawBroken(f"An event of user {event.user!r} cannot be folded into the profile of {self.user!r}.")
            if event.kind is EventKind.STEER:
                steering = steering.after(event.text or "")
            elif event.item is None or event.kind in TEXTS or (event.kind in LEARNED and not steering.profiling):
                continue
            else:
                self._fold(tastes, event.item, event)
        return replace(self, tastes=MappingProxyType(tastes), steering=steering)

    def unread(self) -> "Profile":
        """The same person as if nothing had ever been known of them, ready to hear what they say now; how they steer is no taste
        and stays.
        """
        return Profile(self.user, weights=self.weights, steering=replace(self.steering, profiling=True))

    def weighed(self, weights: KindWeights) -> "Profile":
        """The same tastes with what was done weighed otherwise."""
        if weights == self.weights:
            return self
        tastes = {item: _weighed(taste, weights) if taste.done else taste for item, taste in self.tastes.items()}
        return replace(self, tastes=MappingProxyType(tastes), weights=weights)

    def history(self, catalogue: Catalogue) -> tuple[Interaction, ...]:
        """The tastes as a query's history, newest last; what is muted is silent there. Passed over are items that left the
        catalogue and those with which only things were done that say nothing (weight 0).
        """
        known = zip(catalogue.rows(self.tastes), self.tastes.values(), strict=True)
        rows = {row: taste for row, taste in known if row is not None}
        # What `says_something`, without a call for each of what may be thousands.
        past = past_of(
            (row, weight, at) for row, (weight, kind, at, *_) in rows.items() if weight > 0.0 or kind not in DONE
        )
        muted = {row for row, taste in rows.items() if taste.muted}
        return tuple(silenced(past, muted)) if muted else past

    def _fold(self, tastes: dict[ItemId, Taste], item: ItemId, event: Event) -> None:
        before = tastes.get(item)
        if event.kind in MUTING:
            if before is not None:
                tastes[item] = before._replace(muted=event.kind is EventKind.MUTE)
            return
        if event.kind in DONE and before is not None and before.kind not in DONE:
            # A deed after a word leaves the word where and when it was.
            tastes[item] = _weighed(before._replace(done=_added(before.done, event)), self.weights)
            return
        tastes.pop(item, None)
        if event.kind is EventKind.RETRACT:
            return
        done = () if before is None else before.done
        if event.kind in DONE:
            done = _added(done, event)
        muted = before is not None and before.muted and event.kind in DONE
        taste = Taste(taste_weight(event, self.weights), event.kind, event.at, done, muted)
        tastes[item] = _weighed(taste, self.weights) if done else taste


def says_something(taste: Taste) -> bool:
    """Whether a taste is one: a word always is, deeds are when their weight is not 0."""
    return taste.weight > 0.0 or taste.kind not in DONE


def _added(done: Done, event: Event) -> Done:
    counts = dict(done)
    counts[event.kind] = counts.get(event.kind, 0) + event.count
    return tuple(sorted(counts.items()))


def _weighed(taste: Taste, weights: KindWeights) -> Taste:
    """A taste with deeds, weighed."""
    if taste.kind in DONE:
        return taste._replace(weight=weights.of(taste.done), kind=weights.strongest(taste.done))
    if taste.kind is EventKind.SEEN:
        return taste._replace(weight=max(_SPOKEN[EventKind.SEEN], weights.of(taste.done)))
    return taste


__all__ = [
    "LEARNED",
    "LIKED",
    "POSITIVE",
    "KindWeights",
    "Profile",
    "Taste",
    "positive_from",
    "says_something",
    "taste_weight",
]
