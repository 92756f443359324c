"""The server of a home: the tools and resources that a caller's scopes allow."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import ParamSpec, TypeVar

import structlog
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

import chatrec
from chatrec.app.replies import Form
from chatrec.app.wiring import App
from chatrec.core.errors import ChatRecError
from chatrec.interfaces.errors import outcome, told
from chatrec.interfaces.mcp.catalog import Catalog
from chatrec.interfaces.mcp.scopes import EVERYTHING, Scope
from chatrec.interfaces.mcp.tools import Reasons, Shop

ABOUT = (
    "A recommender over one catalogue. It ranks by named evidence: every item comes with the terms that add up to its score. "
    "Say what a person wants with `recommend` and a `wish` in English or Chinese; go on with the `conversation` that it "
    "returns. Items are named by the ids that `search` and `recommend` give."
)
log = structlog.get_logger()

P = ParamSpec("P")
R = TypeVar("R")
READING = ToolAnnotations(read_only_hint=True, open_world_hint=False)
SAYING = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
REMOVING = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False)


def mcp_server(app: App, scopes: frozenset[Scope] = EVERYTHING) -> MCPServer:
    """The tools of a home that `scopes` allow, ready to be served over any transport; others are neither listed nor run."""
    server = MCPServer(
        "chatrec", title="Chat-Rec", version=chatrec.__version__, instructions=ABOUT, log_level="WARNING"
    )
    catalog, shop, reasons = Catalog(app), Shop(app), Reasons(app)
    tools: tuple[tuple[Scope, Callable[..., Form], ToolAnnotations], ...] = (
        (Scope.CATALOG, catalog.search, READING),
        (Scope.CATALOG, catalog.search_catalog, READING),
        (Scope.CATALOG, catalog.lookup_catalog, READING),
        (Scope.CATALOG, catalog.get_product, READING),
        (Scope.RECOMMEND, shop.recommend, SAYING),
        (Scope.RECOMMEND, shop.critique, SAYING),
        (Scope.RECOMMEND, shop.compare, READING),
        (Scope.EXPLAIN, reasons.why, READING),
        (Scope.EXPLAIN, reasons.why_not, READING),
        (Scope.FEEDBACK, shop.feedback, SAYING),
        (Scope.PROFILE, shop.profile, READING),
        (Scope.FORGET, shop.forget, REMOVING),
    )
    for scope, tool, nature in tools:
        if scope in scopes:
            server.add_tool(_spoken(tool), annotations=nature, structured_output=True)
    if Scope.CATALOG in scopes:
        about = "An item of the catalogue, with everything known of it."
        server.resource("item://{item_id}", name="item", description=about, mime_type="application/json")(
            catalog.resource
        )
    return server


def _spoken(tool: Callable[P, R]) -> Callable[P, R]:
    """The tool with our errors as the protocol's, so that the agent reads their sentence."""

    @functools.wraps(tool)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except ChatRecError as error:
            if outcome(error).status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                log.exception("failed", detail=str(error))
            raise ToolError(told(error, "en")) from error

    return run


__all__ = ["mcp_server"]
