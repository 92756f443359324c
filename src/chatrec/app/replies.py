"""What every face answers: the JSON forms of cards, evidence and turns."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from chatrec.app.acts import ActOut, act_out
from chatrec.app.notices import notice
from chatrec.core.catalogue import Item
from chatrec.core.pieces import Pieces
from chatrec.core.query import Locale, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.core.trouble import Trouble
from chatrec.dialogue import Advised, Tools, Turn
from chatrec.dialogue.held import Held, held
from chatrec.dialogue.state import Question
from chatrec.domains.base import titled
from chatrec.domains.cards import on_card
from chatrec.llm import Heard, Spoken, heard_by
from chatrec.scorers.blend import BASE

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
    """One recommended item. `title` is what the reader's language calls it, and `also` what it is called else ("" where
    that is the same); `facts` are what the domain shows on a card; `probability` is the logistic of the score, and `times`
    how many times the odds are those of an item of which nothing speaks, by every term but the base; `reason` is empty where
    there is none to give.
    """

    item_id: str
    title: str
    also: str
    year: int | None
    labels: dict[str, tuple[str, ...]]
    facts: tuple[str, ...]
    score: float
    probability: float
    times: float
    reason: str
    evidence: tuple[EvidenceOut, ...]


class ConstraintOut(Form):
    """What is in force: its key, what it says in the reader's language, the number of the turn that stated it, and what a person
    would say to take it back.
    """

    key: str
    label: str
    turn: int | None = None
    drop: str = ""


class QuestionOut(Form):
    """What the reply asks, with the answers to choose from, and what its answer and the list were each expected to tell."""

    field: str
    choices: tuple[str, ...]
    gain_bits: float
    slate_bits: float


class PromptOut(Form):
    """A suggestion, its kind, and the probability with which it was chosen to be shown."""

    text: str
    kind: str
    propensity: float


class DialOut(Form):
    """How the dial stands, each in [-1, 1]: from well known to less known, from alike to varied; 0 = as usual."""

    novelty: float = 0.0
    variety: float = 0.0


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


class HearingOut(Form):
    """What a language model heard beside the rules: wishes that it `added`, made `stricter` or `disputed`, how much of what it
    said was `refused`, because message, catalogue and lexicon did not confirm it, and `trouble` where it heard nothing.
    """

    model: str | None = None
    trouble: Trouble | None = None
    added: int = 0
    stricter: int = 0
    disputed: int = 0
    refused: int = 0
    tokens: int = 0
    cost: float = 0.0


class JudgingOut(Form):
    """What a language model made of the list's `items` best candidates, before it was shown: its judgement counts `weight`, and is
    evidence of source "language model". `trouble` says why it had none, and then the list is as without it; `model` is None where
    it was not asked.
    """

    model: str | None = None
    trouble: Trouble | None = None
    weight: float = 0.0
    items: int = 0
    tokens: int = 0
    cost: float = 0.0


class TurnOut(Form):
    """One answer. `constraints` are rules that every card keeps, `leanings` what else of this conversation shapes the list: soft
    wishes and how the user feels. `excluded` counts what was removed, by reason; `notice` says where a language model could not help, and why.
    Without `profiling`, nothing beyond this conversation was used or kept.
    """

    number: int
    locale: Locale
    reply: str
    acts: tuple[ActOut, ...]
    move: str
    constraints: tuple[ConstraintOut, ...]
    leanings: tuple[ConstraintOut, ...] = ()
    slate: tuple[CardOut, ...]
    excluded: dict[str, int]
    decision_id: str | None
    model_version: str
    suggestions: tuple[str, ...]
    prompts: tuple[PromptOut, ...] = ()
    question: QuestionOut | None = None
    dial: DialOut = DialOut()
    profiling: bool = True
    wording: WordingOut = WordingOut()
    hearing: HearingOut = HearingOut()
    judging: JudgingOut = JudgingOut()
    notice: str = ""


def card(item: SlateItem, query: Query, tools: Tools, *, bars: int | None = BARS) -> CardOut:
    """A slate item for people: names, facts, and its evidence in words; every term of it where `bars` is None."""
    known = tools.catalogue[item.item]
    locale = query.context.locale
    if bars is None:
        reasons = tools.explainer.reasons(item, query, limit=len(item.evidence), faint=0.0)
    else:
        reasons = tools.explainer.reasons(item, query, limit=bars)
    return CardOut(
        item_id=known.id,
        title=titled(known, locale),
        also=_also(known, locale),
        year=int(known.numbers["year"]) if "year" in known.numbers else None,
        labels=dict(known.labels),
        facts=on_card(known, tools.domain, locale),
        score=item.score,
        probability=1.0 / (1.0 + math.exp(-item.score)),
        times=math.exp(math.fsum(Pieces.of(item.evidence).without(BASE).values.tolist())),
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


def _also(item: Item, locale: Locale) -> str:
    """The title in the other language; "" where it is the same or not known."""
    title = titled(item, locale)
    return next((name for name in (item.title, *item.titles.values()) if name != title), "")


def cards(slate: Slate, query: Query, tools: Tools) -> tuple[CardOut, ...]:
    """Every item of a slate, in its order."""
    return tuple(card(item, query, tools) for item in slate.items)


def turn_out(turn: Turn, tools: Tools, *, sentences: Sequence[str], decision_id: str | None) -> TurnOut:
    """A turn for people."""
    holding = held(replace(turn.state, locale=turn.locale), tools.catalogue, tools.domain)
    heard = heard_by(tools.nlu)
    return TurnOut(
        number=turn.state.turn,
        locale=turn.locale,
        reply=_joined(sentences, turn.locale),
        acts=tuple(act_out(act, tools.catalogue, turn.locale) for act in turn.acts),
        move=turn.move.value,
        constraints=tuple(map(_held_out, (one for one in holding if one.hard))),
        leanings=tuple(map(_held_out, (one for one in holding if not one.hard))),
        slate=cards(turn.slate, turn.query, tools) if turn.slate and turn.query else (),
        excluded=dict(turn.slate.excluded) if turn.slate else {},
        decision_id=decision_id,
        model_version=tools.recommender.model,
        suggestions=tuple(dict.fromkeys((*heard.offered, *turn.suggestions))),
        prompts=tuple(
            PromptOut(text=shown.said, kind=shown.kind, propensity=shown.propensity) for shown in turn.state.prompted
        ),
        profiling=turn.state.profiled,
        dial=DialOut(novelty=turn.state.dial.novelty, variety=turn.state.dial.variety),
        question=_question_out(turn.question) if turn.question else None,
        hearing=_hearing_out(heard),
        judging=judging_out(turn.advised),
        notice=notice(heard.trouble or turn.advised.trouble, turn.locale),
    )


def _held_out(one: Held) -> ConstraintOut:
    return ConstraintOut(key=one.key, label=one.words.label, turn=one.turn, drop=one.words.drop)


def _hearing_out(heard: Heard) -> HearingOut:
    return HearingOut(
        model=heard.model,
        trouble=heard.trouble,
        added=heard.added,
        stricter=heard.stricter,
        disputed=heard.disputed,
        refused=heard.refused,
        tokens=heard.usage.tokens,
        cost=heard.usage.cost,
    )


def judging_out(advised: Advised) -> JudgingOut:
    """What came of asking a language model about a list."""
    advice, usage = advised.advice, advised.usage
    return JudgingOut(
        model=advised.model,
        trouble=advised.trouble,
        weight=advice.weight if advice else 0.0,
        items=len(advice.items) if advice else 0,
        tokens=usage.tokens,
        cost=usage.cost,
    )


def _question_out(question: Question) -> QuestionOut:
    return QuestionOut(
        field=question.field,
        choices=tuple(choice.said for choice in question.choices),
        gain_bits=question.gain,
        slate_bits=question.slate_gain,
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
    told = notice(spoken.trouble, turn.locale) or turn.notice
    return turn.model_copy(update={"reply": _joined(spoken.sentences, turn.locale), "wording": wording, "notice": told})


def _joined(sentences: Sequence[str], locale: Locale) -> str:
    return (" " if locale == "en" else "").join(sentences)


__all__ = [
    "BARS",
    "CardOut",
    "ConstraintOut",
    "DialOut",
    "EvidenceOut",
    "Form",
    "HearingOut",
    "JudgingOut",
    "PromptOut",
    "QuestionOut",
    "TurnOut",
    "WordingOut",
    "card",
    "cards",
    "judging_out",
    "reworded",
    "turn_out",
]
