"""Evidence grouped for people: one reason a liked item, wish, taste or rule, whichever scorers speak of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.knowledge import path_parts

SEVERAL = "several"  # the source of what more than one scorer says


@dataclass(frozen=True, slots=True)
class Group:
    """What all terms of one subject add to a score; `terms` counts them."""

    evidence: Evidence
    terms: int


@dataclass(frozen=True, slots=True)
class Grouped:
    """The largest groups, and what the others come to: `smaller` terms that add `rest`. Together they are the score."""

    groups: tuple[Group, ...]
    smaller: int
    rest: float


def grouped(evidence: Sequence[Evidence], limit: int | None = None) -> Grouped:
    """The `limit` largest groups by absolute value, largest first; all without a limit.

    A liked item is one subject, whether people chose the two together or one after the other, or facts join them. Terms that a
    scorer folded itself are never shown as a group of their own: they count as smaller reasons, as many as they stand for.
    """
    subjects: dict[tuple[str, Kind], list[Evidence]] = {}
    folded: list[Evidence] = []
    for piece in evidence:
        if piece.term.kind is Kind.REST:
            folded.append(piece)
        else:
            subjects.setdefault(_subject(piece.term), []).append(piece)
    groups = sorted(map(_group, subjects.values()), key=lambda group: -abs(group.evidence.value))
    shown, others = groups[:limit], groups[len(groups) if limit is None else limit :]
    smaller = sum(group.terms for group in others) + sum(_count(piece.term) for piece in folded)
    rest = math.fsum([*(group.evidence.value for group in others), *(piece.value for piece in folded)])
    return Grouped(tuple(shown), smaller, rest)


def _subject(term: Term) -> tuple[str, Kind]:
    if term.kind is Kind.PATH:
        return path_parts(term.ref)[0], Kind.HISTORY
    return term.ref, term.kind


def _group(pieces: list[Evidence]) -> Group:
    """One piece as it is; several under the name of the largest, which says best what they share."""
    largest = max(pieces, key=lambda piece: abs(piece.value))
    if len(pieces) == 1:
        return Group(largest, 1)
    ref, kind = _subject(largest.term)
    sources = {piece.term.source for piece in pieces}
    source = largest.term.source if len(sources) == 1 else SEVERAL
    return Group(Evidence(Term(source, kind, ref), math.fsum(piece.value for piece in pieces)), len(pieces))


def _count(term: Term) -> int:
    """How many terms a folded one stands for; 1 where it does not say."""
    count = term.ref.partition(":")[2]
    return int(count) if count.isdecimal() else 1


__all__ = ["SEVERAL", "Group", "Grouped", "grouped"]
