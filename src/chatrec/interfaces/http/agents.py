"""`/mcp`: the tools for agents, beside the rest of the HTTP face, where the extra is installed."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from chatrec.app.keys import read_key
from chatrec.app.settings import AgentSettings
from chatrec.app.wiring import App
from chatrec.core.extras import Extra
from chatrec.interfaces.http.problems import ProblemResponse

EXTRA = Extra("mcp", ("mcp",))
PATH = "/mcp"
SCHEME = "Bearer "
Scopes = frozenset[str]


class Callers:
    """Who may do what: whoever shows a key of the settings has its scopes, all others those of everybody."""

    def __init__(self, settings: AgentSettings) -> None:
        """Raises ConfigError for a key file that cannot be read or holds no key."""
        self.everybody = frozenset(settings.scopes)
        self._keys = tuple((read_key(key.file, "agents.keys"), frozenset(key.scopes)) for key in settings.keys)

    @property
    def sets(self) -> frozenset[Scopes]:
        """Every set of scopes that a caller may have."""
        return frozenset((self.everybody, *(scopes for _, scopes in self._keys)))

    def scopes(self, authorization: str | None) -> Scopes | None:
        """What a caller may do; None for one who shows a key that is none."""
        if authorization is None:
            return self.everybody
        shown = authorization.removeprefix(SCHEME).encode("utf-8", "replace")
        known = (scopes for key, scopes in self._keys if hmac.compare_digest(shown, key.encode()))
        return next(known, None)


class Serving:
    """The tools that one set of scopes allows. They are made when first asked for, because that takes a second or two."""

    def __init__(self, app: App, scopes: Scopes) -> None:
        self._app = app
        self._scopes = scopes
        self._wanted = anyio.Event()
        self._ready = anyio.Event()
        self._serving: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._wanted.set()
        await self._ready.wait()
        if self._serving is not None:
            await self._serving(scope, receive, send)

    async def run(self) -> None:
        """Wait until somebody asks, then serve; what is held open is closed where it was opened, in one task."""
        await self._wanted.wait()
        serving = await anyio.to_thread.run_sync(self._made)
        async with serving.router.lifespan_context(serving):
            self._serving = serving
            self._ready.set()
            await anyio.sleep_forever()

    def _made(self) -> Starlette:
        from mcp.server.transport_security import TransportSecuritySettings  # noqa: PLC0415 - optional, slow to import

        from chatrec.interfaces.mcp import Scope, mcp_server  # noqa: PLC0415 - needs the extra

        # Other sites' pages are kept out by the edge, which knows the names of this server.
        open_here = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        return mcp_server(self._app, frozenset(map(Scope, self._scopes))).streamable_http_app(
            streamable_http_path=PATH, stateless_http=True, json_response=True, transport_security=open_here
        )


class Agents:
    """Serves the tools while the application runs, to each caller those that they may use."""

    def __init__(self, app: App) -> None:
        self._callers = Callers(app.settings.agents)
        self._app = app
        self._serving: dict[Scopes, Serving] = {}

    @asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """Be ready to make the tools."""
        async with anyio.create_task_group() as tasks:
            if not EXTRA.missing:
                self._serving = {scopes: Serving(self._app, scopes) for scopes in self._callers.sets}
                for serving in self._serving.values():
                    tasks.start_soon(serving.run)
            yield
            self._serving = {}
            tasks.cancel_scope.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scopes = self._callers.scopes(Headers(scope=scope).get("authorization"))
        if scopes is None:
            detail = "This key is none of `[[agents.keys]]`; send one that is as `Authorization: Bearer KEY`, or none at all."
            await ProblemResponse(HTTPStatus.UNAUTHORIZED, detail)(scope, receive, send)
            return
        serving = self._serving.get(scopes)
        if serving is None:
            detail = "There are no tools for agents here: pip install 'chatrec[mcp]', and start the server again."
            await ProblemResponse(HTTPStatus.NOT_IMPLEMENTED, detail)(scope, receive, send)
            return
        await serving(scope, receive, send)


def route(agents: Agents) -> Route:
    """Where they are served."""
    return Route(PATH, endpoint=agents, include_in_schema=False)


__all__ = ["EXTRA", "PATH", "Agents", "Callers", "route"]
