"""Users: what to recommend to them, what is known of them, why, and how to be forgotten.

An id may hold slashes; that is why the paths take everything up to their last word.
"""

from typing import Annotated

from fastapi import APIRouter, Query

from chatrec.app.forgetting import ForgottenOut
from chatrec.app.people import ProfileOut
from chatrec.app.recommending import MOST, ExplanationOut, RecommendationsOut
from chatrec.core.ids import ItemId, UserId
from chatrec.interfaces.http.given import Identifier, Language, TheApp, TheMeasures

router = APIRouter(prefix="/v1/users/{user:path}", tags=["users"])


@router.get("/recommendations")
def recommend(
    user: Identifier,
    app: TheApp,
    measures: TheMeasures,
    n: Annotated[int, Query(ge=1, le=MOST)] = 5,
    locale: Language = "en",
) -> RecommendationsOut:
    """The best items for a user, with the evidence of each; an unknown user gets what everybody likes, and is told so."""
    out = app.recommending.recommend(UserId(user), n=n, locale=locale)
    measures.excluded(out.excluded)
    return out


@router.get("/profile")
def profile(user: Identifier, app: TheApp) -> ProfileOut:
    """Everything known of a user, latest first."""
    return app.people.profile(UserId(user))


@router.get("/explanations/{item:path}")
def explain(user: Identifier, item: Identifier, app: TheApp, locale: Language = "en") -> ExplanationOut:
    """Why an item scores for a user what it scores, whether or not it would be shown."""
    return app.recommending.explain(UserId(user), ItemId(item), locale=locale)


@router.delete("")
def forget(user: Identifier, app: TheApp) -> ForgottenOut:
    """Remove everything stored of a user and take them out of the live model; the receipt tells what was done."""
    return app.forgetting.forget(UserId(user))


__all__ = ["router"]
