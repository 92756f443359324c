"""What every face answers: the JSON forms of cards, evidence and turns."""

import math
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from chatrec.app.acts import ActOut, act_out
from chatrec.core.query import Locale, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.core.trouble import Trouble
from chatrec.dialogue import Tools, Turn
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.llm import Spoken

BARS = 12  # terms of evidence in a card; the smaller ones are folded and the sum stays the score


class Form(BaseModel):
    """A body that leaves the house."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EvidenceOut(Form):
    """One bar: `value` is in log-odds; the values of a card sum to its score."""

    source: str
    kind: str
    ref: str
    label: str
    value: float


class CardOut(Form):
    """One recommended item. `probability` is the logistic of the score; `reason` is empty where there is none to give."""

    item_id: str
    title: str
    year: int | None
    labels: dict[str, tuple[str, ...]]
    facts: tuple[str, ...]
    score: float
    probability: float
    reason: str
    evidence: tuple[EvidenceOut, ...]


class ConstraintOut(Form):
    """A hard wish in force: its key, and what it says in the reader's language."""

    key: str
    label: str


class WordingOut(Form):
    """Who worded a reply: `by` is "template", "model" or "both". `model` is the language model that was asked, `trouble` why it
    worded nothing, `blocked` how many of its sentences were not said because they claimed what no fact holds.
    """

    by: Literal["template", "model", "both"] = "template"
    model: str | None = None
    trouble: Trouble | None = None
    reworded: int = 0
    blocked: int = 0
    tokens: int = 0
    cost: float = 0.0


class TurnOut(Form):
    """One answer. `excluded` counts what was removed, by reason."""

    number: int
    locale: Locale
    reply: str
    acts: tuple[ActOut, ...]
    move: str
    constraints: tuple[ConstraintOut, ...]
    slate: tuple[CardOut, ...]
    excluded: dict[str, int]
    decision_id: str | None
    model_version: str
    suggestions: tuple[str, ...]
    wording: WordingOut = WordingOut()


def card(item: SlateItem, query: Query, tools: Tools) -> CardOut:
    """A slate item for people: names, facts, and its evidence in words."""
    known = tools.catalogue[item.item]
    locale = query.context.locale
    reasons = tools.explainer.reasons(item, query, limit=BARS)
    return CardOut(
        item_id=known.id,
        title=known.title,
        year=int(known.numbers["year"]) if "year" in known.numbers else None,
        labels=dict(known.labels),
        facts=tuple(
            tools.domain.say_value(field, value, locale) for field, values in known.labels.items() for value in values
        ),
        score=item.score,
        probability=1.0 / (1.0 + math.exp(-item.score)),
        reason=tools.explainer.reason(item, query).text,
        evidence=tuple(
            EvidenceOut(
                source=reason.term.source,
                kind=reason.term.kind.value,
                ref=reason.term.ref,
                label=reason.label,
                value=reason.value,
            )
            for reason in reasons
        ),
    )


def cards(slate: Slate, query: Query, tools: Tools) -> tuple[CardOut, ...]:
    """Every item of a slate, in its order."""
    return tuple(card(item, query, tools) for item in slate.items)


def turn_out(turn: Turn, tools: Tools, *, sentences: Sequence[str], decision_id: str | None) -> TurnOut:
    """A turn for people."""
    language = LANGUAGES[turn.locale]
    return TurnOut(
        number=turn.state.turn,
        locale=turn.locale,
        reply=_joined(sentences, turn.locale),
        acts=tuple(act_out(act, tools.catalogue) for act in turn.acts),
        move=turn.move.value,
        constraints=tuple(
            ConstraintOut(key=constraint.key, label=wording(constraint, language, tools.catalogue, tools.domain))
            for constraint in turn.state.hard
        ),
        slate=cards(turn.slate, turn.query, tools) if turn.slate and turn.query else (),
        excluded=dict(turn.slate.excluded) if turn.slate else {},
        decision_id=decision_id,
        model_version=tools.recommender.model,
        suggestions=turn.suggestions,
    )


def reworded(turn: TurnOut, spoken: Spoken) -> TurnOut:
    """A turn in the words of a language model, as far as it has any."""
    worded_all = spoken.reworded == len(spoken.sentences)
    by: Literal["template", "model", "both"] = "template" if not spoken.reworded else "model" if worded_all else "both"
    wording = WordingOut(
        by=by,
        model=spoken.model,
        trouble=spoken.trouble,
        reworded=spoken.reworded,
        blocked=spoken.blocked,
        tokens=spoken.usage.tokens,
        cost=spoken.usage.cost,
    )
    return turn.model_copy(update={"reply": _joined(spoken.sentences, turn.locale), "wording": wording})


def _joined(sentences: Sequence[str], locale: Locale) -> str:
    return (" " if locale == "en" else "").join(sentences)


__all__ = [
    "BARS",
    "CardOut",
    "ConstraintOut",
    "EvidenceOut",
    "Form",
    "TurnOut",
    "WordingOut",
    "card",
    "cards",
    "reworded",
    "turn_out",
]
