"""Feedback: what a user says of an item by pressing a button or giving a rating."""

import time
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from chatrec.app.replies import Form
from chatrec.app.wiring import App, clock
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import ConversationId, DecisionId, EventId, ItemId, UserId
from chatrec.interfaces.http.conversations import ExchangeOut, witness
from chatrec.interfaces.http.given import Body, Identifier, TheApp, TheMeasures
from chatrec.interfaces.http.measures import Measures

router = APIRouter(prefix="/v1/feedback", tags=["feedback"])


class Feedback(Body):
    """One fact. `event_id` is the caller's: sent twice, it counts once. Only a rating has a `value`, in [-1, 1]."""

    event_id: Identifier
    user: Identifier
    item_id: Identifier
    kind: EventKind
    value: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None
    conversation: Identifier | None = None
    decision: Identifier | None = None

    def event(self, at: float) -> Event:
        """The fact, as of now. Raises InputError for a value without a rating, or a rating without a value."""
        return Event(
            event_id=EventId(self.event_id),
            user=UserId(self.user),
            item=ItemId(self.item_id),
            kind=self.kind,
            at=at,
            value=self.value,
            conversation=ConversationId(self.conversation) if self.conversation else None,
            decision=DecisionId(self.decision) if self.decision else None,
        )


class FeedbackOut(Form):
    """`stored` is false for an event that was there before; `turn` answers new feedback given in a conversation."""

    stored: bool
    turn: ExchangeOut | None = None


@router.post("")
def give(body: Feedback, app: TheApp, measures: TheMeasures) -> FeedbackOut:
    """Record feedback. Once this has answered, the event survives a crash, and the next slate knows of it."""
    event = body.event(clock().now())
    if event.conversation is None or event.kind is EventKind.RATING:
        out = FeedbackOut(stored=app.people.record(event))
    else:
        out = _answered(event.conversation, event, app, measures)
    measures.feedback(event.kind, stored=out.stored)
    return out


def _answered(conversation: ConversationId, event: Event, app: App, measures: Measures) -> FeedbackOut:
    """Feedback that is a turn of its conversation."""
    started = time.perf_counter()
    answer = app.chat.react(conversation, event)
    if answer is None:
        return FeedbackOut(stored=False)
    witness(conversation, answer, started, measures)
    exchange = ExchangeOut(number=answer.turn.number, message="", at=answer.at, turn=answer.turn)
    return FeedbackOut(stored=True, turn=exchange)


__all__ = ["Feedback", "FeedbackOut", "router"]
