"""What left this machine for a language model."""

from typing import Annotated

from fastapi import APIRouter, Query

from chatrec.app.egress import EgressOut, egress_out
from chatrec.app.language_model import Ledgers
from chatrec.interfaces.http.given import TheApp

router = APIRouter(prefix="/v1/egress", tags=["egress"])


@router.get("")
def read(app: TheApp, limit: Annotated[int, Query(ge=0, le=1000)] = 100) -> EgressOut:
    """The record of every request that left: when, to whom, what kinds of data, how much; and what models took each day. What
    requests said is not kept.
    """
    return egress_out(Ledgers(app.stores.egress, app.stores.spending), app.settings.llm, limit=limit)


__all__ = ["router"]
