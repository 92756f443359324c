"""What is known of people: feedback in, the profile out."""

from collections import deque

from chatrec.app.live import LiveModel
from chatrec.app.replies import Form
from chatrec.app.steered import SteeringOut, steering_out
from chatrec.core.catalogue import Item
from chatrec.core.events import TEXTS, Event
from chatrec.core.ids import UserId
from chatrec.core.profile import LEARNED, Taste
from chatrec.core.query import Locale
from chatrec.learning import Profiles
from chatrec.ports.event_log import EventLog
from chatrec.ports.transactions import Transactions

MOST_TEXTS = 100


class TasteOut(Form):
    """What the user's latest word and deeds say of one item: `weight` in [-1, 1], the kind of event it came from, when
    (seconds), and how often each thing was done. What is `muted` does not count. `titles` are what readers of a language
    know it by, where not by `title`.
    """

    item_id: str
    title: str
    titles: dict[str, str]
    year: int | None
    weight: float
    kind: str
    at: float
    done: dict[str, int]
    muted: bool


class TextOut(Form):
    """What the user looked for (`search`) or wrote (`comment`), of which item if of one, and when (seconds)."""

    kind: str
    text: str
    item_id: str | None
    at: float


class ProfileOut(Form):
    """Everything known of a user, latest first; of the texts the latest hundred; and how they steer their lists."""

    user: UserId
    tastes: tuple[TasteOut, ...]
    texts: tuple[TextOut, ...] = ()
    steering: SteeringOut


class People:
    """Feedback and profiles."""

    def __init__(self, live: LiveModel, events: EventLog, profiles: Profiles, transactions: Transactions) -> None:
        self._live = live
        self._events = events
        self._profiles = profiles
        self._transactions = transactions

    def record(self, event: Event) -> bool:
        """Append an event and fold it into the profile; False when its id was stored before, which changes nothing, and when it is
        something to learn from somebody who is not profiled.

        Raises NotFoundError for an item that the catalogue does not hold; nothing is stored then.
        """
        if event.item is not None:
            self._live.tools().catalogue.row(event.item)
        if event.kind in LEARNED | TEXTS and not self.profiled(event.user):
            return False
        with self._transactions.begin():
            stored = self._events.append([event]) == 1
            if stored:
                self._profiles.refresh(event.user)
        return stored

    def profiled(self, user: UserId) -> bool:
        """Whether anything new is learned of a user."""
        return self._profiles.of(user).steering.profiling

    def profile(self, user: UserId, locale: Locale = "en") -> ProfileOut:
        """What is known of a user, and how they steer; empty and as usual for an unknown one."""
        tools, found = self._live.tools(), self._profiles.of(user)
        catalogue = tools.catalogue
        tastes = reversed(list(found.tastes.items()))
        return ProfileOut(
            user=user,
            tastes=tuple(
                _taste(catalogue[catalogue.row(item)], taste) for item, taste in tastes if catalogue.has(item)
            ),
            texts=self._texts(user),
            steering=steering_out(found.steering, tools.explainer, locale),
        )

    def _texts(self, user: UserId) -> tuple[TextOut, ...]:
        written = deque((one.event for one in self._events.read(user=user) if one.event.kind in TEXTS), MOST_TEXTS)
        return tuple(
            TextOut(kind=event.kind.value, text=event.text or "", item_id=event.item, at=event.at)
            for event in reversed(written)
        )


def _taste(item: Item, taste: Taste) -> TasteOut:
    return TasteOut(
        item_id=item.id,
        title=item.title,
        titles=dict(item.titles),
        year=int(item.numbers["year"]) if "year" in item.numbers else None,
        weight=taste.weight,
        kind=taste.kind.value,
        at=taste.at,
        done={kind.value: count for kind, count in taste.done},
        muted=taste.muted,
    )


__all__ = ["People", "ProfileOut", "TasteOut", "TextOut"]
