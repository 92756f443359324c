"""Behaviour set aside to test on, without leaks: every row is in exactly one part."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import BoolArray
from chatrec.core.errors import InputError
from chatrec.core.interactions import Interactions


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


def apart(interactions: Interactions, test: BoolArray) -> tuple[Interactions, Interactions]:
    """(train, test) of a split that is given, such as `Loaded.held_out`: `test` (r,) is true at the rows for the test."""
    return interactions.where(~test), interactions.where(test)


def _refuse_impossible(share: float) -> None:
    if not 0.0 <= share < 1.0:
        raise InputError(f"The test share is {share!r}; give a number from 0 up to, but not including, 1.")


__all__ = ["LastLeft", "apart", "holdout", "leave_last", "random_rows"]
