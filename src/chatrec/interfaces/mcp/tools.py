"""What an agent does for a person: recommend, criticise, compare, explain, record, and forget."""

import uuid
from typing import Annotated

from pydantic import Field

from chatrec.app.explained import ExplanationOut, WhyNotOut
from chatrec.app.explaining import Question
from chatrec.app.forgetting import ForgottenOut
from chatrec.app.people import ProfileOut
from chatrec.app.recommending import MOST
from chatrec.app.replies import CardOut, Form, JudgingOut
from chatrec.app.wiring import App, clock
from chatrec.core.errors import ConflictError, InputError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import ConversationId, DecisionId, EventId, ItemId, UserId
from chatrec.core.query import Locale
from chatrec.interfaces.mcp.catalog import Which

SAID = (EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN, EventKind.RETRACT)
Decided = Annotated[
    str,
    Field(description="The `decision_id` of the list that is meant, with its wishes; empty = the person's own list."),
]
Who = Annotated[str, Field(min_length=1, max_length=200, description="The person's id; whose tastes count.")]


class RecommendedOut(Form):
    """What is recommended, best first; `excluded` counts what wishes removed. `conversation` is there where a wish was said.
    `judging` is what a language model made of the list, and `notice` says where it could not help.
    """

    items: tuple[CardOut, ...]
    reply: str
    excluded: dict[str, int]
    decision_id: str | None
    conversation: str | None
    judging: JudgingOut = JudgingOut()
    notice: str = ""


class ComparedOut(Form):
    """The items with their evidence for this person, the better one first."""

    items: tuple[CardOut, ...]


class RecordedOut(Form):
    """Whether the feedback is new; the same `event_id` twice counts once."""

    stored: bool


class Shop:
    """The tools that act for a person, over one home."""

    def __init__(self, app: App) -> None:
        self._app = app

    def recommend(
        self,
        user: Who,
        wish: Annotated[
            str, Field(description="What the person says they want, in their words; empty = by taste.")
        ] = "",
        conversation: Annotated[str, Field(description="Go on with this conversation; its wishes hold.")] = "",
        n: Annotated[int, Field(ge=1, le=MOST, description="How many, where there is no wish.")] = 5,
        locale: Locale = "en",
    ) -> RecommendedOut:
        """Recommend items to a person, by what they say they want or by their tastes alone."""
        if not wish:
            if conversation:
                raise InputError("A conversation goes on with a wish; say what is wanted, as in wish='more'.")
            out = self._app.recommending.recommend(UserId(user), n=n, locale=locale)
            return RecommendedOut(
                items=out.items,
                reply=out.note,
                excluded=out.excluded,
                decision_id=out.decision_id,
                conversation=None,
                judging=out.judging,
                notice=out.notice,
            )
        chat = self._app.chat
        talk = chat.get(ConversationId(conversation)) if conversation else chat.start(UserId(user), locale)
        if talk.user != user:
            raise ConflictError(f"Conversation {conversation!r} is not one of user {user!r}; leave it out.")
        turn = chat.turn(talk.id, wish).turn
        return RecommendedOut(
            items=turn.slate,
            reply=turn.reply,
            excluded=turn.excluded,
            decision_id=turn.decision_id,
            conversation=talk.id,
            judging=turn.judging,
            notice=turn.notice,
        )

    def critique(
        self,
        user: Who,
        conversation: Annotated[str, Field(min_length=1, description="The one that `recommend` returned.")],
        critique: Annotated[
            str, Field(min_length=1, description="What should be otherwise: 'cheaper', 'like the second but newer'.")
        ],
    ) -> RecommendedOut:
        """Say what should be otherwise about the last list of a conversation; all earlier wishes still hold."""
        return self.recommend(user, wish=critique, conversation=conversation)

    def compare(
        self, user: Who, items: Annotated[list[Which], Field(min_length=2, max_length=10)], locale: Locale = "en"
    ) -> ComparedOut:
        """Compare items for a person: the evidence of each, the one that suits them better first."""
        explained = [
            self._app.explaining.explain(Question(user=UserId(user), locale=locale), ItemId(item)).item
            for item in items
        ]
        return ComparedOut(items=tuple(sorted(explained, key=lambda card: -card.score)))

    def feedback(
        self,
        user: Who,
        item: Which,
        kind: Annotated[EventKind, Field(description="like, dislike, seen, or retract to take the word back.")],
        event_id: Annotated[str, Field(max_length=200, description="Yours; sent twice, it counts once.")] = "",
    ) -> RecordedOut:
        """Record what a person says of an item; it counts at once."""
        if kind not in SAID:
            said = ", ".join(repr(known.value) for known in SAID)
            raise InputError(f"kind = {kind.value!r} is nothing that is said of an item; give one of {said}.")
        event = Event(
            event_id=EventId(event_id or uuid.uuid4().hex),
            user=UserId(user),
            item=ItemId(item),
            kind=kind,
            at=clock().now(),
        )
        return RecordedOut(stored=self._app.people.record(event))

    def profile(self, user: Who) -> ProfileOut:
        """Everything known of a person, latest first."""
        return self._app.people.profile(UserId(user))

    def forget(self, user: Who) -> ForgottenOut:
        """Remove everything stored of a person, for good; the receipt counts what was removed."""
        return self._app.forgetting.forget(UserId(user))


class Reasons:
    """The tools that explain, over one home."""

    def __init__(self, app: App) -> None:
        self._app = app

    def why(self, user: Who, item: Which, decision: Decided = "", locale: Locale = "en") -> ExplanationOut:
        """Why an item scores for a person what it scores, term by term."""
        return self._app.explaining.explain(_asked(user, decision, locale), ItemId(item))

    def why_not(self, user: Who, item: Which, decision: Decided = "", locale: Locale = "en") -> WhyNotOut:
        """Why an item is not in a person's list, and the fewest changes that bring it in, tried before they are told."""
        return self._app.explaining.why_not(_asked(user, decision, locale), ItemId(item))


def _asked(user: str, decision: str, locale: Locale) -> Question:
    return Question(user=UserId(user), decision=DecisionId(decision) if decision else None, locale=locale)


__all__ = ["Reasons", "Shop"]
