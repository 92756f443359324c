"""Somebody outside is asked what they make of a list before it is shown; what they say becomes part of the question."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from chatrec.core.advice import Advice
from chatrec.core.arrays import IntArray
from chatrec.core.attribution import Term
from chatrec.core.query import Query
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Usage
from chatrec.recommend import Considered, Recommender


@dataclass(frozen=True, slots=True)
class Advised:
    """What came of asking: `model` is None where nobody was asked, `advice` None where they said nothing, and `trouble` why."""

    model: str | None = None
    advice: Advice | None = None
    trouble: Trouble | None = None
    usage: Usage = field(default_factory=Usage)


class Adviser(Protocol):
    """Judges the best items of a question, where that was measured to help."""

    def term(self, query: Query) -> Term | None:
        """What its evidence would be called; None where it is not asked about this question."""
        ...

    def advised(self, query: Query, items: IntArray) -> Advised:
        """What it makes of the candidates (m,), best first, as far as it looks. Never raises for what a model does, and takes no
        longer than it may.
        """
        ...


class Listed(NamedTuple):
    """A list, the question that it answers, and what came of asking somebody about it."""

    query: Query
    considered: Considered
    advised: Advised


def listed(
    query: Query, kept_out: frozenset[int], recommender: Recommender, adviser: Adviser | None, considered: Considered
) -> Listed:
    """The list with what the adviser makes of its candidates, or as it is. Cost: that of a list more, and the adviser's time."""
    found = Advised() if adviser is None else adviser.advised(query, considered.items)
    if found.advice is None:
        return Listed(query, considered, found)
    query = replace(query, advice=found.advice)
    return Listed(query, recommender.considered(query, shown=kept_out), found)


__all__ = ["Advised", "Adviser", "Listed", "listed"]
