"""What a person changes of their own profile is an event in the log, and is answered with what it changed in their list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatrec.app.asking import Asking
from chatrec.app.diffs import ListChangeOut, list_change, listed
from chatrec.app.live import LiveModel
from chatrec.app.recommending import MOST
from chatrec.core.errors import InputError
from chatrec.core.events import Event
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import Locale
from chatrec.dialogue import Tools
from chatrec.explain import Situation
from chatrec.learning import Profiles
from chatrec.ports.event_log import EventLog
from chatrec.ports.transactions import Transactions


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose profile it is, and which of their lists is compared: the `n` best, or the last list of a `conversation`."""

    user: UserId
    n: int = 5
    locale: Locale = "en"
    conversation: ConversationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Where what the owner does is written."""

    events: EventLog
    profiles: Profiles
    transactions: Transactions


class Rewriting:
    """Writes changes of profiles, or only tries them, and compares the lists around them."""

    def __init__(self, live: LiveModel, asking: Asking, books: Books) -> None:
        self._live = live
        self._asking = asking
        self._books = books

    def written(self, owner: Owner, events: Sequence[Event]) -> ListChangeOut:
        """Store the events in one transaction. Raises NotFoundError for an unknown item; nothing is stored then."""
        tools, before = self.asked(owner)
        for event in events:
            if event.item is not None:
                tools.catalogue.row(event.item)
        with self._books.transactions.begin():
            self._books.events.append(events)
            self._books.profiles.refresh(owner.user)
        after = self._list_of(owner, tools)
        # Both lists are of one moment and judged alike, so that nothing but the change is between them. What a model said of
        # somebody's tastes is one of the things that are not read of who is not profiled.
        context = replace(after.query.context, at=before.query.context.at)
        advice = before.query.advice if self._asking.profiled(owner.user) else None
        alike = replace(after, query=replace(after.query, context=context, advice=advice))
        return list_change(listed(before, tools), listed(alike, tools), tools, stored=True)

    def tried(self, tools: Tools, before: Situation, after: Situation) -> ListChangeOut:
        """The same for a change that is not stored."""
        return list_change(listed(before, tools), listed(after, tools), tools, stored=False)

    def asked(self, owner: Owner) -> tuple[Tools, Situation]:
        """The live tools and the owner's list as it is. Raises InputError for a list of none or too many, and as
        `Asking.of_conversation` does for a conversation that has none.
        """
        if not 1 <= owner.n <= MOST:
            raise InputError(f"n = {owner.n!r} items were asked for; ask for 1 to {MOST}.")
        tools = self._live.tools()
        return tools, self._list_of(owner, tools)

    def _list_of(self, owner: Owner, tools: Tools) -> Situation:
        if owner.conversation is not None:
            return self._asking.of_conversation_now(owner.user, owner.conversation, tools, locale=owner.locale)
        return self._asking.as_served(owner.user, tools, locale=owner.locale, n=owner.n)


__all__ = ["Books", "Owner", "Rewriting"]
