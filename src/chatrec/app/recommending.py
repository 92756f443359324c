"""Recommendations outside a conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatrec.app.asking import Asking
from chatrec.app.decisions import Decisions, decided
from chatrec.app.explained import NOTES, UNPROFILED
from chatrec.app.live import LiveModel
from chatrec.app.notices import notice
from chatrec.app.replies import CardOut, Form, JudgingOut, cards, judging_out
from chatrec.app.where import constraints
from chatrec.core.errors import InputError
from chatrec.core.ids import UserId
from chatrec.core.query import Locale
from chatrec.dialogue.advising import listed

MOST = 50

NOTHING: dict[Locale, str] = {"en": "Nothing is left that fits.", "zh": "没有符合条件的了。"}


class RecommendationsOut(Form):
    """A list for a user. `cold_start` says that nothing is known of them and the list is everybody's; `judging` what a language
    model was asked about it, and `notice` where that could not help, and why.
    """

    user: UserId
    items: tuple[CardOut, ...]
    excluded: dict[str, int]
    cold_start: bool
    note: str
    decision_id: str
    model_version: str
    judging: JudgingOut = JudgingOut()
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """On what a list may rest: without `profiling` on nothing that is known of the user, without `judging` on no language model's
    judgement.
    """

    profiling: bool = True
    judging: bool = True


EVERYTHING = Grounds()


class Recommending:
    """Answers "what for this user?"."""

    def __init__(self, live: LiveModel, asking: Asking, decisions: Decisions) -> None:
        self._live = live
        self._asking = asking
        self._decisions = decisions

    def recommend(
        self,
        user: UserId,
        *,
        n: int = 5,
        locale: Locale = "en",
        where: Sequence[str] = (),
        grounds: Grounds = EVERYTHING,
    ) -> RecommendationsOut:
        """The `n` best items for a user, recorded as a decision; an unknown user gets a cold start that says so, and so does
        everybody without profiling: nothing that is known of them is read.

        Waits for a language model where the settings say so and it was found to help; what it said is recorded with the question.
        `where` holds hard constraints as people type them, see `app.where`; what they removed is counted. Raises InputError
        for one that cannot be read.
        """
        if not 1 <= n <= MOST:
            raise InputError(
                f"n = {n!r} items were asked for; ask for 1 to {MOST}.", zh=f"要了 n = {n!r} 个；请要 1 到 {MOST} 个。"
            )
        tools = self._live.tools()
        situation = self._asking.of_user(user, tools, locale=locale, n=n, profiling=grounds.profiling)
        profiling = grounds.profiling and self._asking.profiled(user)
        query = replace(situation.query, constraints=constraints(where, tools.catalogue, tools.domain))
        # Whoever is not profiled is described to nobody.
        adviser = tools.adviser if profiling and grounds.judging else None
        query, considered, advised = listed(
            query, frozenset(), tools.recommender, adviser, tools.recommender.considered(query)
        )
        slate, cold = considered.slate, not query.history
        return RecommendationsOut(
            user=user,
            items=cards(slate, query, tools),
            excluded=dict(slate.excluded),
            cold_start=cold,
            note=_note(locale, cold=cold, profiling=profiling, empty=not slate.items),
            decision_id=self._decisions.put(decided(query, slate, kept_out=frozenset(), by=tools.recommender)),
            model_version=slate.model,
            judging=judging_out(advised),
            notice=notice(advised.trouble, locale),
        )


def _note(locale: Locale, *, cold: bool, profiling: bool, empty: bool) -> str:
    """On what the list rests, or that there is none."""
    if empty:
        return NOTHING[locale]
    return NOTES[locale][cold] if profiling else UNPROFILED[locale]


__all__ = ["EVERYTHING", "MOST", "Grounds", "RecommendationsOut", "Recommending"]
