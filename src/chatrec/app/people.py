"""What is known of people: feedback in, the profile out."""

from chatrec.app.live import LiveModel
from chatrec.app.replies import Form
from chatrec.core.catalogue import Item
from chatrec.core.events import Event
from chatrec.core.ids import UserId
from chatrec.core.profile import Taste
from chatrec.learning import Profiles
from chatrec.ports.event_log import EventLog
from chatrec.ports.transactions import Transactions


class TasteOut(Form):
    """The user's latest word on one item: `weight` in [-1, 1], the kind of event it came from, and when (seconds)."""

    item_id: str
    title: str
    year: int | None
    weight: float
    kind: str
    at: float


class ProfileOut(Form):
    """Everything known of a user, latest first."""

    user: UserId
    tastes: tuple[TasteOut, ...]


class People:
    """Feedback and profiles."""

    def __init__(self, live: LiveModel, events: EventLog, profiles: Profiles, transactions: Transactions) -> None:
        self._live = live
        self._events = events
        self._profiles = profiles
        self._transactions = transactions

    def record(self, event: Event) -> bool:
        """Append an event and fold it into the profile; False when its id was stored before, which changes nothing.

        Raises NotFoundError for an item that the catalogue does not hold; nothing is stored then.
        """
        self._live.tools().catalogue.row(event.item)
        with self._transactions.begin():
            stored = self._events.append([event]) == 1
            if stored:
                self._profiles.refresh(event.user)
        return stored

    def profile(self, user: UserId) -> ProfileOut:
        """What is known of a user; empty for an unknown one."""
        catalogue = self._live.tools().catalogue
        tastes = reversed(list(self._profiles.of(user).tastes.items()))
        return ProfileOut(
            user=user,
            tastes=tuple(
                _taste(catalogue[catalogue.row(item)], taste) for item, taste in tastes if catalogue.has(item)
            ),
        )


def _taste(item: Item, taste: Taste) -> TasteOut:
    return TasteOut(
        item_id=item.id,
        title=item.title,
        year=int(item.numbers["year"]) if "year" in item.numbers else None,
        weight=taste.weight,
        kind=taste.kind.value,
        at=taste.at,
    )


__all__ = ["People", "ProfileOut", "TasteOut"]
