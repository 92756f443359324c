"""Whether the process lives, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter

import chatrec
from chatrec.app.replies import Form
from chatrec.interfaces.http.given import TheApp

router = APIRouter(tags=["health"])


class HealthOut(Form):
    """The process answers."""

    status: Literal["ok"] = "ok"
    version: str = chatrec.__version__


class ReadyOut(Form):
    """Requests can be answered, by this model."""

    status: Literal["ready"] = "ready"
    model_version: str


@router.get("/healthz")
async def health() -> HealthOut:
    """Whether the process lives; asks nothing else, so a busy server still answers."""
    return HealthOut()


@router.get("/readyz")
def ready(app: TheApp) -> ReadyOut:
    """Whether a model is live and the database answers; 503 with the reason where not."""
    app.stores.events.contains("")
    return ReadyOut(model_version=app.live.tools().recommender.model)


__all__ = ["HealthOut", "ReadyOut", "router"]
