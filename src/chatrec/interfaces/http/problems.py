"""Errors as application/problem+json (RFC 9457): what was wrong, the value, and what would be right; in Chinese for those who
ask for it and may meet the error without being programs.
"""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response

from chatrec.core.errors import ChatRecError, InputError
from chatrec.core.query import Locale
from chatrec.interfaces.errors import BROKEN, FAULT, OUTCOMES, Outcome, outcome, said, told
from chatrec.interfaces.http.validation import Wrong, complaint

MEDIA_TYPE = "application/problem+json"
OPENAI = ("/v1/chat/", "/v1/embeddings", "/v1/models")  # paths of a protocol that has a form of its own

log = structlog.get_logger()


class Problem(BaseModel):
    """What went wrong; `detail` is a sentence for a person, and `code` what a program may go by: it stays, whatever the language."""

    type: str = "about:blank"
    code: str
    title: str
    status: int
    detail: str


class Row(NamedTuple):
    """What kind of problem it is: for people, and for programs."""

    title: str
    code: str


class Refused(HTTPException):
    """A refusal with its sentence in both languages."""

    def __init__(self, status: HTTPStatus, en: str, *, zh: str) -> None:
        super().__init__(status, en)
        self.zh = zh


class ProblemResponse(Response):
    """A problem on its way out; without a row of ours its title and code are the name of its status."""

    media_type = MEDIA_TYPE

    def __init__(
        self, status: HTTPStatus, detail: str, *, row: Row | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        title, code = row or (status.phrase, status.name.lower())
        problem = Problem(code=code, title=title, status=status, detail=detail)
        text = json.dumps(problem.model_dump(), ensure_ascii=False)
        # A lone surrogate of the caller's cannot be UTF-8; its escape is JSON.
        super().__init__(text.encode("utf-8", "backslashreplace"), int(status), headers)


class FailureResponse(Response):
    """A problem in the form of OpenAI, whose clients show the message of no other."""

    media_type = "application/json"

    def __init__(self, status: HTTPStatus, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        kind = "invalid_request_error" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "server_error"
        body = {"error": {"message": detail, "type": kind, "param": None, "code": None}}
        super().__init__(json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace"), int(status), headers)


def _problem(
    request: Request,
    status: HTTPStatus,
    detail: str,
    *,
    row: Row | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What went wrong, in the form that the clients of the path understand."""
    if request.scope["path"].startswith(OPENAI):
        return FailureResponse(status, detail, headers=headers)
    return ProblemResponse(status, detail, row=row, headers=headers)


def spoken(headers: Headers) -> Locale:
    """The language that the reader likes best of ours; English where nothing is said."""
    best, found = 0.0, "en"
    for wish in headers.get("Accept-Language", "").split(","):
        tag, _, weight = wish.partition(";")
        number = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", weight)
        liked = 1.0 if not weight else float(number[1]) if number else 0.0
        name = tag.strip().lower()[:2]
        if name in ("en", "zh") and liked > best:
            best, found = liked, name
    return "zh" if found == "zh" else "en"


def add_problems(api: FastAPI) -> None:
    """Let every error leave as a problem."""
    api.add_exception_handler(ChatRecError, _ours)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, ChatRecError)  # noqa: S101 - Starlette knows only Exception
    outside, locale = outcome(error), spoken(request.headers)
    if outside.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        ours = outside.status == HTTPStatus.INTERNAL_SERVER_ERROR
        log.error("failed", error=type(error).__name__, detail=str(error), exc_info=error if ours else None)
    tell = said if getattr(request.state, "operator", False) else told
    return _problem(request, outside.status, tell(error, locale), row=_row(outside, locale))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - Starlette knows only Exception
    first = Wrong.of(error.errors()[0])
    return _problem(request, first.status, complaint(first), row=_row(OUTCOMES[InputError], spoken(request.headers)))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette knows only Exception
    status = HTTPStatus(error.status_code)
    if isinstance(error, Refused) and spoken(request.headers) == "zh":
        return _problem(request, status, error.zh, headers=error.headers)
    return _problem(request, status, _detail(request, error, status), headers=error.headers)


def broken(headers: Headers) -> ProblemResponse:
    """A fault that nobody expected, without its details."""
    locale = spoken(headers)
    return ProblemResponse(BROKEN.status, FAULT.zh if locale == "zh" else FAULT.en, row=_row(BROKEN, locale))


def _row(outside: Outcome, locale: Locale) -> Row:
    return Row(outside.zh if locale == "zh" else outside.title, outside.code)


def _detail(request: Request, error: HTTPException, status: HTTPStatus) -> str:
    """A sentence where the framework has only the name of the status."""
    path = request.scope["path"][:80]  # `request.url` cannot be made where the Host header is no host
    match status:
        case HTTPStatus.NOT_FOUND if error.detail == status.phrase:
            return f"There is nothing at {path!r}; /docs lists what there is."
        case HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = (error.headers or {}).get("Allow", "another method")
            return f"{request.method} does not apply to {path!r}; use {allowed}."
        case HTTPStatus.BAD_REQUEST:
            return "The body cannot be read; send JSON in UTF-8 that is nested and numbered like what /docs shows."
        case _:
            return error.detail


__all__ = ["MEDIA_TYPE", "Problem", "ProblemResponse", "Refused", "add_problems", "broken", "spoken"]
