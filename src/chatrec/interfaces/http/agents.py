"""`/mcp`: the tools for agents, beside the rest of the HTTP face, where the extra is installed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from chatrec.app.wiring import App
from chatrec.core.extras import Extra
from chatrec.interfaces.http.problems import ProblemResponse

EXTRA = Extra("mcp", ("mcp",))
PATH = "/mcp"


class Agents:
    """Serves the tools while the application runs. They are made when first asked for, because that takes a second or two."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._serving: ASGIApp | None = None
        self._running = False
        self._wanted = anyio.Event()
        self._ready = anyio.Event()

    @asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """Be ready to make the tools; what they hold open is closed where it was opened, in one task."""
        async with anyio.create_task_group() as tasks:
            if not EXTRA.missing:
                tasks.start_soon(self._serve)
                self._running = True
            yield
            self._running = False
            tasks.cancel_scope.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._running:
            self._wanted.set()
            await self._ready.wait()
        if self._serving is None:
            detail = "There are no tools for agents here: pip install 'chatrec[mcp]', and start the server again."
            await ProblemResponse(HTTPStatus.NOT_IMPLEMENTED, detail)(scope, receive, send)
            return
        await self._serving(scope, receive, send)

    async def _serve(self) -> None:
        await self._wanted.wait()
        serving = await anyio.to_thread.run_sync(self._made)
        async with serving.router.lifespan_context(serving):
            self._serving = serving
            self._ready.set()
            await anyio.sleep_forever()

    def _made(self) -> Starlette:
        from mcp.server.transport_security import TransportSecuritySettings  # noqa: PLC0415 - optional, slow to import

        from chatrec.interfaces.mcp import mcp_server  # noqa: PLC0415 - needs the extra

        # Other sites' pages are kept out by the edge, which knows the names of this server.
        open_here = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        return mcp_server(self._app).streamable_http_app(
            streamable_http_path=PATH, stateless_http=True, json_response=True, transport_security=open_here
        )


def route(agents: Agents) -> Route:
    """Where they are served."""
    return Route(PATH, endpoint=agents, include_in_schema=False)


__all__ = ["EXTRA", "PATH", "Agents", "route"]
