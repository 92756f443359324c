"""Sensible next things to say, as texts that the NLU understands."""

from collections.abc import Iterator

import numpy as np

from chatrec.core.acts import Approve, AskFact, AskProfile, Evaluate, Feel, UnknownTitle
from chatrec.core.events import EventKind
from chatrec.core.moves import Move
from chatrec.core.query import AS_USUAL, EVEN, Locale
from chatrec.dialogue.asking import DONT_CARE
from chatrec.dialogue.gain import belief, entropy
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.prompts import Prompt, Shown
from chatrec.dialogue.tools import Tools
from chatrec.domains.base import named

MOST_SUGGESTIONS = 3
TELLING = 1  # of the fields of a card: a refusal is suggested of its first
OPENERS = {"en": ("Recommend something", "What can I say?"), "zh": ("推荐一些", "我能说什么？")}
LIKE = {"en": "I loved {title}", "zh": "我喜欢{title}"}
SAY = {
    EventKind.LIKE: LIKE,
    EventKind.DISLIKE: {"en": "I didn't like {title}", "zh": "我不喜欢{title}"},
    EventKind.SEEN: {"en": "I have seen {title}", "zh": "我看过{title}"},
    None: {"en": "Tell me about {title}", "zh": "说说{title}"},
}
SIMILAR = {"en": "Something like {title}", "zh": "类似{title}的"}
WHY = {"en": "Why {title}?", "zh": "为什么推荐{title}？"}
MORE = {"en": "More", "zh": "换一批"}
WITHOUT = {"en": "No {value}", "zh": "不要{value}"}
START_OVER = {"en": "Start over", "zh": "重新开始"}
SURPRISE = {"en": "Surprise me", "zh": "给我点惊喜"}
NEVER_MIND = {"en": "Never mind my mood", "zh": "别管我的心情"}
DIAL_BACK = {"en": "As usual", "zh": "恢复正常"}
# How often each kind is expected to be taken, before anything was counted. What splits the candidates gains up to a tenth.
EXPECTED = {"why": 0.3, "like": 0.28, "more": 0.26, "without": 0.12, "surprise": 0.1, "start over": 0.08}
SPLITS = 0.1


def suggestions(outcome: Outcome, tools: Tools) -> tuple[Shown, ...]:
    """Up to three next things to say, in the language of the turn; after a question, the answers to it.

    What the turn itself raises (titles that may be meant, relaxations, the way back of the dial) always comes; for the places
    that are left the prompter chooses among what fits the move.
    """
    locale = outcome.state.locale
    question = outcome.state.question
    if question is not None:
        answers = (Shown(choice.said, "answer") for choice in question.choices)
        return (*answers, Shown(DONT_CARE[locale], "any will do"))
    said = {shown.said: shown for shown in _raised(outcome, tools, locale)}
    options = {option.said: option for option in _options(outcome, tools, locale) if option.said not in said}
    chosen = tools.prompter.chosen([*options.values()], max(0, MOST_SUGGESTIONS - len(said)))
    return (*said.values(), *chosen)[:MOST_SUGGESTIONS]


def _raised(outcome: Outcome, tools: Tools, locale: Locale) -> Iterator[Shown]:
    yield from _meant(outcome, tools, locale)
    if any(isinstance(act, Approve) for act in outcome.acts):
        yield Shown(MORE[locale], "more")
    if any(isinstance(act, AskProfile) for act in outcome.acts) and (outcome.state.hard or outcome.state.soft):
        yield Shown(START_OVER[locale], "start over")
    offers = outcome.offers if outcome.move is Move.APOLOGISE_AND_RELAX else outcome.offers[:1]
    yield from (Shown(offer.said, "relax") for offer in offers)
    if outcome.move is Move.RECOMMEND and outcome.state.dial != AS_USUAL:
        yield Shown(DIAL_BACK[locale], "as usual")
    felt = any(isinstance(act, Feel) for act in outcome.acts) and outcome.state.mood != EVEN
    if outcome.move is Move.RECOMMEND and felt:
        yield Shown(NEVER_MIND[locale], "never mind")


