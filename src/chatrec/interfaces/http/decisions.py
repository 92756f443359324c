"""Decisions: what was shown, to whom, by which model, and the whole evidence."""

from fastapi import APIRouter

from chatrec.app.decisions import RecordForm
from chatrec.app.replaying import ReplayOut
from chatrec.core.ids import DecisionId
from chatrec.interfaces.http.given import Identifier, Language, TheApp

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
    stored, record = app.replaying.read(DecisionId(decision))
    return DecisionOut(id=stored.id, user=stored.user, model=stored.model, at=stored.at, **dict(record))


@router.get("/{decision}/replay")
def replay(decision: Identifier, app: TheApp, locale: Language = "en") -> ReplayOut:
    """Make the decision again, with the model, catalogue, settings and question of then, and compare byte for byte."""
    return app.replaying.replay(DecisionId(decision), locale)


__all__ = ["DecisionOut", "router"]
