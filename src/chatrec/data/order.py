"""Order and uniqueness of behaviour, column by column."""

from collections.abc import Sequence

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray, IntArray


def encoded(names: Sequence[str]) -> tuple[tuple[str, ...], IntArray]:
    """The distinct names, sorted, and (r,) where each name stands among them."""
    distinct = sorted(set(names))
    position = {name: at for at, name in enumerate(distinct)}
    return tuple(distinct), np.fromiter((position[name] for name in names), np.int64, len(names))


def canonical_order(users: IntArray, times: FloatArray, items: IntArray) -> IntArray:
    """(r,) the order by user, then time, then item: it depends on the content alone, not on the order of a file."""
    return np.lexsort((items, times, users)).astype(np.int64)


def latest(users: IntArray, items: IntArray, times: FloatArray, rank: IntArray | BoolArray | None = None) -> BoolArray:
    """(r,) true at the one row of each (user, item) pair that is the latest; of equal times the last row counts.

    With `rank` (r,) the latest of the rows of the highest rank.
    """
    ranks = np.zeros(len(times), np.int64) if rank is None else rank
    order = np.lexsort((times, ranks, items, users))  # stable: equal rows keep their order
    last = np.ones(len(order), bool)
    last[:-1] = (np.diff(users[order]) != 0) | (np.diff(items[order]) != 0)
    keep = np.zeros(len(order), bool)
    keep[order[last]] = True
    return keep


__all__ = ["canonical_order", "encoded", "latest"]
