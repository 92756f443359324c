"""Many terms as a few: the largest stay, the rest of each source is one term, and the sum stays the score."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chatrec.core.arrays import BoolArray
from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.claims import Claim
from chatrec.core.pieces import Pieces

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
    pieces = Pieces.of(evidence)
    counts = dict(_counts(pieces))
    own = np.ones(len(pieces), dtype=np.bool_)
    own[list(counts)] = False
    sizes = np.where(own, np.abs(pieces.values), -1.0)
    largest = np.argsort(-sizes, kind="stable")[: min(limit, len(pieces) - len(counts))]
    shown = largest[sizes[largest] >= faint * sizes[largest[:1]]]
    own[shown] = False
    return (*pieces.chosen(shown), *_rest(pieces, own, counts))


def _rest(pieces: Pieces, small: BoolArray, counts: Mapping[int, int]) -> Iterator[Evidence]:
    """One term for each source and kind of the `small` (k,) pieces, together with those that a scorer folded itself: `counts`
    terms at the places of `pieces`.
    """
    pairs, groups = pieces.terms.groups.pairs, pieces.groups
    values: dict[tuple[str, str], list[float]] = {}
    for group in dict.fromkeys(groups[small].tolist()):
        values[pairs[group]] = pieces.values[small & (groups == group)].tolist()
    numbers = {pair: len(of_pair) for pair, of_pair in values.items()}
    for at, count in counts.items():
        (source, _, ref), value = pieces[at]
        pair = source, ref.partition(":")[0]
        values.setdefault(pair, []).append(value)
        numbers[pair] = numbers.get(pair, 0) + count
    for (source, kind), of_pair in values.items():
        yield Evidence(Term(source, Kind.REST, f"{kind}:{numbers[source, kind]}"), math.fsum(of_pair))


def _counts(pieces: Pieces) -> Iterator[tuple[int, int]]:
    """The places of the REST terms that say how many terms they stand for, and how many."""
    rest = [group for group, (_, kind) in enumerate(pieces.terms.groups.pairs) if kind is Kind.REST]
    for at in np.flatnonzero(np.isin(pieces.groups, rest)).tolist():
        _, _, count = pieces[at].term.ref.partition(":")
        if count.isdecimal() and int(count):
            yield at, int(count)


__all__ = ["FAINT", "Reason", "folded"]
