"""Numbers for Prometheus."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from chatrec.app.wiring import clock
from chatrec.core.errors import NotReadyError
from chatrec.interfaces.http.given import TheApp, TheMeasures

DAY_S = 86_400

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=Response)
def metrics(app: TheApp, measures: TheMeasures) -> Response:
    """Requests, turns, feedback, exclusions and failures since the start, and the live model."""
    try:
        model = app.live.tools().recommender.model
    except NotReadyError:
        model = None
    today = app.stores.spending.of_day(int(clock().now() // DAY_S))
    return Response(measures.text(model, today), media_type=CONTENT_TYPE_LATEST)


__all__ = ["router"]
