"""Behaviour into the dataset that scorers are fitted on."""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import LawBroken
from chatrec.core.events import EventKind
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset, Interactions
from chatrec.data.loaded import KINDS, RATED, Loaded, Ratings
from chatrec.data.order import canonical_order, encoded, latest

LIKED_FROM = 0.8  # of the highest rating


class WeightRule(StrEnum):
    """How much a piece of behaviour says."""

    ALL = "all"  # every row weighs 1
    LIKED = "liked"  # likes, and ratings from four fifths of the highest one, weigh 1; the rest is left out
    GRADED = "graded"  # ratings from -1 at the low end of the scale to 1 at its high end


def dataset(loaded: Loaded, positive: WeightRule = WeightRule.ALL) -> Dataset:
    """What was loaded, weighted by the rule; catalogue rows are the positions of the items in the load.

    The fingerprint is that of the whole graded content, whatever the rule, so that all rules name the same data.
    """
    ratings = loaded.ratings
    graded = Interactions(
        ratings.users,
        ratings.items,
        ratings.graded(),
        ratings.times,
        n_users=len(ratings.user_ids),
        n_items=len(loaded.items),
    )
    whole = _built(Catalogue(loaded.items, loaded.knowledge), graded, ratings.user_ids)
    match positive:
        case WeightRule.GRADED:
            return whole
        case WeightRule.ALL:
            return whole.with_interactions(_all_one(graded))
        case WeightRule.LIKED:
            return whole.with_interactions(_all_one(graded.where(_liked(ratings))))
        case _:
            assert_never(positive)


def dataset_of(
    catalogue: Catalogue, users: Sequence[UserId], items: Sequence[ItemId], weights: FloatArray, times: FloatArray
) -> Dataset:
    """The dataset of behaviour that is weighted already, given as four columns of one length in any order.

    Of several rows of one (user, item) pair the latest counts; items that the catalogue lacks are passed over. The
    fingerprint of graded weights is the one that `dataset` gives to the same content read from files.
    """
    if not len(users) == len(items) == len(weights) == len(times):
        raise LawBroken(f"Four columns of one length make a dataset; got {len(users)} users and {len(items)} items.")
    rows = np.fromiter((catalogue.row(item) if catalogue.has(item) else -1 for item in items), np.int64, len(items))
    known = rows >= 0
    names, codes = encoded([user for user, keep in zip(users, known, strict=True) if keep])
    rows, weights, times = rows[known], weights[known], times[known]
    last = np.flatnonzero(latest(codes, rows, times))
    order = last[canonical_order(codes[last], times[last], rows[last])]
    interactions = Interactions(
        codes[order], rows[order], weights[order], times[order], n_users=len(names), n_items=len(catalogue)
    )
    return _built(catalogue, interactions, tuple(UserId(name) for name in names))


def _built(catalogue: Catalogue, graded: Interactions, users: tuple[UserId, ...]) -> Dataset:
    """Both ways end here: rows in canonical order, each pair once, users sorted."""
    digest = hashlib.sha256()
    for names in ([item.id for item in catalogue], users):
        digest.update("\n".join(names).encode())
        digest.update(b"\0")
    for column in (graded.users, graded.items, graded.weights, graded.times):
        digest.update(np.ascontiguousarray(column, column.dtype.newbyteorder("<")).tobytes())
    return Dataset(catalogue, graded, users, digest.hexdigest()[:16])


def _all_one(rows: Interactions) -> Interactions:
    return Interactions(rows.users, rows.items, np.ones(len(rows)), rows.times, rows.n_users, rows.n_items)


def _liked(ratings: Ratings) -> BoolArray:
    liked: BoolArray = ratings.kinds == KINDS.index(EventKind.LIKE)
    liked |= (ratings.kinds == RATED) & (ratings.values >= LIKED_FROM * ratings.high)
    return liked


__all__ = ["LIKED_FROM", "WeightRule", "dataset", "dataset_of"]
