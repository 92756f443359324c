"""Many terms as a few: the largest stay, the rest of each source is one term, and the sum stays the score."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.claims import Claim

FAINT = 0.01  # of the largest term


@dataclass(frozen=True, slots=True)
class Reason:
    """One bar: a term, what it adds to the score (log-odds), a label in the reader's language and what it claims."""

    term: Term
    value: float
    label: str
    claims: tuple[Claim, ...] = ()


def folded(evidence: Sequence[Evidence], limit: int) -> tuple[Evidence, ...]:
    """The `limit` largest terms by absolute value, then one REST term for each source and kind of the others.

    What is fainter than a hundredth of the largest goes with the others: it would be a bar that nobody could see.
    A REST term's ref is "kind:count", so nothing is hidden: ("together", REST, "history:88") stands for 88 terms. Those that
    a scorer folded itself, as `text` does with its smaller words, join the others of their kind.
    """
    ordered = sorted((piece for piece in evidence if not _stands_for(piece)), key=lambda piece: -abs(piece.value))
    seen = sum(abs(piece.value) >= FAINT * abs(ordered[0].value) for piece in ordered[:limit])
    small: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for piece in (*ordered[seen:], *filter(_stands_for, evidence)):
        kind, count = piece.term.kind.value, 1
        if number := _stands_for(piece):
            kind, count = piece.term.ref.partition(":")[0], number
        small.setdefault((piece.term.source, kind), []).append((count, piece.value))
    rest = (
        Evidence(
            Term(source, Kind.REST, f"{kind}:{sum(count for count, _ in parts)}"),
            math.fsum(value for _, value in parts),
        )
        for (source, kind), parts in small.items()
    )
    return (*ordered[:seen], *rest)


def _stands_for(piece: Evidence) -> int:
    """How many terms a REST term stands for; 0 where it is a term of its own."""
    _, _, count = piece.term.ref.partition(":")
    return int(count) if piece.term.kind is Kind.REST and count.isdecimal() else 0


__all__ = ["FAINT", "Reason", "folded"]
