"""Two items set against each other, term by term: what each term adds to the one beyond what it adds to the other."""

from typing import NamedTuple

from chatrec.core.attribution import Evidence, Term
from chatrec.core.slate import SlateItem


class Difference(NamedTuple):
    """A term, what it adds to the first item beyond the second (log-odds), and the item on which it weighs more, with its
    evidence there.
    """

    term: Term
    value: float
    of: int
    evidence: Evidence


def differences(one: SlateItem, other: SlateItem) -> tuple[Difference, ...]:
    """Every term that differs, the largest first; the values sum to the difference of the scores. O(terms)."""
    mine, theirs = (dict(item.evidence) for item in (one, other))
    found = []
    for term in dict.fromkeys((*mine, *theirs)):
        here, there = mine.get(term, 0.0), theirs.get(term, 0.0)
        larger, of = (here, one.item) if abs(here) >= abs(there) else (there, other.item)
        if here != there:
            found.append(Difference(term, here - there, of, Evidence(term, larger)))
    return tuple(sorted(found, key=lambda difference: -abs(difference.value)))


__all__ = ["Difference", "differences"]
