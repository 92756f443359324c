"""Recommendations and explanations outside a conversation."""

from collections.abc import Sequence
from dataclasses import replace

from chatrec.app.decisions import Decisions
from chatrec.app.live import LiveModel
from chatrec.app.replies import CardOut, Form, card, cards
from chatrec.app.where import constraints
from chatrec.core.errors import InputError
from chatrec.core.ids import ItemId, UserId
from chatrec.core.query import Context, Locale, Query
from chatrec.dialogue import Tools
from chatrec.learning import Profiles
from chatrec.ports.clock import Clock

MOST = 50

NOTES: dict[Locale, dict[bool, str]] = {
    "en": {
        True: "I know nothing of you yet, so I go by what many people like. Tell me a title you like.",
        False: "Ranked by what you rated, liked and disliked.",
    },
    "zh": {
        True: "我还不了解你，先按很多人的喜好推荐。告诉我一个你喜欢的吧。",
        False: "按你的评分、喜欢和不喜欢排序。",
    },
}

NOTHING: dict[Locale, str] = {"en": "Nothing is left that fits.", "zh": "没有符合条件的了。"}


class RecommendationsOut(Form):
    """A list for a user. `cold_start` says that nothing is known of them and the list is everybody's."""

    user: UserId
    items: tuple[CardOut, ...]
    excluded: dict[str, int]
    cold_start: bool
    note: str
    decision_id: str
    model_version: str


class ExplanationOut(Form):
    """Why an item scores what it scores for a user."""

    user: UserId
    cold_start: bool
    note: str
    item: CardOut
    model_version: str


class Recommending:
    """Answers "what for this user?" and "why this item?"."""

    def __init__(self, live: LiveModel, profiles: Profiles, decisions: Decisions, clock: Clock) -> None:
        self._live = live
        self._profiles = profiles
        self._decisions = decisions
        self._clock = clock

    def recommend(
        self, user: UserId, *, n: int = 5, locale: Locale = "en", where: Sequence[str] = ()
    ) -> RecommendationsOut:
        """The `n` best items for a user, recorded as a decision; an unknown user gets a cold start that says so.

        `where` holds hard constraints as people type them, see `app.where`; what they removed is counted. Raises InputError
        for one that cannot be read.
        """
        if not 1 <= n <= MOST:
            raise InputError(f"n = {n!r} items were asked for; ask for 1 to {MOST}.")
        tools = self._live.tools()
        asked = constraints(where, tools.catalogue, tools.domain)
        query = replace(self._query(user, tools, locale, n), constraints=asked)
        slate = tools.recommender.recommend(query)
        cold = not query.history
        return RecommendationsOut(
            user=user,
            items=cards(slate, query, tools),
            excluded=dict(slate.excluded),
            cold_start=cold,
            note=NOTES[locale][cold] if slate.items else NOTHING[locale],
            decision_id=self._decisions.put(query, slate, kept_out=frozenset()),
            model_version=slate.model,
        )

    def explain(self, user: UserId, item: ItemId, *, locale: Locale = "en") -> ExplanationOut:
        """An item's evidence for a user, whether or not it would be shown. Raises NotFoundError for an unknown item."""
        tools = self._live.tools()
        query = self._query(user, tools, locale, 1)
        judged = tools.recommender.judged(query, tools.catalogue.row(item))
        cold = not query.history
        return ExplanationOut(
            user=user,
            cold_start=cold,
            note=NOTES[locale][cold],
            item=card(judged, query, tools),
            model_version=tools.recommender.model,
        )

    def _query(self, user: UserId, tools: Tools, locale: Locale, n: int) -> Query:
        history = self._profiles.of(user).history(tools.catalogue)
        return Query(user=user, history=history, context=Context(locale, self._clock.now()), n=n)


__all__ = ["MOST", "ExplanationOut", "RecommendationsOut", "Recommending"]
