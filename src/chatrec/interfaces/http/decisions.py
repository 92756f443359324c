"""Decisions: what was shown, to whom, by which model, and the whole evidence."""

from fastapi import APIRouter

from chatrec.app.decisions import RecordForm
from chatrec.core.ids import DecisionId
from chatrec.interfaces.http.given import Identifier, TheApp
from chatrec.interfaces.http.written import read_back

router = APIRouter(prefix="/v1/decisions", tags=["decisions"])


class DecisionOut(RecordForm):
    """A record as it was stored. Items are rows of the catalogue; a row never changes its meaning."""

    id: str
    user: str | None
    model: str
    at: float


@router.get("/{decision}")
def read(decision: Identifier, app: TheApp) -> DecisionOut:
    """The record of a served slate, by the `decision_id` that came with it."""
    stored = app.decisions.get(DecisionId(decision))
    record = read_back(RecordForm, stored.record, f"Decision {stored.id!r}")
    return DecisionOut(id=stored.id, user=stored.user, model=stored.model, at=stored.at, **dict(record))


__all__ = ["DecisionOut", "router"]
