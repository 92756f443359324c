"""A profile in its owner's hands: edit, suspend and take back tastes, dispute a reason, take the profile away and bring it back."""

import uuid
from typing import Literal

from chatrec.app.carrying import CarriedProfile, carried, clearing, events_of, read_carried, steering_of
from chatrec.app.diffs import ListChangeOut
from chatrec.app.live import LiveModel
from chatrec.app.replies import Form
from chatrec.app.rewriting import Books, Owner, Rewriting
from chatrec.core.errors import ConflictError, NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.explain.changes import Mute
from chatrec.ports.clock import Clock

Edit = Literal["like", "dislike", "seen", "mute", "unmute", "retract"]


class RestoredOut(Form):
    """What an import came to: how many tastes there are now, and the ids of items that this catalogue does not hold."""

    user: UserId
    tastes: int
    unknown: tuple[str, ...]


class Control:
    """Every change is an event in the log, and answers with what it changed in the list and why."""

    def __init__(self, live: LiveModel, rewriting: Rewriting, books: Books, clock: Clock) -> None:
        self._live = live
        self._rewriting = rewriting
        self._books = books
        self._clock = clock

    def edit(self, owner: Owner, item: ItemId, edit: Edit) -> ListChangeOut:
        """Say something else of an item, let what was said count no more or again, or take it back.

        Raises NotFoundError for an unknown item, or, to mute, unmute or take back, for one of which nothing is known, and
        ConflictError to say something new while not profiled.
        """
        if edit in ("mute", "unmute", "retract"):
            self._known(owner.user, item)
        else:
            self._profiled(owner.user)
        return self._rewriting.written(owner, [self._event(owner.user, item, EventKind(edit))])

    def rate(self, owner: Owner, item: ItemId, value: float) -> ListChangeOut:
        """Rate an item, from -1 to 1. Raises InputError for another value, ConflictError while not profiled."""
        self._profiled(owner.user)
        return self._rewriting.written(owner, [self._event(owner.user, item, EventKind.RATING, value)])

    def dispute(self, owner: Owner, item: ItemId, *, lasting: bool) -> ListChangeOut:
        """“Not because of this”: what the user said of an item or did with it counts no more, for good or for this answer.

        Raises NotFoundError where nothing is known of it.
        """
        self._known(owner.user, item)
        if lasting:
            return self.edit(owner, item, "mute")
        tools, situation = self._rewriting.asked(owner)
        return self._rewriting.tried(tools, situation, situation.after([Mute(tools.catalogue.row(item))]))

    def export(self, user: UserId) -> CarriedProfile:
        """The whole profile, to be kept by its owner; that of an unknown user is empty."""
        return carried(self._books.profiles.of(user), self._clock.now())

    def restore(self, user: UserId, text: str) -> RestoredOut:
        """Put an exported profile in the place of the user's, how they steer included, all or nothing.

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
            self._books.events.append(steering_of(profile, now.steering, user, prefix))
            restored = self._books.profiles.refresh(user)
        return RestoredOut(user=user, tastes=len(restored.tastes), unknown=unknown)

    def _event(self, user: UserId, item: ItemId, kind: EventKind, value: float | None = None) -> Event:
        return Event(
            event_id=EventId(f"control-{uuid.uuid4().hex}"),
            user=user,
            item=item,
            kind=kind,
            at=self._clock.now(),
            value=value,
        )

    def _profiled(self, user: UserId) -> None:
        if not self._books.profiles.of(user).steering.profiling:
            raise ConflictError(
                f"User {user!r} is not profiled, so nothing new is learned of them; switch profiling on first: PATCH "
                f"/v1/users/{user}/profile/steering with profiling true.",
                zh="你关闭了个性化，所以不会记住新的内容；请先打开“使用关于我的信息”。",
            )

    def _known(self, user: UserId, item: ItemId) -> None:
        self._live.tools().catalogue.row(item)
        if item not in self._books.profiles.of(user).tastes:
            raise NotFoundError(
                f"Nothing is known of user {user!r} and item {item!r}; GET /v1/users/{user}/profile lists what is.",
                zh="你的喜好里没有这一条，可能已在别的标签页里删除；请刷新。",
            )


__all__ = ["Control", "Edit", "RestoredOut"]