def _meant(outcome: Outcome, tools: Tools, locale: Locale) -> Iterator[Shown]:
    """The titles that may have been meant by one we do not know; what may be said of one that was asked about."""
    for act in outcome.acts:
        if isinstance(act, UnknownTitle):
            say = SAY.get(act.said, LIKE)[locale]
            yield from (Shown(say.format(title=named(tools.catalogue[row], locale)), "meant") for row in act.close)
        elif isinstance(act, AskFact | Evaluate):
            title = named(tools.catalogue[act.target.item], locale)
            for kind, saying in (("like", LIKE), ("seen", SAY[EventKind.SEEN]), ("similar", SIMILAR)):
                yield Shown(saying[locale].format(title=title), kind)


def _options(outcome: Outcome, tools: Tools, locale: Locale) -> Iterator[Prompt]:
    """What fits the move."""
    if outcome.slate is None or not outcome.slate.items or outcome.query is None:
        if outcome.move is Move.APOLOGISE_AND_RELAX:
            yield _prompt("start over", START_OVER[locale])
        else:
            yield from (Prompt(said, "opener", 0.3 - 0.1 * place) for place, said in enumerate(OPENERS[locale]))
        return
    title = named(tools.catalogue[outcome.slate.items[0].item], locale)
    full = len(outcome.slate.items) == outcome.query.n
    if outcome.move is Move.RECOMMEND:
        kind = "why" if outcome.query.history else "like"
        yield _prompt(kind, (WHY if kind == "why" else LIKE)[locale].format(title=title))
    if full or outcome.move is Move.EXPLAIN:
        yield _prompt("more", MORE[locale])
    if not full or outcome.move is Move.EXPLAIN:
        yield _prompt("start over", START_OVER[locale])
    if outcome.state.dial == AS_USUAL:
        yield _prompt("surprise", SURPRISE[locale])
    yield from _without(outcome, tools, locale)


def _prompt(kind: str, said: str) -> Prompt:
    return Prompt(said, kind, EXPECTED[kind])


def _without(outcome: Outcome, tools: Tools, locale: Locale) -> Iterator[Prompt]:
    """A refusal, "No drama", of the value of the slate that no wish speaks of yet and whose refusal tells most: whether it is
    wished splits what is believed most evenly.
    """
    shares = _shares(outcome, tools)
    if not shares:
        return
    gains = {label: entropy(np.array([share, max(0.0, 1.0 - share)])) for label, share in shares.items()}
    field, value = max(gains, key=lambda label: gains[label])
    said = WITHOUT[locale].format(value=tools.domain.say_value(field, value, locale))
    yield Prompt(said, "without", EXPECTED["without"] + SPLITS * gains[field, value])


def _shares(outcome: Outcome, tools: Tools) -> dict[tuple[str, str], float]:
    """Of every value of the first item that no wish speaks of, how much of what is believed has it; by the slate alone
    where the candidates are not at hand.
    """
    if outcome.slate is None:
        return {}
    spoken_of = {wish.field for wish in (*outcome.state.hard, *outcome.state.soft)}
    first = tools.catalogue[outcome.slate.items[0].item].labels
    telling = set(tools.domain.card[:TELLING] or first) - spoken_of
    labels = [(field, value) for field, values in first.items() if field in telling for value in values]
    rows = outcome.considered.items if outcome.considered else np.array([item.item for item in outcome.slate.items])
    scores = outcome.considered.scores if outcome.considered else np.zeros(len(rows))
    shares = belief(scores)
    having = {label: tools.catalogue.label_rows[label] for label in labels}
    return {label: float(shares[np.isin(rows, of)].sum()) for label, of in having.items()}


__all__ = ["MOST_SUGGESTIONS", "suggestions"]
