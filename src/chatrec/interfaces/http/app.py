"""The HTTP application: every router, the edge around them, and errors as problems."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

import chatrec
from chatrec.app.wiring import App
from chatrec.interfaces.http import (
    completions,
    conversations,
    decisions,
    egress,
    embeddings,
    explanations,
    feedback,
    health,
    items,
    metrics,
    models,
    operator,
    profiles,
    proposals,
    reference,
    users,
    welcome,
)
from chatrec.interfaces.http.agents import Agents, route
from chatrec.interfaces.http.edge import Edge
from chatrec.interfaces.http.measures import Measures
from chatrec.interfaces.http.page import add_page
from chatrec.interfaces.http.problems import MEDIA_TYPE, Problem, add_problems

ABOUT = (
    "Recommendations to talk to, each with the evidence that adds up to its score. Anything that goes wrong is answered "
    f"as {MEDIA_TYPE}, whose detail says what was wrong, the value, and what would be right."
)
# `profiles` comes before `users`: there a DELETE takes everything up to its end as the user's id.
ROUTERS = (
    welcome,
    conversations,
    completions,
    embeddings,
    egress,
    feedback,
    profiles,
    explanations,
    users,
    items,
    decisions,
    models,
    operator,
    proposals,
    health,
    metrics,
    reference,
)
SHARED = ("GET", "POST", "PATCH", "DELETE")  # what pages of the sites in `widget.origins` may do
FAILURE = {"description": "A problem.", "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}}


def create_app(app: App, *, hosts: frozenset[str] | None = None) -> FastAPI:
    """The application over one home. `hosts` are the names it answers to beside addresses and localhost; None = any."""
    agents = Agents(app)
    api = FastAPI(
        lifespan=agents.lifespan,
        title="Chat-Rec",
        version=chatrec.__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses={"default": FAILURE},
    )
    api.state.app = app
    api.state.measures = Measures()
    for module in ROUTERS:
        api.include_router(module.router)
    api.router.routes.append(route(agents))
    origins = app.settings.widget.origins
    add_page(api, origins=origins)
    add_problems(api)
    if origins:
        # No Authorization among the headers: no page of another site speaks for an operator.
        api.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=SHARED, allow_headers=["Content-Type"])
    api.add_middleware(Edge, measures=api.state.measures, hosts=hosts)
    return api


__all__ = ["create_app"]
