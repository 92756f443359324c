"""A profile in its owner's hands: edit, suspend and take back tastes, dispute a reason, take the profile away and bring it back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chatrec.app.asking import Asking
from chatrec.app.carrying import CarriedProfile, carried, clearing, events_of, read_carried
from chatrec.app.diffs import ListChangeOut, list_change, listed
from chatrec.app.live import LiveModel
from chatrec.app.recommending import MOST
from chatrec.app.replies import Form
from chatrec.core.errors import InputError, NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.query import Locale
from chatrec.explain.changes import Mute
from chatrec.learning import Profiles
from chatrec.ports.clock import Clock
from chatrec.ports.event_log import EventLog
from chatrec.ports.transactions import Transactions

Edit = Literal["like", "dislike", "seen", "mute", "unmute", "retract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose profile it is, and which of their lists is compared: the `n` best."""

    user: UserId
    n: int = 5
    locale: Locale = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Where what the owner does is written."""

    events: EventLog
    profiles: Profiles
    transactions: Transactions


class RestoredOut(Form):
    """What an import came to: how many tastes there are now, and the ids of items that this catalogue does not hold."""

    user: UserId
    tastes: int
    unknown: tuple[str, ...]


class Control:
    """Every change is an event in the log, and answers with what it changed in the list and why."""

    def __init__(self, live: LiveModel, asking: Asking, books: Books, clock: Clock) -> None:
        self._live = live
        self._asking = asking
        self._books = books
        self._clock = clock

    def edit(self, owner: Owner, item: ItemId, edit: Edit) -> ListChangeOut:
        """Say something else of an item, let what was said count no more or again, or take it back.

        Raises NotFoundError for an unknown item, or, to mute, unmute or take back, for one of which nothing is known.
        """
        if edit in ("mute", "unmute", "retract"):
            self._known(owner.user, item)
        return self._changed(owner, [self._event(owner.user, item, EventKind(edit))])

    def rate(self, owner: Owner, item: ItemId, value: float) -> ListChangeOut:
        """Rate an item, from -1 to 1. Raises InputError for another value."""
        return self._changed(owner, [self._event(owner.user, item, EventKind.RATING, value)])

    def dispute(self, owner: Owner, item: ItemId, *, lasting: bool) -> ListChangeOut:
        """“Not because of this”: what the user said of an item or did with it counts no more, for good or for this answer.

        Raises NotFoundError where nothing is known of it.
        """
        self._known(owner.user, item)
        if lasting:
            return self.edit(owner, item, "mute")
        tools = self._live.tools()
        situation = self._asking.of_user(owner.user, tools, locale=owner.locale, n=_checked(owner.n))
        then = situation.after([Mute(tools.catalogue.row(item))])
        return list_change(listed(situation, tools), listed(then, tools), tools, stored=False)

    def export(self, user: UserId) -> CarriedProfile:
        """The whole profile, to be kept by its owner; that of an unknown user is empty."""
        return carried(self._books.profiles.of(user), self._clock.now())

    def restore(self, user: UserId, text: str) -> RestoredOut:
        """Put an exported profile in the place of the user's, all or nothing.

        Raises InputError for a file that is none, that was changed, or that is of a newer version.
        """
        profile, catalogue = read_carried(text), self._live.tools().catalogue
        prefix = uuid.uuid4().hex
        known = [taste for taste in profile.tastes if catalogue.has(ItemId(taste.item_id))]
        unknown = tuple(taste.item_id for taste in profile.tastes if not catalogue.has(ItemId(taste.item_id)))
        with self._books.transactions.begin():
            now = self._books.profiles.of(user)
            self._books.events.append(clearing(now, self._clock.now(), f"{prefix}:clear"))
            self._books.events.append(events_of(known, user, prefix))
            restored = self._books.profiles.refresh(user)
        return RestoredOut(user=user, tastes=len(restored.tastes), unknown=unknown)

    def _changed(self, owner: Owner, events: Sequence[Event]) -> ListChangeOut:
        """Store the events in one transaction, and compare the lists around it."""
        tools = self._live.tools()
        n = _checked(owner.n)
        for event in events:
            tools.catalogue.row(event.item or ItemId(""))
        before = self._asking.of_user(owner.user, tools, locale=owner.locale, n=n)
        with self._books.transactions.begin():
            self._books.events.append(events)
            self._books.profiles.refresh(owner.user)
        after = self._asking.of_user(owner.user, tools, locale=owner.locale, n=n)
        same_time = replace(after, query=replace(after.query, context=before.query.context))
        return list_change(listed(before, tools), listed(same_time, tools), tools, stored=True)

    def _event(self, user: UserId, item: ItemId, kind: EventKind, value: float | None = None) -> Event:
        return Event(
            event_id=EventId(f"control-{uuid.uuid4().hex}"),
            user=user,
            item=item,
            kind=kind,
            at=self._clock.now(),
            value=value,
        )

    def _known(self, user: UserId, item: ItemId) -> None:
        self._live.tools().catalogue.row(item)
        if item not in self._books.profiles.of(user).tastes:
            raise NotFoundError(
                f"Nothing is known of user {user!r} and item {item!r}; GET /v1/users/{user}/profile lists what is."
            )


def _checked(n: int) -> int:
    if not 1 <= n <= MOST:
        raise InputError(f"n = {n!r} items were asked for; ask for 1 to {MOST}.")
    return n


__all__ = ["Books", "Control", "Edit", "Owner", "RestoredOut"]
