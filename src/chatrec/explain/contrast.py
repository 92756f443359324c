"""Why one item stands above another: the difference of their scores, term by term."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.slate import SlateItem
from chatrec.explain.reasons import folded


@dataclass(frozen=True, slots=True)
class Difference:
    """What a term adds to either of two scores, and what that makes of their difference (log-odds)."""

    term: Term
    above: float
    below: float

    @property
    def value(self) -> float:
        return self.above - self.below

    @property
    def evidence(self) -> Evidence:
        """The term on the side on which it says more."""
        return Evidence(self.term, max(self.above, self.below, key=abs))


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two scored items, and every difference between them, the largest first; the values sum to `difference` (1e-9)."""

    above: SlateItem
    below: SlateItem
    differences: tuple[Difference, ...]

    @property
    def difference(self) -> float:
        """By how much the first scores more; negative where it scores less."""
        return self.above.score - self.below.score


def differences(above: SlateItem, below: SlateItem) -> tuple[Difference, ...]:
    """Every term that differs, the largest first; the values sum to the difference of the scores. O(terms)."""
    ours, theirs = dict(above.evidence), dict(below.evidence)
    both = (Difference(term, ours.get(term, 0.0), theirs.get(term, 0.0)) for term in dict.fromkeys((*ours, *theirs)))
    return tuple(sorted((one for one in both if one.value), key=lambda one: -abs(one.value)))


def contrast(above: SlateItem, below: SlateItem, *, limit: int) -> Contrast:
    """The `limit` largest differences and one REST difference for each source and kind of the others; terms in which the
    items do not differ are left out.
    """
    ours, theirs = dict(above.evidence), dict(below.evidence)
    pieces = folded([Evidence(one.term, one.value) for one in differences(above, below)], limit)
    named = {piece.term for piece in pieces}
    found = [_difference(piece, ours, theirs, named) for piece in pieces]
    return Contrast(above, below, tuple(sorted(found, key=lambda one: -abs(one.value))))


def _difference(
    piece: Evidence, ours: Mapping[Term, float], theirs: Mapping[Term, float], named: set[Term]
) -> Difference:
    """Both sides of a term; of a REST term that stands for the terms of its source and kind that are not named."""
    term = piece.term
    if term in ours or term in theirs:
        return Difference(term, ours.get(term, 0.0), theirs.get(term, 0.0))
    group = term.source, Kind(term.ref.partition(":")[0])

    def rest(side: Mapping[Term, float]) -> float:
        return math.fsum(value for one, value in side.items() if one not in named and _group(one) == group)

    return Difference(term, rest(ours), rest(theirs))


def _group(term: Term) -> tuple[str, Kind]:
    """What a term is folded into: its source and kind; those that a scorer folded itself join the kind that they stand for."""
    kind, _, count = term.ref.partition(":")
    return term.source, Kind(kind) if term.kind is Kind.REST and count.isdecimal() else term.kind


__all__ = ["Contrast", "Difference", "contrast", "differences"]
