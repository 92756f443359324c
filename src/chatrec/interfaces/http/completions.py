"""Chat completions in the form of OpenAI, for the clients that speak it. The recommender answers, not a language model."""

import json
import re
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from chatrec.app.chat import Answer
from chatrec.app.replies import CardOut, Form, TurnOut
from chatrec.app.wiring import App, clock
from chatrec.core.errors import InputError, NotFoundError
from chatrec.core.ids import UserId
from chatrec.interfaces.http.conversations import witness, worded
from chatrec.interfaces.http.given import Identifier, TheApp, TheMeasures
from chatrec.interfaces.http.measures import Measures

NAME = "chatrec"
IGNORED = "Whatever else the protocol knows, as temperatures and tools, is taken and changes nothing."

MARKUP = re.compile(r"<(?=[a-z/!?])|\](?=[(:\[])", re.IGNORECASE)

router = APIRouter(prefix="/v1", tags=["openai"])


class _Lenient(BaseModel):
    """A body of a protocol that grows: what we do not know is no mistake."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Lenient):
    """A piece of a message; only text is understood."""

    type: str
    text: str = ""


class ChatMessage(_Lenient):
    """One message. What the system, the assistant and tools said is passed over: the user is who is answered."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[Part, ...] | None = None

    @property
    def text(self) -> str:
        """What is written. Raises InputError for a picture or a sound."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        other = next((part.type for part in self.content if part.type not in ("text", "input_text")), None)
        if other is not None:
            raise InputError(f"A message holds a part of type {other!r}; only text is understood here.")
        return "\n".join(part.text for part in self.content)


class ResponseFormat(_Lenient):
    """The form of the answer; it is always text."""

    type: str = "text"


class CompletionIn(_Lenient):
    """A talk so far, oldest message first. `user`, or `user` in `metadata`, says whose tastes count; without it the talk is a
    guest's.
    """

    model: str
    messages: Annotated[tuple[ChatMessage, ...], Field(min_length=1, max_length=2000)]
    stream: bool = False
    n: int | None = 1
    user: Identifier | None = None
    metadata: dict[str, JsonValue] | None = None
    response_format: ResponseFormat | None = None


class SaidOut(Form):
    """Our message."""

    role: Literal["assistant"] = "assistant"
    content: str


class ChoiceOut(Form):
    """The one answer."""

    index: Literal[0] = 0
    message: SaidOut
    finish_reason: Literal["stop"] = "stop"


class UsageOut(Form):
    """What a language model took for the answer, all told as completion; nothing where none was asked. Clients read it unasked."""

    prompt_tokens: Literal[0] = 0
    completion_tokens: int
    total_tokens: int


class CompletionOut(Form):
    """A completion; `chatrec` is the whole turn, with the slate and its evidence."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: tuple[ChoiceOut, ...]
    usage: UsageOut
    chatrec: TurnOut


