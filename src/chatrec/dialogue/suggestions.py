"""Sensible next things to say, as texts that the NLU understands."""

from collections.abc import Iterator

from chatrec.core.acts import AskFact, Evaluate, UnknownTitle
from chatrec.core.events import EventKind
from chatrec.core.ids import ItemId
from chatrec.core.moves import Move
from chatrec.core.query import Between, Constraint, Excludes, Includes, Locale, Outside
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.tools import Tools
from chatrec.domains.base import named

MOST_SUGGESTIONS = 3
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
FORGET = {"en": "Forget {what}", "zh": "取消{what}"}
ANY = {"en": "Any {what} is fine", "zh": "不限{what}"}
START_OVER = {"en": "Start over", "zh": "重新开始"}


def suggestions(outcome: Outcome, tools: Tools) -> tuple[str, ...]:
    """Up to three next things to say, in the language of the turn."""
    locale = outcome.state.locale
    said: tuple[str, ...] = tuple(_meant(outcome, tools, locale))
    match outcome.move:
        case Move.APOLOGISE_AND_RELAX:
            offers = (_forget(constraint, tools, locale) for constraint, _ in outcome.relaxations[:2])
            said = (*said, *offers, START_OVER[locale])
        case Move.RECOMMEND:
            said = (*said, *_about_the_slate(outcome, tools, locale))
        case Move.EXPLAIN if outcome.slate and outcome.slate.items:
            said = (*said, MORE[locale], *_value_of_first(outcome, tools, locale), START_OVER[locale])
        case _:
            said = (*said, *OPENERS[locale])
    return tuple(dict.fromkeys(said))[:MOST_SUGGESTIONS]


def _meant(outcome: Outcome, tools: Tools, locale: Locale) -> Iterator[str]:
    """The titles that may have been meant by one we do not know; what may be said of one that was asked about."""
    for act in outcome.acts:
        if isinstance(act, UnknownTitle):
            say = SAY.get(act.said, LIKE)[locale]
            yield from (say.format(title=named(tools.catalogue[row], locale)) for row in act.close)
        elif isinstance(act, AskFact | Evaluate):
            title = named(tools.catalogue[act.target.item], locale)
            yield from (say[locale].format(title=title) for say in (LIKE, SAY[EventKind.SEEN], SIMILAR))


def _about_the_slate(outcome: Outcome, tools: Tools, locale: Locale) -> Iterator[str]:
    if outcome.slate is None or outcome.query is None:
        return
    title = named(tools.catalogue[outcome.slate.items[0].item], locale)
    opener = WHY if outcome.query.history else LIKE
    yield opener[locale].format(title=title)
    yield MORE[locale] if len(outcome.slate.items) == outcome.query.n else START_OVER[locale]
    yield from _value_of_first(outcome, tools, locale)


def _value_of_first(outcome: Outcome, tools: Tools, locale: Locale) -> tuple[str, ...]:
    """A refusal, "No drama", of a value of the first item that no wish speaks of yet."""
    if outcome.slate is None:
        return ()
    item = tools.catalogue[outcome.slate.items[0].item]
    spoken_of = {constraint.field for constraint in outcome.state.hard}
    for field, values in item.labels.items():
        if field not in spoken_of:
            return (WITHOUT[locale].format(value=tools.domain.say_value(field, values[0], locale)),)
    return ()


def _forget(constraint: Constraint, tools: Tools, locale: Locale) -> str:
    match constraint:
        case Excludes("item", values):
            rows = (tools.catalogue.row(ItemId(value)) for value in values)
            titles = [named(tools.catalogue[row], locale) for row in rows]
            return FORGET[locale].format(what=(" and " if locale == "en" else "和").join(titles))
        case Includes(field, values) | Excludes(field, values):
            what = (" or " if locale == "en" else "或").join(
                tools.domain.say_value(field, value, locale) for value in values
            )
            return FORGET[locale].format(what=what)
        case Between(field) | Outside(field):
            return ANY[locale].format(what=tools.domain.say_field(field, locale))


__all__ = ["MOST_SUGGESTIONS", "suggestions"]
