"""Facts that have happened. The event log is append-only; everything known of a user is folded from it."""

from dataclasses import dataclass
from enum import StrEnum

from chatrec.core.errors import InputError
from chatrec.core.ids import ConversationId, DecisionId, EventId, ItemId, UserId


class EventKind(StrEnum):
    """What happened."""

    RATING = "rating"  # value = weight in [-1, 1] on the scale of the source
    LIKE = "like"
    DISLIKE = "dislike"
    SEEN = "seen"
    RETRACT = "retract"  # takes back whatever the user said of the item before


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact about a user and an item. `event_id` makes it idempotent: the same id twice changes nothing.

    `value` is the weight in [-1, 1] of a rating and None for every other kind; `at` is seconds since 1970.
    """

    event_id: EventId
    user: UserId
    item: ItemId
    kind: EventKind
    at: float
    value: float | None = None
    conversation: ConversationId | None = None
    decision: DecisionId | None = None

    def __post_init__(self) -> None:
        if not self.event_id or not self.user or not self.item:
            raise InputError(f"An event needs event_id, user and item, none of them empty; got {self!r}.")
        if (self.kind is EventKind.RATING) != (self.value is not None):
            raise InputError(f"An event of kind {self.kind.value!r} has value {self.value!r}; only ratings carry one.")
        if self.value is not None and not -1.0 <= self.value <= 1.0:
            raise InputError(f"Rating weight {self.value!r} of event {self.event_id!r} lies outside [-1, 1].")


__all__ = ["Event", "EventKind"]
