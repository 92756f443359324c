"""Explanations for a user: why, why rather than, why not, without what, and what if.

Ids may hold slashes, as in `users`.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from chatrec.app.boxes import BoxesOut
from chatrec.app.changing import ChangeForm
from chatrec.app.explained import ContrastOut, CounterfactualOut, ExplanationOut, Goal, WhatIfOut, WhyNotOut
from chatrec.app.explaining import Depth, Question
from chatrec.app.pathing import PathsOut
from chatrec.app.recommending import MOST
from chatrec.core.ids import ConversationId, DecisionId, ItemId, UserId
from chatrec.interfaces.http.given import Body, Identifier, Language, TheApp

router = APIRouter(prefix="/v1/users/{user:path}", tags=["explanations"])

Many = Annotated[int, Query(ge=1, le=MOST, description="How many items the list has.")]
Of = Annotated[
    Identifier | None, Query(description="A conversation: its last list is meant, with its wishes, not the user's own.")
]
Decided = Annotated[
    Identifier | None,
    Query(description="A list's `decision_id`: that list is meant, as it was asked for and judged then."),
]
Deep = Annotated[Depth, Query(description="The three largest reasons, twelve, or every one.")]


@dataclass(frozen=True, slots=True)
class Listed:
    """Which list is meant, and the language of the answer."""

    n: Many = 5
    conversation: Of = None
    locale: Language = "en"
    decision: Decided = None

    def question(self, user: str) -> Question:
        """The same for the use case."""
        where = None if self.conversation is None else ConversationId(self.conversation)
        which = None if self.decision is None else DecisionId(self.decision)
        return Question(user=UserId(user), n=self.n, conversation=where, decision=which, locale=self.locale)


@dataclass(frozen=True, slots=True)
class Told:
    """How much is told, in which language, and of which list."""

    depth: Deep = "medium"
    locale: Language = "en"
    conversation: Of = None
    decision: Decided = None

    def question(self, user: str) -> Question:
        """The same for the use case."""
        return replace(Listed(5, self.conversation, self.locale, self.decision).question(user), depth=self.depth)


TheList = Annotated[Listed, Depends()]


class Tried(Body):
    """Changes to try, as a counterfactual or a why-not answer tells them, on the list of `n`, of a conversation or of a decision."""

    changes: Annotated[tuple[ChangeForm, ...], Field(max_length=100)]
    n: Annotated[int, Field(ge=1, le=MOST)] = 5
    conversation: Identifier | None = None
    decision: Identifier | None = None


@router.get("/explanations/{item:path}")
def explain(
    user: Identifier,
    item: Identifier,
    app: TheApp,
    told: Annotated[Told, Depends()],
    against: Annotated[Identifier | None, Query(description="Why above this item, term by term.")] = None,
) -> ExplanationOut | ContrastOut:
    """Why an item scores for a user what it scores, whether or not it would be shown; `against` another, why above it."""
    asked = told.question(user)
    if against is not None:
        return app.explaining.contrast(asked, ItemId(item), ItemId(against))
    return app.explaining.explain(asked, ItemId(item))


@router.get("/paths/{item:path}")
def paths(user: Identifier, item: Identifier, app: TheApp, listed: TheList) -> PathsOut:
    """What joins an item to what the user liked, as a graph: the terms of its score that run along facts."""
    return app.pathing.paths(listed.question(user), ItemId(item))


@router.get("/counterfactuals/{item:path}")
def counterfactual(
    user: Identifier,
    item: Identifier,
    app: TheApp,
    listed: TheList,
    goal: Annotated[Goal, Query(description="To leave the list, or its first place.")] = "list",
) -> CounterfactualOut:
    """The fewest of the user's own actions and wishes without which an item leaves the list, tried before it is told."""
    return app.explaining.counterfactual(listed.question(user), ItemId(item), goal=goal)


@router.get("/why-not/{item:path}")
def why_not(user: Identifier, item: Identifier, app: TheApp, listed: TheList) -> WhyNotOut:
    """What keeps an item out of the list, what it lacks, and the fewest changes that bring it in, tried before they are told."""
    return app.explaining.why_not(listed.question(user), ItemId(item))


@router.get("/black-boxes/{item:path}")
def boxes(
    user: Identifier,
    item: Identifier,
    app: TheApp,
    listed: TheList,
    source: Annotated[
        Identifier | None, Query(description="A scorer by name; without one, all that break nothing down.")
    ] = None,
) -> BoxesOut:
    """What each item of the history does to a scorer that does not say what it rests on, and how far that picture can be trusted."""
    return app.explaining.boxes(listed.question(user), ItemId(item), source=source)


@router.post("/what-if")
def what_if(user: Identifier, body: Tried, app: TheApp, locale: Language = "en") -> WhatIfOut:
    """The list as it is, and as it would be after changes; nothing is stored."""
    listed = Listed(body.n, body.conversation, locale, body.decision)
    return app.explaining.what_if(listed.question(user), body.changes)


__all__ = ["Tried", "router"]
