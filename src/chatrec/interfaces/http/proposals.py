"""For whoever runs the server: what language models proposed, and what is decided of it."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Query
from pydantic import Field

from chatrec.app.proposals import DecidedOut, ReviewOut, decided_out, review_out
from chatrec.app.reviewing import AT_ONCE, Decision
from chatrec.interfaces.http.given import Body, Identifier, Language, TheApp
from chatrec.interfaces.http.operator import operator
from chatrec.ports.proposals import ProposalKind, Status, Wanted

log = structlog.get_logger()
router = APIRouter(prefix="/v1/operator/proposals", tags=["operator"], dependencies=[Depends(operator)])


class Listing(Body):
    """Which proposals are listed: () = of any kind, of any outcome; `item` is the id of an item."""

    kind: tuple[ProposalKind, ...] = ()
    status: tuple[Status, ...] = (Status.WAITING,)
    item: Annotated[str, Field(max_length=200)] = ""
    model: Annotated[str, Field(max_length=200)] = ""
    after: Annotated[int, Field(ge=0, lt=2**63)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 20
    locale: Language = "en"


class DecisionIn(Body):
    """What is decided of the proposals of these numbers, and by whom."""

    numbers: Annotated[tuple[Annotated[int, Field(ge=1, lt=2**63)], ...], Field(min_length=1, max_length=AT_ONCE)]
    decision: Decision
    by: Identifier


@router.get("")
def find(app: TheApp, wanted: Annotated[Listing, Query()]) -> ReviewOut:
    """Proposals by number, those that wait where nothing else is asked for; `after` of a page is where the next one begins."""
    sought = Wanted(
        kinds=wanted.kind,
        statuses=wanted.status,
        about=wanted.item,
        model=wanted.model,
        after=wanted.after,
        limit=wanted.limit,
    )
    return review_out(app.reviewing, sought, wanted.locale)


@router.post("/decisions")
def decide(body: DecisionIn, app: TheApp, locale: Language = "en") -> DecidedOut:
    """Accept, reject or undo, all of them or none. What is accepted counts from the next training on."""
    decided = app.reviewing.decide(Wanted(numbers=body.numbers), body.decision, by=body.by)
    log.info("decided", decision=body.decision, proposals=len(decided.proposals))
    return decided_out(decided, app.reviewing, locale)


__all__ = ["DecisionIn", "Listing", "router"]
