"""Conversations: start one, read one, say something in one."""

import time
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Self

import structlog
from fastapi import APIRouter, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import Field, model_validator

from chatrec.app.chat import Answer
from chatrec.app.exporting import ExportOut, exported
from chatrec.app.replies import Form, TurnOut
from chatrec.app.wiring import App
from chatrec.app.written import read_back
from chatrec.core.dial import Dial
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import Locale
from chatrec.interfaces.http.given import Body, Identifier, TheApp, TheMeasures
from chatrec.interfaces.http.measures import Measures
from chatrec.interfaces.http.witness import witness
from chatrec.ports.conversations import StoredConversation, StoredTurn

EVENT_STREAM = "text/event-stream"
STREAMED: dict[int | str, dict[str, Any]] = {  # Any: FastAPI takes OpenAPI as it is
    200: {
        "description": "The turn; or, with `Accept: text/event-stream`, the events `slate` (the turn without words), "
        "`sentence` ({text}) for each sentence, and `done` (the whole turn).",
        "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
    }
}

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])
log = structlog.get_logger()


class NewConversation(Body):
    """Whose conversation it is, and the language it begins in; a message in the other one changes it."""

    user: Identifier
    locale: Locale = "en"


Turned = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]


class Setting(Body):
    """How lists shall lean, each from -1 to 1: from well known to less known, from alike to varied; 0 = as usual."""

    novelty: Turned
    variety: Turned


class Message(Body):
    """What the user says: up to 4,000 characters.

    A page that has a button for it says exactly what it means, and then the message is only what the conversation shows: `drops` is
    the key of one of the last turn's `constraints` or `leanings`, which is taken back, and `dial` is set.
    """

    message: str
    drops: str | None = None
    dial: Setting | None = None

    @model_validator(mode="after")
    def _one_press(self) -> Self:
        if self.drops is not None and self.dial is not None:
            raise ValueError("`drops` and `dial` are two presses; send them one after the other")
        return self

    @property
    def pressed(self) -> str | Dial | None:
        """What was pressed, if it was not said."""
        return Dial(self.dial.novelty, self.dial.variety) if self.dial is not None else self.drops


class SummaryOut(Form):
    """A conversation without its turns; times are seconds since 1970."""

    id: str
    user: str
    created_at: float
    updated_at: float


class SummariesOut(Form):
    """A user's conversations, latest first."""

    conversations: tuple[SummaryOut, ...]


class ExchangeOut(Form):
    """What was said (empty for the press of a button), when, and the answer."""

    number: int
    message: str
    at: float
    turn: TurnOut


class ConversationOut(SummaryOut):
    """A conversation and everything said in it, oldest first."""

    turns: tuple[ExchangeOut, ...]


class SentenceOut(Form):
    """One sentence of a reply."""

    text: str


@router.post("", status_code=201)
def start(body: NewConversation, app: TheApp) -> ConversationOut:
    """Start a conversation."""
    return _conversation(app.chat.start(UserId(body.user), body.locale), ())


@router.get("")
def of_user(user: Identifier, app: TheApp) -> SummariesOut:
    """A user's conversations, latest first."""
    return SummariesOut(conversations=tuple(_summary(stored) for stored in app.chat.of_user(UserId(user))))


@router.get("/{conversation}")
def read(conversation: Identifier, app: TheApp) -> ConversationOut:
    """A conversation with all of its turns."""
    stored = app.chat.get(ConversationId(conversation))
    return _conversation(stored, app.chat.turns(stored.id))


@router.get("/{conversation}/export")
def export(conversation: Identifier, app: TheApp) -> ExportOut:
    """A conversation as one document, with what is remembered of it."""
    return exported(app.chat, ConversationId(conversation))


@router.post("/{conversation}/fork", status_code=201)
def fork(conversation: Identifier, app: TheApp) -> ConversationOut:
    """Copy a conversation, to go on in another way; the other one stays as it is."""
    copy = app.chat.fork(ConversationId(conversation))
    return _conversation(copy, app.chat.turns(copy.id))


@router.post("/{conversation}/turns", response_model=TurnOut, responses=STREAMED)
def say(
    conversation: Identifier,
    body: Message,
    app: TheApp,
    measures: TheMeasures,
    accept: Annotated[str, Header(description=f"{EVENT_STREAM} for the turn piece by piece.")] = "",
) -> TurnOut | EventSourceResponse:
    """Say something. The slate never waits for words: in a stream it comes first."""
    started = time.perf_counter()
    answer = app.chat.turn(ConversationId(conversation), body.message, pressed=body.pressed)
    witness(conversation, answer, started, measures)
    if EVENT_STREAM in accept:
        return EventSourceResponse(_events(answer, app, measures))
    return worded(answer, app, measures).turn


def worded(answer: Answer, app: App, measures: Measures) -> Answer:
    """The answer in the words of the language model, where there is one and it keeps to the facts; counted and logged."""
    started = time.perf_counter()
    better = app.wording.worded(answer)
    said = better.turn.wording
    if said.model is not None:
        measures.wording(said)
        ms = round(1000 * (time.perf_counter() - started), 2)
        tell = log.info if said.trouble is None else log.warning
        tell("worded", by=said.by, trouble=said.trouble, blocked=said.blocked, tokens=said.tokens, ms=ms)
    return better


async def _events(answer: Answer, app: App, measures: Measures) -> AsyncIterator[bytes]:
    yield _event("slate", answer.turn.model_copy(update={"reply": ""}))
    better = await run_in_threadpool(worded, answer, app, measures)
    for sentence in better.sentences:
        yield _event("sentence", SentenceOut(text=sentence))
    yield _event("done", better.turn)


def _event(name: str, data: Form) -> bytes:
    return format_sse_event(event=name, data_str=data.model_dump_json())


def _summary(stored: StoredConversation) -> SummaryOut:
    return SummaryOut(id=stored.id, user=stored.user, created_at=stored.created_at, updated_at=stored.updated_at)


def _conversation(stored: StoredConversation, turns: Sequence[StoredTurn]) -> ConversationOut:
    return ConversationOut(**_summary(stored).model_dump(), turns=tuple(map(_exchange, turns)))


def _exchange(stored: StoredTurn) -> ExchangeOut:
    turn = read_back(TurnOut, stored.reply, f"Turn {stored.number} of this conversation")
    return ExchangeOut(number=stored.number, message=stored.message, at=stored.at, turn=turn)


__all__ = ["ConversationOut", "ExchangeOut", "SummariesOut", "SummaryOut", "router", "worded"]
