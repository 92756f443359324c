"""Feedback: what a user says of an item, does with it, looks for or writes."""

import time
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from chatrec.app.replies import Form
from chatrec.app.wiring import App, clock
from chatrec.core.events import LONGEST_TEXT, Event, EventKind
from chatrec.core.ids import ConversationId, DecisionId, EventId, ItemId, UserId
from chatrec.interfaces.http.conversations import ExchangeOut, worded
from chatrec.interfaces.http.given import Body, Identifier, TheApp, TheMeasures
from chatrec.interfaces.http.measures import Measures
from chatrec.interfaces.http.witness import witness

router = APIRouter(prefix="/v1/feedback", tags=["feedback"])

# What a button under a card says; the rest is recorded without a turn, for nobody waits for an answer to it.
PRESSED = frozenset({EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN, EventKind.RETRACT})


class Feedback(Body):
    """One fact. `event_id` is the caller's: sent twice, it counts once. Only a rating has a `value`, in [-1, 1].

    What people do (view, click, play, cart, buy) counts by the weights of its kind and adds up; a view or a play may say
    how many `seconds` it lasted. A search and a comment carry a `text` and need no `item_id`.
    """

    event_id: Identifier
    user: Identifier
    item_id: Identifier | None = None
    kind: EventKind
    value: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None
    conversation: Identifier | None = None
    decision: Identifier | None = None
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)] | None = None
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None

    def event(self, at: float) -> Event:
        """The fact, as of now. Raises InputError for a kind with what it does not carry, or without what it needs."""
        return Event(
            event_id=EventId(self.event_id),
            user=UserId(self.user),
            item=ItemId(self.item_id) if self.item_id else None,
            kind=self.kind,
            at=at,
            value=self.value,
            conversation=ConversationId(self.conversation) if self.conversation else None,
            decision=DecisionId(self.decision) if self.decision else None,
            text=self.text,
            seconds=self.seconds,
        )


class FeedbackOut(Form):
    """`stored` is false for an event that was there before, and where `profiling` is false: the user is not profiled and nothing
    new is learned of them. `turn` answers new feedback given in a conversation.
    """

    stored: bool
    profiling: bool = True
    turn: ExchangeOut | None = None


@router.post("")
def give(body: Feedback, app: TheApp, measures: TheMeasures) -> FeedbackOut:
    """Record feedback. Once this has answered, the event survives a crash, and the next slate knows of it."""
    event = body.event(clock().now())
    if event.conversation is None or event.kind not in PRESSED:
        stored = app.people.record(event)
        out = FeedbackOut(stored=stored, profiling=stored or app.people.profiled(event.user))
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
    answer = worded(answer, app, measures)
    exchange = ExchangeOut(number=answer.turn.number, message="", at=answer.at, turn=answer.turn)
    return FeedbackOut(stored=answer.turn.profiling, profiling=answer.turn.profiling, turn=exchange)


__all__ = ["Feedback", "FeedbackOut", "router"]
