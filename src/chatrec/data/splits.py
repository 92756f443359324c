"""Behaviour set aside to test on, without leaks: every row is in exactly one part."""

import math
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import BoolArray, IntArray
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Interactions

MOST_HELD_OUT = 10  # of a user's last rows: a scorer of what comes next must not be asked months after what it knows


def holdout(interactions: Interactions, share: float, rng: Generator) -> tuple[Interactions, Interactions]:
    """(train, test): of each user's n rows, round(share * n) at random are for the test and at least one for training.

    Half a row is rounded to the even number. Cost O(r log r): 0.2 s for 1,000,000 rows.
    """
    _refuse_impossible(share)
    users = interactions.users
    # Rows are sorted by user, so a shuffle within each user is a sort by user and a random key.
    shuffled = np.lexsort((rng.random(len(users)), users))
    offsets = interactions.offsets()
    counts = np.diff(offsets)
    taken = np.minimum(np.round(share * counts), counts - 1).clip(0).astype(np.int64)
    place = np.arange(len(users)) - offsets[users]
    test = np.zeros(len(users), bool)
    test[shuffled] = place < taken[users]
    return apart(interactions, test)


def random_rows(interactions: Interactions, share: float, rng: Generator) -> tuple[Interactions, Interactions]:
    """(train, test): round(share * n) of all n rows at random, whoever they belong to, are for the test.

    A user may lose every row. Cost O(r): 0.05 s for 1,000,000 rows.
    """
    _refuse_impossible(share)
    test = np.zeros(len(interactions), bool)
    test[rng.permutation(len(test))[: round(share * len(test))]] = True
    return apart(interactions, test)


class LastLeft(NamedTuple):
    """Behaviour without its end: `validation` is the last row but one of each user, `test` the last one."""

    train: Interactions
    validation: Interactions
    test: Interactions


def leave_last(interactions: Interactions, *, validation: bool = False) -> LastLeft:
    """The last row of each user apart, and with `validation` the one before too; nobody loses their first row.

    So a user with one row stays whole in training, and one with two has nothing to validate on; without `validation`
    that part is empty. Of rows at one time the last in the order of the interactions is the last.
    """
    offsets = interactions.offsets()
    before = np.arange(len(interactions)) - offsets[interactions.users]
    after = offsets[interactions.users + 1] - 1 - np.arange(len(interactions))
    last = (after == 0) & (before > 0)
    second = (after == 1) & (before > 0) & validation
    return LastLeft(interactions.where(~last & ~second), interactions.where(second), interactions.where(last))


class ColdSplit(NamedTuple):
    """Some of a vocabulary without any behaviour in training: `hidden` (h,) are their rows, ascending."""

    train: Interactions
    test: Interactions
    hidden: IntArray


def cold_items(interactions: Interactions, share: float, rng: Generator) -> ColdSplit:
    """round(share * m) of the m items that anybody used, at random, with all their rows for the test."""
    return _cold(interactions, interactions.items, share, rng)


def cold_users(interactions: Interactions, share: float, rng: Generator) -> ColdSplit:
    """round(share * U) of the U users that did anything, at random, with all their rows for the test."""
    return _cold(interactions, interactions.users, share, rng)


def temporal(interactions: Interactions, share: float) -> tuple[Interactions, Interactions]:
    """(train, test): everything before one moment and everything from it on, for all users the same moment.

    It is the time of the earliest of the last round(share * n) rows, so rows at one time stay together and the test may be
    larger than the share; 0 leaves it empty. Raises DataError when rows have no time (0) or the cut would leave nothing
    to train on.
    """
    _refuse_impossible(share)
    times, n = interactions.times, len(interactions)
    unknown = np.count_nonzero(times == 0)
    if unknown:
        raise DataError(f"{unknown} of {n} rows have no time, so nothing is before or after; choose another split.")
    wanted = round(share * n)
    if not wanted:
        return apart(interactions, np.zeros(n, bool))
    cut = np.sort(times)[n - wanted]
    if cut == times.min():
        raise DataError(f"A cut at {cut:.0f} leaves nothing before it; {share!r} of {n} rows share the earliest time.")
    return apart(interactions, times >= cut)


def timed(rows: Interactions) -> bool:
    """Whether it is known which of a user's items came later: every row has a time and they are not all equal."""
    later = (np.diff(rows.users) == 0) & (np.diff(rows.times) > 0)
    return bool(later.any()) and not bool((rows.times == 0).any())


def last_rows(
    rows: Interactions, share: float, *, most: int = MOST_HELD_OUT, positive: float = -math.inf
) -> tuple[Interactions, Interactions]:
    """(past, future): the future begins at the last round(share · n) of each user's n rows that weigh `positive` or more, at
    least one and at most `most` of them; without `positive` those are the last rows of all.

    So a shop's last purchases are in the future however much is looked at after them. A user's first row stays in the
    past, so those with one row, or nothing positive, have no future.
    """
    good = (rows.weights >= positive).astype(np.int64)
    offsets = rows.offsets()
    through = np.append(0, np.cumsum(good))
    counts = through[offsets[1:]] - through[offsets[:-1]]
    wanted = np.minimum(np.round(share * counts).clip(1, most), counts).astype(np.int64)
    later = through[offsets[rows.users + 1]] - through[1:]  # positive rows of the user after this one
    first = np.arange(len(rows)) == offsets[rows.users]
    return apart(rows, (later < wanted[rows.users]) & ~first)


def apart(interactions: Interactions, test: BoolArray) -> tuple[Interactions, Interactions]:
    """(train, test) of a split that is given, such as `Loaded.held_out`: `test` (r,) is true at the rows for the test."""
    return interactions.where(~test), interactions.where(test)


def _cold(interactions: Interactions, vocabulary: IntArray, share: float, rng: Generator) -> ColdSplit:
    _refuse_impossible(share)
    active = np.unique(vocabulary)
    hidden = np.sort(rng.choice(active, round(share * len(active)), replace=False))
    train, test = apart(interactions, np.isin(vocabulary, hidden))
    return ColdSplit(train, test, hidden)


def _refuse_impossible(share: float) -> None:
    if not 0.0 <= share < 1.0:
        raise InputError(f"The test share is {share!r}; give a number from 0 up to, but not including, 1.")


__all__ = [
    "MOST_HELD_OUT",
    "ColdSplit",
    "LastLeft",
    "apart",
    "cold_items",
    "cold_users",
    "holdout",
    "last_rows",
    "leave_last",
    "random_rows",
    "temporal",
    "timed",
]
