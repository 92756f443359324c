"""Recommendations outside a conversation."""

from chatrec.app.asking import Asking
from chatrec.app.decisions import Decisions
from chatrec.app.explained import NOTES, UNPROFILED
from chatrec.app.live import LiveModel
from chatrec.app.replies import CardOut, Form, cards
from chatrec.core.errors import InputError
from chatrec.core.ids import UserId
from chatrec.core.query import Locale

MOST = 50


class RecommendationsOut(Form):
    """A list for a user. `cold_start` says that nothing is known of them and the list is everybody's."""

    user: UserId
    items: tuple[CardOut, ...]
    excluded: dict[str, int]
    cold_start: bool
    note: str
    decision_id: str
    model_version: str


class Recommending:
    """Answers "what for this user?"."""

    def __init__(self, live: LiveModel, asking: Asking, decisions: Decisions) -> None:
        self._live = live
        self._asking = asking
        self._decisions = decisions

    def recommend(
        self, user: UserId, *, n: int = 5, locale: Locale = "en", profiling: bool = True
    ) -> RecommendationsOut:
        """The `n` best items for a user, recorded as a decision; an unknown user gets a cold start that says so, and so does
        everybody without `profiling`: nothing that is known of them is read.
        """
        if not 1 <= n <= MOST:
            raise InputError(f"n = {n!r} items were asked for; ask for 1 to {MOST}.")
        tools = self._live.tools()
        query = self._asking.of_user(user, tools, locale=locale, n=n, profiling=profiling).query
        slate = tools.recommender.recommend(query)
        cold = not query.history
        return RecommendationsOut(
            user=user,
            items=cards(slate, query, tools),
            excluded=dict(slate.excluded),
            cold_start=cold,
            note=NOTES[locale][cold] if profiling else UNPROFILED[locale],
            decision_id=self._decisions.put(query, slate, kept_out=frozenset(), by=tools.recommender),
            model_version=slate.model,
        )


__all__ = ["MOST", "RecommendationsOut", "Recommending"]
