"""Questions as they were found, and the acts that they are."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from chatrec.core.acts import (
    Act,
    AskFact,
    AskWorks,
    Compare,
    Evaluate,
    NoSuchPlace,
    TheField,
    TheItem,
    TheValue,
    UnknownTitle,
)
from chatrec.dialogue.nlu.names.referring import Reference
from chatrec.dialogue.nlu.questions.forms import Asks


class Question(NamedTuple):
    """A question and what it points at; whatever is `It` waits for what the rest of the message speaks of."""

    asks: Asks
    targets: tuple[Reference, ...]
    about: TheField | TheValue | None = None
    when: Literal["before", "after"] | None = None


def acts_of_question(question: Question) -> Iterator[Act]:
    """One act, or what must be said of the titles and places in it that we do not know."""
    items = [one for one in question.targets if isinstance(one, TheItem)]
    unknown = [one for one in question.targets if isinstance(one, UnknownTitle | NoSuchPlace)]
    for one in unknown:
        yield replace(one, about=question.about) if isinstance(one, UnknownTitle) else one
    if unknown:
        return
    about, when = question.about, question.when
    match question.asks:
        case Asks.WORKS if isinstance(about, TheValue):
            yield AskWorks(about, items[0] if items else None, when)
        case Asks.COMPARE:
            distinct = tuple({one.item: one for one in items}.values())
            yield Compare(distinct) if len(distinct) > 1 else Evaluate(items[0])
        case Asks.JUDGE:
            yield Evaluate(items[0])
        case _:
            yield AskFact(items[0], about)


__all__ = ["Question", "acts_of_question"]
