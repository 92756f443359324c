"""Many terms as a few: the largest stay, the rest of each source is one term, and the sum stays the score."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

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


def folded(evidence: Sequence[Evidence], limit: int, *, faint: float = FAINT) -> tuple[Evidence, ...]:
    """The `limit` largest terms by absolute value, then one REST term for each source and kind of the others.

    What is smaller than `faint` of the largest, a hundredth, goes with the others: it would be a bar that nobody could see.
    A REST term's ref is "kind:count", so nothing is hidden: ("together", REST, "history:88") stands for 88 terms. Those that
    a scorer folded itself, as `text` does with its smaller words, join the others of their kind.
    """
    counted = [piece for piece in evidence if piece[0][1] is Kind.REST and _count(piece)]
    own = [piece for piece in evidence if piece[0][1] is not Kind.REST or not _count(piece)] if counted else evidence
    largest = nlargest(limit, own, key=_size)
    shown = [piece for piece in largest if _size(piece) >= faint * _size(largest[0])]
    known = set(map(id, shown))
    small: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for piece in own:
        if id(piece) not in known:
            (source, kind, _), value = piece
            small[source, kind].append(value)
    counts = {group: len(values) for group, values in small.items()}
    for piece in counted:
        group = piece.term.source, piece.term.ref.partition(":")[0]
        small[group].append(piece.value)
        counts[group] = counts.get(group, 0) + _count(piece)
    rest = (
        Evidence(Term(source, Kind.REST, f"{kind}:{counts[source, kind]}"), math.fsum(values))
        for (source, kind), values in small.items()
    )
    return (*shown, *rest)


def _size(piece: Evidence) -> float:
    return abs(piece[1])


def _count(piece: Evidence) -> int:
    """How many terms a REST term stands for; 0 for any other term, and where its ref does not say it."""
    _, _, count = piece.term.ref.partition(":")
    return int(count) if piece.term.kind is Kind.REST and count.isdecimal() else 0


__all__ = ["FAINT", "Reason", "folded"]
