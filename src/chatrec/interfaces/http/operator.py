"""For whoever runs the server: how it goes, and which model is live.

Everything else here serves the people who chat and asks nobody who they are; this may change what all of them see. So it
wants the key that the home keeps in a file of its own (`chatrec operator` says it), as a bearer token: a page of
another site cannot send one, and neither can somebody who reached the port through a proxy.
"""

import hmac
from http import HTTPStatus
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Header, HTTPException, Request

from chatrec.app.dashboard import DashboardOut
from chatrec.app.replies import Form
from chatrec.core.ids import ModelVersion
from chatrec.interfaces.http.given import Body, Identifier, Language, TheApp, TheMeasures
from chatrec.interfaces.http.latency import LatencyOut

SCHEME = "Bearer "
log = structlog.get_logger()


def operator(
    request: Request, app: TheApp, authorization: Annotated[str, Header(description="Bearer KEY")] = ""
) -> None:
    """Let pass who shows the key; they read in full what goes wrong."""
    shown = authorization.removeprefix(SCHEME)
    if not hmac.compare_digest(shown.encode("utf-8", "replace"), app.operator_key().encode()):
        raise HTTPException(
            HTTPStatus.UNAUTHORIZED,
            "This is for whoever runs the server: send `Authorization: Bearer KEY`, where `chatrec operator` says the key.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    request.state.operator = True


router = APIRouter(prefix="/v1/operator", tags=["operator"], dependencies=[Depends(operator)])


class OverviewOut(DashboardOut):
    """The state of the home and, as this process measured it, how long its turns took in the last hour."""

    latency: LatencyOut


class Promotion(Body):
    """Which version is to be live."""

    version: Identifier


class LiveOut(Form):
    """Which version is live now."""

    live: str


class Rollback(Body):
    """Nothing to say."""


@router.get("/overview")
def overview(app: TheApp, measures: TheMeasures, locale: Language = "en") -> OverviewOut:
    """Turns, feedback, what is shown, words, models and data, as they are now. Nothing in it names a user."""
    return OverviewOut(**dict(app.dashboard.look(locale)), latency=measures.latency())


@router.post("/promotions")
def promote(body: Promotion, app: TheApp) -> LiveOut:
    """Make a version live; this server takes it up with its next request, others of the home too."""
    app.versions.promote(ModelVersion(body.version))
    log.info("promoted", version=body.version)
    return LiveOut(live=body.version)


@router.post("/rollbacks")
def roll_back(_: Rollback, app: TheApp) -> LiveOut:
    """Make the version live that was live before."""
    version = app.versions.rollback()
    log.info("rolled_back", version=version)
    return LiveOut(live=version)


__all__ = ["OverviewOut", "Promotion", "operator", "router"]