class ModelOut(Form):
    """A recommender that can be talked to."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str = NAME


class ModelsOut(Form):
    """The recommenders of this home: one."""

    object: Literal["list"] = "list"
    data: tuple[ModelOut, ...]


@router.get("/models")
def models(app: TheApp) -> ModelsOut:
    """The name to give as `model`: "chatrec-" and the domain."""
    return ModelsOut(data=(_model(app),))


@router.get("/models/{model}")
def model(model: Identifier, app: TheApp) -> ModelOut:
    """One model."""
    check_model(model, app)
    return _model(app)


@router.post(
    "/chat/completions",
    response_model=CompletionOut,
    description=f"Answer the last message of a talk. {IGNORED}",
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
def complete(body: CompletionIn, app: TheApp, measures: TheMeasures) -> CompletionOut | StreamingResponse:
    """Answer the last message of a talk."""
    check_model(body.model, app)
    if body.n not in (None, 1):
        raise InputError(f"n = {body.n!r} answers are asked for; there is one answer to a message, so leave `n` out.")
    if body.response_format is not None and body.response_format.type != "text":
        raise InputError(
            f"response_format {body.response_format.type!r} cannot be filled; the turn as JSON is in the field `chatrec`."
        )
    started = time.perf_counter()
    answer = app.transcripts.turn(_user(body), _said(body.messages))
    witness(answer.conversation, answer, started, measures)
    head = f"chatcmpl-{uuid.uuid4().hex}", int(clock().now()), body.model
    if body.stream:
        return StreamingResponse(_chunks(head, answer, app, measures), media_type="text/event-stream")
    said = worded(answer, app, measures)
    parts = (_listed(said.turn.slate), inert(said.turn.reply))
    message = SaidOut(content="\n\n".join(part for part in parts if part))
    identity, created, name = head
    tokens = said.turn.wording.tokens + said.turn.hearing.tokens
    return CompletionOut(
        id=identity,
        created=created,
        model=name,
        choices=(ChoiceOut(message=message),),
        usage=UsageOut(completion_tokens=tokens, total_tokens=tokens),
        chatrec=said.turn,
    )


async def _chunks(head: tuple[str, int, str], answer: Answer, app: App, measures: Measures) -> AsyncIterator[str]:
    """The list at once, then the words, sentence by sentence. The first chunk carries the slate, the last the whole turn."""
    listed = _listed(answer.turn.slate)
    slate = answer.turn.model_copy(update={"reply": ""})
    yield _chunk(head, {"role": "assistant", "content": f"{listed}\n\n" if listed else ""}, turn=slate)
    said = await run_in_threadpool(worded, answer, app, measures)
    between = " " if said.turn.locale == "en" else ""
    for place, sentence in enumerate(said.sentences):
        yield _chunk(head, {"content": f"{between if place else ''}{inert(sentence)}"})
    yield _chunk(head, {}, turn=said.turn, finish="stop")
    yield "data: [DONE]\n\n"


def _chunk(
    head: tuple[str, int, str], delta: dict[str, str], *, turn: TurnOut | None = None, finish: str | None = None
) -> str:
    identity, created, name = head
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    body = {"id": identity, "object": "chat.completion.chunk", "created": created, "model": name, "choices": [choice]}
    if turn is not None:
        body["chatrec"] = turn.model_dump(mode="json")
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


def _listed(cards: Sequence[CardOut]) -> str:
    """The slate as text: one numbered line an item, with its reason."""
    lines = (
        f"{place}. {card.title}{f' ({card.year})' if card.year and str(card.year) not in card.title else ''}"
        f"{f' · {card.reason}' if card.reason else ''}"
        for place, card in enumerate(cards, start=1)
    )
    return inert("\n".join(lines))


def inert(text: str) -> str:
    """The text as it reads, with nothing in it that is HTML, a link or a picture in Markdown, as which clients render it: titles and
    prose are strangers' words, and a picture is loaded without anybody's doing. A space without width breaks what would be one.
    """
    return MARKUP.sub("\\g<0>\u200b", text)


def _said(messages: Sequence[ChatMessage]) -> list[str]:
    """What the user said, oldest first. Raises InputError unless the user has the last word."""
    if messages[-1].role != "user":
        raise InputError(f"The last message has the role {messages[-1].role!r}; it must be the user's, to be answered.")
    return [message.text for message in messages if message.role == "user"]


def _user(body: CompletionIn) -> UserId | None:
    named = body.user or (body.metadata or {}).get("user")
    if named is None:
        return None
    if not isinstance(named, str) or not 1 <= len(named) <= 200 or not named.isprintable():
        raise InputError(f"metadata.user = {str(named)[:80]!r} is no user's id: text of 1 to 200 printable characters.")
    return UserId(named)


def _model(app: App) -> ModelOut:
    live = app.versions.live()
    return ModelOut(id=f"{NAME}-{app.live.tools().domain.name}", created=int(live.created_at) if live else 0)


def check_model(name: str, app: App) -> None:
    """Raise NotFoundError for a name that is none of the recommender's."""
    known = _model(app).id
    if name not in (NAME, known):
        raise NotFoundError(f"There is no model {name[:80]!r} here; GET /v1/models lists {known!r}.")


__all__ = ["CompletionIn", "CompletionOut", "ModelsOut", "check_model", "inert", "router"]
