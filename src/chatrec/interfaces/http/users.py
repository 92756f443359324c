"""Users: what to recommend to them, what is known of them, and how to be forgotten.

An id may hold slashes; that is why the paths take everything up to their last word.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from chatrec.app.forgetting import ForgottenOut
from chatrec.app.people import ProfileOut
from chatrec.app.recommending import MOST, Grounds, RecommendationsOut
from chatrec.core.ids import UserId
from chatrec.interfaces.http.given import Identifier, Language, TheApp, TheMeasures
from chatrec.interfaces.http.witness import tell_judged

router = APIRouter(prefix="/v1/users/{user:path}", tags=["users"])


class Wanted(BaseModel):
    """Which recommendations; `where`, which may be given several times, lets only such items through, as in year>1999."""

    n: Annotated[int, Field(ge=1, le=MOST)] = 5
    where: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=20)] = []
    locale: Language = "en"
    profiling: Annotated[bool, Field(description="false: read nothing that is known of the user.")] = True
    judging: Annotated[
        bool,
        Field(
            description="false: wait for no language model, whatever the settings say; for programs that ask for many."
        ),
    ] = True


@router.get("/recommendations")
def recommend(
    user: Identifier, app: TheApp, measures: TheMeasures, wanted: Annotated[Wanted, Query()]
) -> RecommendationsOut:
    """The best items for a user, with the evidence of each; an unknown user gets what everybody likes, and is told so.

    `where`, which may be given several times, lets only such items through: `year>1999`, `genre=Drama|Crime`, `genre!=Horror`.
    With `llm.ranking_s` set and a language model that `chatrec judge` found to help, the list waits up to that long for its judgement;
    `judging` tells what came of it. The explanations of this list take its `decision_id` as `decision`.
    """
    grounds = Grounds(profiling=wanted.profiling, judging=wanted.judging)
    out = app.recommending.recommend(
        UserId(user), n=wanted.n, locale=wanted.locale, where=wanted.where, grounds=grounds
    )
    measures.listed(out.excluded, out.judging)
    tell_judged(out.judging, decision=out.decision_id)
    return out


@router.get("/profile")
def profile(user: Identifier, app: TheApp, locale: Language = "en") -> ProfileOut:
    """Everything known of a user, latest first, and how they steer their lists."""
    return app.people.profile(UserId(user), locale)


@router.delete("")
def forget(user: Identifier, app: TheApp) -> ForgottenOut:
    """Remove everything stored of a user and take them out of the live model; the receipt tells what was done."""
    return app.forgetting.forget(UserId(user))


__all__ = ["router"]
