"""The outermost layer: what holds for every request, whatever it asks."""

import ipaddress
import re
import time
import uuid
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chatrec.interfaces.http.measures import Measures
from chatrec.interfaces.http.problems import ProblemResponse, Refused, broken

LARGEST = 64 * 1024  # bytes of a body
LARGEST_FILE = 8 * 1024 * 1024  # bytes of a profile that is brought back: some 80,000 tastes
FILES = "/profile/import"
LARGEST_OF = {"/v1/chat/completions": 1024 * 1024}  # where a whole talk is sent each time
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
REQUEST_ID = "X-Request-ID"

log = structlog.get_logger()


class Answer:
    """Sends an answer with the headers that every answer has, and remembers its status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._request_id = request_id
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[REQUEST_ID] = self._request_id
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


class Edge:
    """Names, guards, times and logs every request; nothing that breaks inside gets past it without a word.

    `hosts` are the names that the server answers to, beside addresses and localhost; None = any. A page of another site
    that points its own name at this machine (DNS rebinding) is refused by them.
    """

    def __init__(self, app: ASGIApp, *, measures: Measures, hosts: frozenset[str] | None) -> None:
        self._app = app
        self._measures = measures
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = _request_id(Headers(scope=scope).get(REQUEST_ID, ""))
        answer = Answer(send, request_id)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._guarded(scope, receive, answer)
            finally:
                self._record(scope, answer.status or HTTPStatus.INTERNAL_SERVER_ERROR, time.perf_counter() - started)

    async def _guarded(self, scope: Scope, receive: Receive, answer: Answer) -> None:
        host = _hostname(Headers(scope=scope).get("Host", ""))
        if self._hosts is not None and not (host in self._hosts or _is_here(host)):
            await _misdirected(host)(scope, receive, answer)
            return
        try:
            await self._app(scope, _limited(receive, _most(scope["path"])), answer)
        except Exception:
            log.exception("broken", route=_route(scope))
            if answer.status is not None:
                raise  # half an answer is out; only a broken connection can say that the rest will not come
            await _broken(scope, receive, answer)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._measures.request(scope["method"], route, status, seconds)
        log.info("request", method=scope["method"], route=route, status=status, ms=round(1000 * seconds, 2))


def _request_id(given: str) -> str:
    """The caller's own id where it is fit for a log line, else a new one."""
    return given if re.fullmatch(r"[\w.:-]{1,64}", given, re.ASCII) else uuid.uuid4().hex


def _route(scope: Scope) -> str:
    """The template of the route, never the path: paths hold the names of users."""
    return getattr(scope.get("route"), "path_format", "none")


def _hostname(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_here(host: str) -> bool:
    """Whether the name can only be this machine, or is an address, which nobody can point elsewhere."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _most(path: str) -> int:
    """How many bytes a body may have."""
    return LARGEST_FILE if path.endswith(FILES) else LARGEST_OF.get(path, LARGEST)


def _limited(receive: Receive, largest: int) -> Receive:
    """The body, until it has become too large."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > largest:
            raise Refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The body has more than {largest} bytes; send a shorter one.",
                zh=f"内容超过 {largest} 字节；请发送短一些的。",
            )
        return message

    return limited


def _misdirected(host: str) -> ProblemResponse:
    return ProblemResponse(
        HTTPStatus.MISDIRECTED_REQUEST,
        f"This server does not go by the name {host[:80]!r}; add it to `hosts` under [serve] in chatrec.toml, or use the "
        "address it was started with.",
    )


async def _broken(scope: Scope, receive: Receive, answer: Answer) -> None:
    await broken(Headers(scope=scope))(scope, receive, answer)


__all__ = ["HEADERS", "LARGEST", "REQUEST_ID", "Edge"]
