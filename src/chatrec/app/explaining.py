"""Why an item, why one above another, why not another, and what would have to be otherwise."""

from dataclasses import dataclass, replace
from typing import Literal

from chatrec.app.accepted import origin_notes
from chatrec.app.asking import Asking
from chatrec.app.boxes import BoxesOut, boxes_out
from chatrec.app.changing import ChangeForm, change_forms
from chatrec.app.explained import (
    ContrastOut,
    CounterfactualOut,
    ExplanationOut,
    Goal,
    WhatIfOut,
    WhyNotOut,
    contrast_out,
    counterfactual_out,
    explanation_out,
    places,
    why_not_out,
)
from chatrec.app.live import LiveModel
from chatrec.app.recommending import MOST
from chatrec.core.errors import InputError
from chatrec.core.ids import ConversationId, DecisionId, ItemId, UserId
from chatrec.core.query import Locale
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue import Tools
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.explain import Situation, Speaker, contrast, counterfactual, why_not
from chatrec.explain.telling import held
from chatrec.ports.proposals import ProposalStore

Depth = Literal["short", "medium", "full"]
LIMITS: dict[Depth, int | None] = {"short": 3, "medium": 12, "full": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whom an explanation is for, of which list (the `n` best, the last of a conversation, or that of a decision), how deep and in
    which language.
    """

    user: UserId
    n: int = 5
    conversation: ConversationId | None = None
    decision: DecisionId | None = None
    depth: Depth = "medium"
    locale: Locale = "en"


class Explaining:
    """Answers that are executed before they are given: what would be otherwise is tried on a shadow of the user's state."""

    def __init__(self, live: LiveModel, asking: Asking, proposals: ProposalStore) -> None:
        self._live = live
        self._asking = asking
        self._proposals = proposals

    def explain(self, asked: Question, item: ItemId) -> ExplanationOut:
        """An item's evidence for a user, whether or not it would be shown. Raises NotFoundError for an unknown item."""
        tools, situation = self._live.tools(), self.situation(asked)
        judged = tools.recommender.judged(situation.query, tools.catalogue.row(item))
        found = explanation_out(judged, situation.query, tools, limit=LIMITS[asked.depth])
        origins = origin_notes(self._proposals, tools.catalogue[judged.item], tools.domain, asked.locale)
        return found.model_copy(update={"origins": origins})

    def contrast(self, asked: Question, item: ItemId, against: ItemId) -> ContrastOut:
        """Why an item stands above another, term by term; what is not in the list is judged as it would stand below it.

        Raises NotFoundError for an unknown item, InputError for an item against itself.
        """
        tools, situation = self._live.tools(), self.situation(asked)
        rows = tools.catalogue.row(item), tools.catalogue.row(against)
        if rows[0] == rows[1]:
            raise InputError(f"Item {item!r} cannot be contrasted with itself; give another one as `against`.")
        slate = tools.recommender.recommend(situation.query, shown=situation.kept_out)
        first, second = (_side(tools, situation, slate, row) for row in rows)
        found = contrast(first, second, limit=LIMITS[asked.depth] or len(first.evidence) + len(second.evidence))
        return contrast_out(found, slate, situation.query, tools)

    def counterfactual(self, asked: Question, item: ItemId, *, goal: Goal = "list") -> CounterfactualOut:
        """The fewest own actions and wishes without which an item leaves the list, or the first place.

        Raises InputError for an item that is not there.
        """
        tools, situation = self._live.tools(), self.situation(asked)
        row = tools.catalogue.row(item)
        if goal == "first":
            situation = replace(situation, query=replace(situation.query, n=1))
        found = counterfactual(tools.recommender, situation, row)
        return counterfactual_out(found, _speaker(tools, situation), goal)

    def why_not(self, asked: Question, item: ItemId) -> WhyNotOut:
        """What keeps an item out of the list, what it lacks, and the fewest changes that bring it in."""
        tools, situation = self._live.tools(), self.situation(asked)
        found = why_not(tools.recommender, situation, tools.catalogue.row(item))
        return why_not_out(found, _speaker(tools, situation), tools)

    def boxes(self, asked: Question, item: ItemId, *, source: str | None = None) -> BoxesOut:
        """What the items of a history do to the black boxes that speak of an item, or to one scorer, by leaving them out.

        Raises NotFoundError for an unknown item or scorer, InputError for a user of whom nothing counts.
        """
        tools, situation = self._live.tools(), self.situation(asked)
        return boxes_out(situation.query, tools.catalogue.row(item), tools, source)

    def what_if(self, asked: Question, changes: tuple[ChangeForm, ...]) -> WhatIfOut:
        """The list as it is, and as it would be after changes; nothing is stored."""
        tools, situation = self._live.tools(), self.situation(asked)
        read = tuple(change.read(tools.catalogue) for change in changes)
        then = situation.after(read)
        before = tools.recommender.recommend(situation.query, shown=situation.kept_out)
        after = tools.recommender.recommend(then.query, shown=then.kept_out)
        speaker = _speaker(tools, situation)
        return WhatIfOut(
            changes=change_forms(read, speaker),
            note=held(situation.query),
            before=places(before, speaker),
            after=places(after, speaker),
            model_version=before.model,
        )

    def situation(self, asked: Question) -> Situation:
        """The list that is meant, as a question to the recommender."""
        if not 1 <= asked.n <= MOST:
            raise InputError(f"n = {asked.n!r} items were asked for; ask for 1 to {MOST}.")
        if asked.conversation is not None and asked.decision is not None:
            raise InputError(
                f"One list is explained: either the last one of conversation {asked.conversation!r} or that of decision "
                f"{asked.decision!r}; leave one out."
            )
        if asked.decision is not None:
            return self._asking.of_decision(asked.user, asked.decision, locale=asked.locale)
        if asked.conversation is not None:
            return self._asking.of_conversation(asked.user, asked.conversation, locale=asked.locale)
        return self._asking.as_served(asked.user, self._live.tools(), locale=asked.locale, n=asked.n)


def _side(tools: Tools, situation: Situation, slate: Slate, row: int) -> SlateItem:
    """An item as it stands in the list, or would in its last place."""
    there = next((one for one in slate.items if one.item == row), None)
    above = slate.items[: situation.query.n - 1]
    return there or tools.recommender.standing(situation.query, above, row)


def _speaker(tools: Tools, situation: Situation) -> Speaker:
    language = LANGUAGES[situation.query.context.locale]
    return Speaker(
        tools.catalogue,
        tools.explainer,
        situation.query,
        lambda constraint: wording(constraint, language, tools.catalogue, tools.domain),
    )


__all__ = ["LIMITS", "Depth", "Explaining", "Goal", "Question"]
