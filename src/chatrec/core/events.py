"""Facts that have happened. The event log is append-only; everything known of a user is folded from it."""

import math
from dataclasses import dataclass
from enum import StrEnum

from chatrec.core.errors import InputError
from chatrec.core.ids import ConversationId, DecisionId, EventId, ItemId, UserId
from chatrec.core.steering import UNSTEERED

LONGEST_TEXT = 4000  # characters of a search or a comment, as of a message


class EventKind(StrEnum):
    """What happened: a word of the user on an item, something done with it, or a text."""

    RATING = "rating"  # value = weight in [-1, 1] on the scale of the source
    LIKE = "like"
    DISLIKE = "dislike"
    SEEN = "seen"
    RETRACT = "retract"  # takes back whatever the user said of the item or did with it before
    MUTE = "mute"  # what the user said of the item or did with it no longer counts; it stays known
    UNMUTE = "unmute"  # it counts again
    VIEW = "view"
    CLICK = "click"
    PLAY = "play"
    CART = "cart"
    BUY = "buy"
    ACCEPT = "accept"  # what was recommended was taken: "I'll watch that one"
    SEARCH = "search"  # text = what was looked for
    COMMENT = "comment"  # text = what was written; nothing is concluded from it
    STEER = "steer"  # text = a change of how the user steers their lists, see `core.steering`


# Done, not said: it shows interest, and however often it is repeated it never amounts to "liked".
DONE = frozenset({EventKind.VIEW, EventKind.CLICK, EventKind.PLAY, EventKind.CART, EventKind.BUY, EventKind.ACCEPT})
WORDS = frozenset({EventKind.RATING, EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN})
TEXTS = frozenset({EventKind.SEARCH, EventKind.COMMENT})
UNITEMED = TEXTS | {EventKind.STEER}  # about no item
TIMED = frozenset({EventKind.VIEW, EventKind.PLAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact about a user and an item. `event_id` makes it idempotent: the same id twice changes nothing.

    `value` is the weight in [-1, 1] of a rating and None for every other kind; `at` is seconds since 1970. A search and a
    comment have a `text` and need no `item`. `seconds` is how long a view or a play lasted, None = not known; `count` is
    how often something was done, where the source gives only the sum.
    """

    event_id: EventId
    user: UserId
    item: ItemId | None
    kind: EventKind
    at: float
    value: float | None = None
    conversation: ConversationId | None = None
    decision: DecisionId | None = None
    text: str | None = None
    seconds: float | None = None
    count: int = 1

    def __post_init__(self) -> None:
        if not self.event_id or not self.user:
            raise InputError(f"An event needs event_id, user and item, none of them empty; got {self!r}.")
        self._check_what()
        if (self.kind is EventKind.RATING) != (self.value is not None):
            raise InputError(f"An event of kind {self.kind.value!r} has value {self.value!r}; only ratings carry one.")
        if self.value is not None and not -1.0 <= self.value <= 1.0:
            raise InputError(f"Rating weight {self.value!r} of event {self.event_id!r} lies outside [-1, 1].")
        if self.seconds is not None or self.count != 1:
            self._check_extent()
        if self.kind is EventKind.STEER:
            UNSTEERED.after(self.text or "")  # so that no fold ever meets a change that cannot be read

    def _check_what(self) -> None:
        """What the event is about: an item, or a text."""
        if self.item == "" or (self.item is None and self.kind not in UNITEMED):
            raise InputError(f"An event needs event_id, user and item, none of them empty; got {self!r}.")
        if (self.kind in UNITEMED) != (self.text is not None):
            raise InputError(
                f"An event of kind {self.kind.value!r} has text {self.text!r}; searches and comments carry one, and so does 'steer'."
            )
        longest = LONGEST_TEXT if self.kind in TEXTS else math.inf  # a steering may take many disputes back at once
        if self.text is not None and not 0 < len(self.text.strip()) <= len(self.text) <= longest:
            raise InputError(
                f"The text of event {self.event_id!r} has {len(self.text)} characters; give 1 to {LONGEST_TEXT}, not only blanks."
            )

    def _check_extent(self) -> None:
        """How long and how often."""
        if self.seconds is not None and not (self.kind in TIMED and 0.0 <= self.seconds < math.inf):
            raise InputError(
                f"An event of kind {self.kind.value!r} has seconds {self.seconds!r}; views and plays may last 0 or longer."
            )
        if self.count < 1 or (self.count > 1 and self.kind not in DONE):
            raise InputError(
                f"An event of kind {self.kind.value!r} has count {self.count!r}; what was done counts 1 or more, all else 1."
            )


__all__ = ["DONE", "LONGEST_TEXT", "TEXTS", "TIMED", "UNITEMED", "WORDS", "Event", "EventKind"]
