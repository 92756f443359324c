"""A user's profile in the user's hands: each taste edited, suspended or taken back, reasons disputed, all of it carried away.

Ids may hold slashes, as in `users`.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from chatrec.app.carrying import CarriedProfile
from chatrec.app.control import Edit, RestoredOut
from chatrec.app.diffs import ListChangeOut
from chatrec.app.recommending import MOST
from chatrec.app.rewriting import Owner
from chatrec.app.steered import DisputeForm
from chatrec.core.errors import InputError
from chatrec.core.heed import LONGEST, Dispute, Matter
from chatrec.core.ids import ConversationId, ItemId, UserId
from chatrec.core.query import Locale
from chatrec.interfaces.http.given import Body, Identifier, Language, TheApp

router = APIRouter(prefix="/v1/users/{user:path}", tags=["profiles"])


class Compared(Body):
    """Which list is compared before and after, the last one of `conversation` or else the user's own `n` best, and the language of
    the answer.
    """

    n: Annotated[int, Field(ge=1, le=MOST)] = 5
    locale: Locale = "en"
    conversation: Identifier | None = None

    def of(self, user: str) -> Owner:
        """The owner of the list."""
        conversation = None if self.conversation is None else ConversationId(self.conversation)
        return Owner(user=UserId(user), n=self.n, locale=self.locale, conversation=conversation)


class TasteEdit(Compared):
    """What to do with a taste: say "like", "dislike" or "seen", "mute" it (it counts no more and is kept), "unmute" it,
    "retract" it; or rate its item from -1 to 1.
    """

    edit: Edit | None = None
    rating: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None


class Steered(Compared):
    """What to change of how a user's lists are steered; what is left out stays. Sliders by name: `profile` lists them."""

    sliders: Annotated[dict[Annotated[str, Field(max_length=40)], float], Field(max_length=20, default_factory=dict)]
    profiling: bool | None = None


class Disputed(Compared):
    """“Not because of this”: of what the user said of `item_id` or did with it, or `about` an attribute, a name, a word, a path or a
    kind of evidence; `lasting` for good, or once, for this answer.
    """

    item_id: Identifier | None = None
    about: DisputeForm | None = None
    lasting: Literal["once", "good"] = "once"


@router.patch("/profile/tastes/{item:path}")
def edit(user: Identifier, item: Identifier, body: TasteEdit, app: TheApp) -> ListChangeOut:
    """Change what is known of a user and an item; the answer shows what that changed in the list, and why."""
    owner = body.of(user)
    if (body.edit is None) == (body.rating is None):
        raise InputError(
            f"A taste is changed by either edit or rating; got edit {body.edit!r} and rating {body.rating!r}."
        )
    if body.rating is not None:
        return app.control.rate(owner, ItemId(item), body.rating)
    return app.control.edit(owner, ItemId(item), body.edit or "seen")


@router.delete("/profile/tastes/{item:path}")
def retract(user: Identifier, item: Identifier, app: TheApp, locale: Language = "en") -> ListChangeOut:
    """Take back what a user said of an item or did with it; it may be recommended again."""
    return app.control.edit(Owner(user=UserId(user), locale=locale), ItemId(item), "retract")


@router.post("/disputes")
def dispute(user: Identifier, body: Disputed, app: TheApp) -> ListChangeOut:
    """Dispute a reason; the answer shows what the list is without it, and why."""
    owner, lasting = body.of(user), body.lasting == "good"
    if body.about is not None and body.item_id is None:
        return app.steers.dispute(owner, body.about.read(), lasting=lasting)
    if body.item_id is None or body.about is not None:
        raise InputError(
            f"A dispute is either of an item or about something else; got item_id {body.item_id!r} and about {body.about!r}."
        )
    return app.control.dispute(owner, ItemId(body.item_id), lasting=lasting)


@router.delete("/disputes")
def uphold(
    user: Identifier,
    matter: Matter,
    ref: Annotated[str, Query(max_length=LONGEST)],
    app: TheApp,
    locale: Language = "en",
) -> ListChangeOut:
    """Take a lasting dispute back; one of an item is taken back by unmuting its taste."""
    return app.steers.uphold(Owner(user=UserId(user), locale=locale), Dispute(matter, ref))


@router.patch("/profile/steering")
def steer(user: Identifier, body: Steered, app: TheApp) -> ListChangeOut:
    """Set sliders or switch profiling off or on; the answer shows what that changed in the list, and why."""
    owner = body.of(user)
    return app.steers.steer(owner, body.sliders, profiling=body.profiling)


@router.delete("/profile/steering")
def reset(user: Identifier, app: TheApp, locale: Language = "en") -> ListChangeOut:
    """Every slider as usual, nothing disputed but single items, profiled."""
    return app.steers.reset(Owner(user=UserId(user), locale=locale))


@router.get("/profile/export")
def export(user: Identifier, app: TheApp) -> CarriedProfile:
    """The whole profile as a file for its owner; `import` makes the same ranking of it."""
    return app.control.export(UserId(user))


@router.post("/profile/import")
async def restore(user: Identifier, request: Request, app: TheApp) -> RestoredOut:
    """Put an exported profile in the place of the user's. A file that was changed, or of a newer version, is refused."""
    text = (await request.body()).decode("utf-8", "replace")
    return await run_in_threadpool(app.control.restore, UserId(user), text)


__all__ = ["Disputed", "Steered", "TasteEdit", "router"]
