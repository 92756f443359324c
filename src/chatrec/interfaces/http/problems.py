"""Errors as application/problem+json (RFC 9457): what was wrong, the value, and what would be right."""

import json
from collections.abc import Mapping
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from chatrec.core.errors import ChatRecError, InputError
from chatrec.interfaces.errors import OUTCOMES, outcome
from chatrec.interfaces.http.validation import Wrong, complaint

MEDIA_TYPE = "application/problem+json"
OPENAI = ("/v1/chat/", "/v1/embeddings", "/v1/models")  # paths of a protocol that has a form of its own

log = structlog.get_logger()


class Problem(BaseModel):
    """What went wrong; `detail` is a sentence for a person."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class ProblemResponse(Response):
    """A problem on its way out."""

    media_type = MEDIA_TYPE

    def __init__(
        self, status: HTTPStatus, detail: str, *, title: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        problem = Problem(title=title or status.phrase, status=status, detail=detail)
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
    request: Request, status: HTTPStatus, detail: str, *, title: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """What went wrong, in the form that the clients of the path understand."""
    if request.scope["path"].startswith(OPENAI):
        return FailureResponse(status, detail, headers=headers)
    return ProblemResponse(status, detail, title=title, headers=headers)


def add_problems(api: FastAPI) -> None:
    """Let every error leave as a problem."""
    api.add_exception_handler(ChatRecError, _ours)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, ChatRecError)  # noqa: S101 - Starlette knows only Exception
    row = outcome(error)
    if row.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        ours = row.status == HTTPStatus.INTERNAL_SERVER_ERROR
        log.error("failed", error=type(error).__name__, detail=str(error), exc_info=error if ours else None)
    return _problem(request, row.status, str(error), title=row.title)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - Starlette knows only Exception
    first = Wrong.of(error.errors()[0])
    return _problem(request, first.status, complaint(first), title=OUTCOMES[InputError].title)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette knows only Exception
    status = HTTPStatus(error.status_code)
    return _problem(request, status, _detail(request, error, status), headers=error.headers)


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


__all__ = ["MEDIA_TYPE", "Problem", "ProblemResponse", "add_problems"]
