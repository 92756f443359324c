"""Chat completions in the form of OpenAI, for the clients that speak it. The recommender answers, not a language model."""

import json
import re
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import JsonValue

from chatrec.app.chat import Answer
from chatrec.app.replies import CardOut, Form, TurnOut
from chatrec.app.wiring import App, clock
from chatrec.core.errors import NotFoundError
from chatrec.interfaces.http.completion_request import CompletionIn
from chatrec.interfaces.http.conversations import witness, worded
from chatrec.interfaces.http.given import Identifier, TheApp, TheMeasures

NAME = "chatrec"
IGNORED = "Whatever else the protocol knows, as temperatures, seeds and tools that need not be called, is taken and changes nothing."

MARKUP = re.compile(r"<(?=[a-z/!?])|\](?=[(:\[])", re.IGNORECASE)

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
    finish_reason: Literal["stop", "length"]


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
    started = time.perf_counter()
    answer = app.transcripts.turn(body.speaker(), body.said())
    witness(answer.conversation, answer, started, measures)
    head = _Head(f"chatcmpl-{uuid.uuid4().hex}", int(clock().now()), body.model)
    words = partial(worded, answer, app, measures)
    if body.stream:
        return StreamingResponse(_chunks(body, head, answer, words), media_type="text/event-stream")
    said, excerpt = words(), body.excerpt()
    text = "".join(map(excerpt.take, (_listed(said.turn.slate), *_prose(said)))) + excerpt.rest()
    return CompletionOut(
        **head._asdict(),
        choices=(ChoiceOut(message=SaidOut(content=text), finish_reason=excerpt.reason),),
        usage=_usage(said.turn),
        chatrec=said.turn,
    )


class _Head(NamedTuple):
    """What every piece of an answer begins with."""

    id: str
    created: int
    model: str


async def _chunks(body: CompletionIn, head: _Head, answer: Answer, words: Callable[[], Answer]) -> AsyncIterator[str]:
    """The list at once, then the words, sentence by sentence. The first chunk carries the slate, the one that ends the text
    the whole turn.
    """

    def chunk(*choices: JsonValue, **more: Form | None) -> str:
        usage = {"usage": None} if body.tells_usage else {}
        told = {name: form and form.model_dump(mode="json") for name, form in more.items()}
        whole = {**head._asdict(), "object": "chat.completion.chunk", "choices": choices, **usage, **told}
        return f"data: {json.dumps(whole, ensure_ascii=False)}\n\n"

    excerpt = body.excerpt()
    listed = excerpt.take(_listed(answer.turn.slate))
    yield chunk(_choice(listed, role="assistant"), chatrec=answer.turn.model_copy(update={"reply": ""}))
    said = await run_in_threadpool(words)
    for piece in _prose(said):
        if taken := excerpt.take(piece):
            yield chunk(_choice(taken))
    if rest := excerpt.rest():
        yield chunk(_choice(rest))
    yield chunk({"index": 0, "delta": {}, "finish_reason": excerpt.reason}, chatrec=said.turn)
    if body.tells_usage:
        yield chunk(usage=_usage(said.turn))
    yield "data: [DONE]\n\n"


def _choice(content: str, **more: str) -> JsonValue:
    return {"index": 0, "delta": {**more, "content": content}, "finish_reason": None}


def _usage(turn: TurnOut) -> UsageOut:
    tokens = turn.wording.tokens + turn.hearing.tokens
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
    known = _model(app).id
    if name not in (NAME, known):
        raise NotFoundError(f"There is no model {name[:80]!r} here; GET /v1/models lists {known!r}.")


__all__ = ["CompletionOut", "ModelsOut", "check_model", "inert", "router"]
