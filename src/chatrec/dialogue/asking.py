"""Whether to ask, and what: the question whose answer is expected to tell most, where that is worth a turn."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from chatrec.core.acts import Recommend
from chatrec.core.query import Constraint, Includes, Locale
from chatrec.dialogue.gain import belief, slate_gain
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.dialogue.nlu.words import cues_en, cues_zh
from chatrec.dialogue.nlu.words.marks import Cue
from chatrec.dialogue.nlu.words.text import keys
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Fields, Point, Say, Wishes
from chatrec.dialogue.questions import Asked, every_question
from chatrec.dialogue.state import Choice, DialogueState, Question
from chatrec.dialogue.tools import Tools
from chatrec.recommend import Considered

FEWEST = 2  # choices of a question
# What starts all over is no answer, though a theme is called so: 重新开始.
COMMANDS = frozenset(keys(said) for said in (*cues_en.CUES[Cue.RESTART], *cues_zh.CUES[Cue.RESTART].split()))
DONT_CARE = {"en": "Anything", "zh": "都可以"}


def asking(outcome: Outcome, considered: Considered, tools: Tools) -> DialogueState:
    """The state with the question that is worth asking on the table, and its field never to be asked about again; as it
    was where none is. Questions are asked where a list was asked for: after a mere "I liked it" one would interrupt.

    Cost 3 ms for 200 candidates with two fields.
    """
    state, patience = outcome.state, tools.patience
    invited = any(isinstance(act, Recommend) for act in outcome.acts)
    if (
        state.unasked is not None
        or not invited
        or len(state.asked) >= patience.most
        or len(considered.slate.items) < state.n
    ):
        return state
    shares = belief(considered.scores)
    # Neither asked before nor answered unasked.
    closed = {*state.asked, *(wish.field for wish in state.hard), *(wish.field for wish in state.soft)}
    questions = every_question(shares, considered.items, tools.catalogue, tools.domain, closed=closed)
    best = max(questions, key=_gain, default=None)
    if best is None:
        return state
    shown = np.flatnonzero(np.isin(considered.items, [item.item for item in considered.slate.items]))
    alternative = slate_gain(shares, shown)
    instead = best.gain >= alternative + patience.instead
    if not instead and best.gain < patience.beside:
        return state
    named = (Choice(_chip(one, tools, state.locale), one) for one in best.choices)
    choices = tuple(choice for choice in named if keys(choice.said) not in COMMANDS)
    if len(choices) < FEWEST:
        return state
    question = Question(field=best.field, choices=choices, gain=best.gain, slate_gain=alternative, instead=instead)
    return replace(state, question=question, asked=(*state.asked, best.field))


def asked(state: DialogueState) -> Iterator[Point]:
    """The question on the table in words; a question claims nothing."""
    question = state.question
    if question is None:
        return
    choices = Wishes(tuple(choice.constraint for choice in question.choices), choose=True)
    if isinstance(question.choices[0].constraint, Includes):
        yield Point(Say.ASK, {"field": Fields((question.field,)), "choices": choices})
    else:
        yield Point(Say.ASK_RANGE, {"choices": choices})


def _gain(question: Asked) -> float:
    return question.gain


def _chip(choice: Constraint, tools: Tools, locale: Locale) -> str:
    said = wording(choice, LANGUAGES[locale], tools.catalogue, tools.domain)
    return said[:1].upper() + said[1:]


__all__ = ["DONT_CARE", "asked", "asking"]
