"""The recommender as tools for other people's agents, over the Model Context Protocol."""

import functools
import uuid
from collections.abc import Callable
from typing import Annotated, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

import chatrec
from chatrec.app.explained import ExplanationOut
from chatrec.app.explaining import Question
from chatrec.app.forgetting import ForgottenOut
from chatrec.app.people import ProfileOut
from chatrec.app.recommending import MOST
from chatrec.app.replies import CardOut, Form
from chatrec.app.wiring import App, clock
from chatrec.core.errors import ChatRecError, ConflictError, InputError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import ConversationId, EventId, ItemId, UserId
from chatrec.core.query import Locale

ABOUT = (
    "A recommender over one catalogue. It ranks by named evidence: every item comes with the terms that add up to its score. "
    "Say what a person wants with `recommend` and a `wish` in English or Chinese; go on with the `conversation` that it "
    "returns. Items are named by the ids that `search` and `recommend` give."
)
SAID = (EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN, EventKind.RETRACT)
Who = Annotated[str, Field(min_length=1, max_length=200, description="The person's id; whose tastes count.")]
Which = Annotated[str, Field(min_length=1, max_length=200, description="An item's id.")]
P = ParamSpec("P")
R = TypeVar("R")


class FoundOut(Form):
    """One item of the catalogue."""

    item_id: str
    title: str
    year: int | None
    labels: dict[str, tuple[str, ...]]


class SearchOut(Form):
    """Items whose title holds what was looked for; `total` counts all."""

    total: int
    items: tuple[FoundOut, ...]


class RecommendedOut(Form):
    """What is recommended, best first; `excluded` counts what wishes removed. `conversation` is there where a wish was said."""

    items: tuple[CardOut, ...]
    reply: str
    excluded: dict[str, int]
    decision_id: str | None
    conversation: str | None


class ComparedOut(Form):
    """The items with their evidence for this person, the better one first."""

    items: tuple[CardOut, ...]


class RecordedOut(Form):
    """Whether the feedback is new; the same `event_id` twice counts once."""

    stored: bool


class Shop:
    """The tools over one home."""

    def __init__(self, app: App) -> None:
        self._app = app

    def search(
        self,
        query: Annotated[str, Field(max_length=200)] = "",
        limit: Annotated[int, Field(ge=1, le=200)] = 20,
    ) -> SearchOut:
        """Find items by part of a title; all of them without a query."""
        sought = query.casefold()
        found = [
            item
            for item in self._app.live.tools().catalogue
            if any(sought in name.casefold() for name in (item.title, *item.aliases))
        ]
        shown = tuple(
            FoundOut(
                item_id=item.id,
                title=item.title,
                year=int(item.numbers["year"]) if "year" in item.numbers else None,
                labels=dict(item.labels),
            )
            for item in found[:limit]
        )
        return SearchOut(total=len(found), items=shown)

    def recommend(
        self,
        user: Who,
        wish: Annotated[
            str, Field(description="What the person says they want, in their words; empty = by taste.")
        ] = "",
        conversation: Annotated[str, Field(description="Go on with this conversation; its wishes hold.")] = "",
        n: Annotated[int, Field(ge=1, le=MOST, description="How many, where there is no wish.")] = 5,
        locale: Locale = "en",
    ) -> RecommendedOut:
        """Recommend items to a person, by what they say they want or by their tastes alone."""
        if not wish:
            if conversation:
                raise InputError("A conversation goes on with a wish; say what is wanted, as in wish='more'.")
            out = self._app.recommending.recommend(UserId(user), n=n, locale=locale)
            return RecommendedOut(
                items=out.items,
                reply=out.note,
                excluded=out.excluded,
                decision_id=out.decision_id,
                conversation=None,
            )
        chat = self._app.chat
        talk = chat.get(ConversationId(conversation)) if conversation else chat.start(UserId(user), locale)
        if talk.user != user:
            raise ConflictError(f"Conversation {conversation!r} is not one of user {user!r}; leave it out.")
        turn = chat.turn(talk.id, wish).turn
        return RecommendedOut(
            items=turn.slate,
            reply=turn.reply,
            excluded=turn.excluded,
            decision_id=turn.decision_id,
            conversation=talk.id,
        )

    def compare(
        self, user: Who, items: Annotated[list[Which], Field(min_length=2, max_length=10)], locale: Locale = "en"
    ) -> ComparedOut:
        """Compare items for a person: the evidence of each, the one that suits them better first."""
        explained = [
            self._app.explaining.explain(Question(user=UserId(user), locale=locale), ItemId(item)).item
            for item in items
        ]
        return ComparedOut(items=tuple(sorted(explained, key=lambda card: -card.score)))

    def why(self, user: Who, item: Which, locale: Locale = "en") -> ExplanationOut:
        """Why an item scores for a person what it scores, term by term."""
        return self._app.explaining.explain(Question(user=UserId(user), locale=locale), ItemId(item))

    def feedback(
        self,
        user: Who,
        item: Which,
        kind: Annotated[EventKind, Field(description="like, dislike, seen, or retract to take the word back.")],
        event_id: Annotated[str, Field(max_length=200, description="Yours; sent twice, it counts once.")] = "",
    ) -> RecordedOut:
        """Record what a person says of an item; it counts at once."""
        if kind not in SAID:
            said = ", ".join(repr(known.value) for known in SAID)
            raise InputError(f"kind = {kind.value!r} is nothing that is said of an item; give one of {said}.")
        event = Event(
            event_id=EventId(event_id or uuid.uuid4().hex),
            user=UserId(user),
            item=ItemId(item),
            kind=kind,
            at=clock().now(),
        )
        return RecordedOut(stored=self._app.people.record(event))

    def profile(self, user: Who) -> ProfileOut:
        """Everything known of a person, latest first."""
        return self._app.people.profile(UserId(user))

    def forget(self, user: Who) -> ForgottenOut:
        """Remove everything stored of a person, for good; the receipt counts what was removed."""
        return self._app.forgetting.forget(UserId(user))


def mcp_server(app: App) -> MCPServer:
    """The tools of a home, ready to be served over any transport."""
    server = MCPServer(
        "chatrec", title="Chat-Rec", version=chatrec.__version__, instructions=ABOUT, log_level="WARNING"
    )
    shop = Shop(app)
    reading = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    saying = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
    removing = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False)
    tools: tuple[tuple[Callable[..., Form], ToolAnnotations], ...] = (
        (shop.search, reading),
        (shop.recommend, saying),
        (shop.compare, reading),
        (shop.why, reading),
        (shop.feedback, saying),
        (shop.profile, reading),
        (shop.forget, removing),
    )
    for tool, nature in tools:
        server.add_tool(_spoken(tool), annotations=nature, structured_output=True)
    return server


def _spoken(tool: Callable[P, R]) -> Callable[P, R]:
    """The tool with our errors as the protocol's, so that the agent reads their sentence."""

    @functools.wraps(tool)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except ChatRecError as error:
            raise ToolError(str(error)) from error

    return run


__all__ = ["Shop", "mcp_server"]
