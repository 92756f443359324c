"""The fewest changes that bring an item into a list, or out of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from chatrec.core.arrays import BoolArray
from chatrec.core.slate import Slate
from chatrec.explain.changes import Change
from chatrec.explain.shadows import Shadows, of_size

FEW = 12  # changes of which every subset is tried
SIZE = 3  # up to which every subset of the first STRONGEST changes is tried, and of all of them every pair
STRONGEST = 12

Run = Callable[[tuple[Change, ...]], Slate]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: the changes and the list after them, None where there are none of up to `up_to` changes.

    `smallest` says that no smaller set of the changes that were considered does it: every one was tried.
    """

    changes: tuple[Change, ...] | None
    slate: Slate | None
    up_to: int
    smallest: bool


def fewest(shadows: Shadows, run: Run, item: int, *, into: bool, most: int) -> Found:
    """The fewest of the changes after which the item is in the list (`into`) or out of it, executed by `run` before they
    are told.

    Of up to 12 changes every subset is tried; of more every pair, and every three of the first 12. Beyond that the changes
    join in the order of what they do alone, up to `most`, and those that prove needless leave again.
    """
    n = len(shadows.changes)
    for size in range(1, min(n if n <= FEW else SIZE, most) + 1):
        every = n <= FEW or size < SIZE
        subsets = of_size(n if every else min(n, STRONGEST), size)
        subsets = np.pad(subsets, ((0, 0), (0, n - subsets.shape[1])))
        for subset in shadows.hitting(subsets, into=into):
            if found := _executed(shadows, subset, run, item, into=into):
                return Found(*found, up_to=size, smallest=True)
    if n > FEW and most > SIZE:
        for subset in _joined(shadows, into=into, most=most):
            if found := _executed(shadows, subset, run, item, into=into):
                return Found(*found, up_to=int(subset.sum()), smallest=int(subset.sum()) <= SIZE)
    return Found(None, None, up_to=min(most, n), smallest=n <= FEW)


def _executed(
    shadows: Shadows, subset: BoolArray, run: Run, item: int, *, into: bool
) -> tuple[tuple[Change, ...], Slate] | None:
    """The changes and the list that they really make; None where the item is not where it was foretold."""
    changes = shadows.named(subset)
    slate = run(changes)
    return (changes, slate) if any(one.item == item for one in slate.items) == into else None


def _joined(shadows: Shadows, *, into: bool, most: int) -> Iterator[BoolArray]:
    """At most two subsets: the first that is foretold to do it when the changes join one by one, what moves the item most
    first, without those that proved needless; then as it was before they left.
    """
    n = len(shadows.changes)
    alone = shadows.margins(np.eye(n, dtype=np.bool_)) * (1.0 if into else -1.0)
    places = np.argsort(np.argsort(-alone, kind="stable"), kind="stable")
    subsets = places < np.arange(1, min(most, n) + 1)[:, None]
    for taken in islice(shadows.hitting(subsets, into=into), 1):
        pruned = _pruned(shadows, taken, into=into)
        yield pruned
        if not np.array_equal(pruned, taken):
            yield taken


def _pruned(shadows: Shadows, taken: BoolArray, *, into: bool) -> BoolArray:
    """Without changes that are not needed, the one that does least first."""
    while taken.sum() > 1:
        fewer = taken & ~np.eye(len(taken), dtype=np.bool_)[taken]
        needless = np.flatnonzero(shadows.holding(fewer) == into)
        if not len(needless):
            break
        taken = fewer[needless[-1]]
    return taken


__all__ = ["FEW", "SIZE", "STRONGEST", "Found", "fewest"]
