"""Chat completions in the form of OpenAI, for the clients that speak it. The recommender answers, not a language model."""

import json
import re
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from fastapi import APIRouter, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import JsonValue

from chatrec.app.chat import Answer
from chatrec.app.replies import CardOut, Form, TurnOut
from chatrec.app.wiring import App, clock
from chatrec.core.errors import NotFoundError
from chatrec.core.ids import UserId
from chatrec.interfaces.http.completion_request import CompletionIn
from chatrec.interfaces.http.conversations import EVENT_STREAM, worded
from chatrec.interfaces.http.excerpt import Reason
from chatrec.interfaces.http.given import Identifier, TheApp, TheMeasures
from chatrec.interfaces.http.witness import witness

NAME = "chatrec"
IGNORED = "Whatever else the protocol knows, as temperatures, seeds and tools that need not be called, is taken and changes nothing."

MARKUP = re.compile(r"<(?=[a-z/!?])|\](?=[(:\[])", re.IGNORECASE)

Speaker = Annotated[
    Identifier | None,
    Header(
        alias="X-OpenWebUI-User-Id",
        description="Who speaks, where the body does not say; Open WebUI can be set to send it.",
    ),
]

router = APIRouter(prefix="/v1", tags=["openai"])


class SaidOut(Form):
    """Our message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class ChoiceOut(Form):
    """The one answer."""

    index: Literal[0] = 0
    message: SaidOut
    logprobs: None = None
    finish_reason: Reason


class UsageOut(Form):
    """What a language model took for the answer, all told as completion; nothing where none was asked. Clients read it unasked."""

    prompt_tokens: Literal[0] = 0
    completion_tokens: int
    total_tokens: int


class CompletionOut(Form):
    """A completion; `chatrec` is the whole turn, with the slate and its evidence, or null for a task beside the talk."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: tuple[ChoiceOut, ...]
    usage: UsageOut
    chatrec: TurnOut | None


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
def complete(
    body: CompletionIn, app: TheApp, measures: TheMeasures, speaker: Speaker = None
) -> CompletionOut | StreamingResponse:
    """Answer the last message of a talk."""
    check_model(body.model, app)
    head, said = _Head(f"chatcmpl-{uuid.uuid4().hex}", int(clock().now()), body.model), body.said()
    chore = app.chores.done(said)
    if chore is not None:
        return _done(body, head, json.dumps(chore, ensure_ascii=False))
    started = time.perf_counter()
    answer = app.transcripts.turn(body.speaker() or (UserId(speaker) if speaker else None), said)
    witness(answer.conversation, answer, started, measures)
    words = partial(worded, answer, app, measures)
    if body.stream:
        return StreamingResponse(_chunks(body, head, answer, words, app.chores.note), media_type=EVENT_STREAM)
    told, excerpt = words(), body.excerpt()
    text = "".join(map(excerpt.take, (_listed(told.turn.slate), *_prose(told)))) + excerpt.rest()
    app.chores.note(text, told.turn)
    return _completion(head, text, excerpt.reason, told.turn)


class _Head(NamedTuple):
    """What every piece of an answer begins with."""

    id: str
    created: int
    model: str


def _completion(head: _Head, text: str, reason: Reason, turn: TurnOut | None) -> CompletionOut:
    choice = ChoiceOut(message=SaidOut(content=text), finish_reason=reason)
    return CompletionOut(**head._asdict(), choices=(choice,), usage=_usage(turn), chatrec=turn)


def _done(body: CompletionIn, head: _Head, text: str) -> CompletionOut | StreamingResponse:
    """A task beside the talk that is done, whole or as a stream."""
    if not body.stream:
        return _completion(head, text, "stop", None)
    chunks = (_chunk(body, head, _choice(text, role="assistant")), *_end(body, head, "stop", None))
    return StreamingResponse(iter(chunks), media_type=EVENT_STREAM)


async def _chunks(
    body: CompletionIn,
    head: _Head,
    answer: Answer,
    words: Callable[[], Answer],
    note: Callable[[str, TurnOut], None],
) -> AsyncIterator[str]:
    """The list at once, then the words, sentence by sentence. The first chunk carries the slate, the one that ends the text
    the whole turn.
    """
    excerpt = body.excerpt()
    text = [excerpt.take(_listed(answer.turn.slate))]
    slate = answer.turn.model_copy(update={"reply": ""})
    yield _chunk(body, head, _choice(text[0], role="assistant"), chatrec=slate)
    told = await run_in_threadpool(words)
    for piece in _prose(told):
        text.append(excerpt.take(piece))
        if text[-1]:
            yield _chunk(body, head, _choice(text[-1]))
    text.append(excerpt.rest())
    if text[-1]:
        yield _chunk(body, head, _choice(text[-1]))
    note("".join(text), told.turn)
    for chunk in _end(body, head, excerpt.reason, told.turn):
        yield chunk


def _end(body: CompletionIn, head: _Head, reason: Reason, turn: TurnOut | None) -> Iterator[str]:
    """The chunks after the text."""
    yield _chunk(body, head, {"index": 0, "delta": {}, "finish_reason": reason}, chatrec=turn)
    if body.tells_usage:
        yield _chunk(body, head, usage=_usage(turn))
    yield "data: [DONE]\n\n"


def _chunk(body: CompletionIn, head: _Head, *choices: JsonValue, **more: Form | None) -> str:
    usage = {"usage": None} if body.tells_usage else {}
    told = {name: form.model_dump(mode="json") for name, form in more.items() if form is not None}
    whole = {**head._asdict(), "object": "chat.completion.chunk", "choices": choices, **usage, **told}
    return f"data: {json.dumps(whole, ensure_ascii=False)}\n\n"


def _choice(content: str, **more: str) -> JsonValue:
    return {"index": 0, "delta": {**more, "content": content}, "finish_reason": None}


def _usage(turn: TurnOut | None) -> UsageOut:
    tokens = turn.wording.tokens + turn.hearing.tokens if turn else 0
    return UsageOut(completion_tokens=tokens, total_tokens=tokens)


def _prose(answer: Answer) -> Iterator[str]:
    """The sentences, each with what stands between it and what came before."""
    before = "\n\n" if answer.turn.slate else ""
    for sentence in answer.sentences:
        yield before + inert(sentence)
        before = " " if answer.turn.locale == "en" else ""


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


def _model(app: App) -> ModelOut:
    live = app.versions.live()
    return ModelOut(id=f"{NAME}-{app.live.tools().domain.name}", created=int(live.created_at) if live else 0)


def check_model(name: str, app: App) -> None:
    """Raise NotFoundError for a name that is none of the recommender's."""
    if name != NAME and name != (known := _model(app).id):
        raise NotFoundError(f"There is no model {name[:80]!r} here; GET /v1/models lists {known!r}.")


__all__ = ["CompletionOut", "ModelsOut", "check_model", "inert", "router"]
