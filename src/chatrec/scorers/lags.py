"""What came how long before what: the sums of `next`, counted over pairs of places instead of over whole windows."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.interactions import Interactions

STEPS = 256  # of a lag's weight
STRENGTHS = 16  # steps of how much an item was chosen; a five-star scale needs eight
COMPILING_PAYS = 50_000  # interactions; fewer are counted before the compiler is done


class Sequences(NamedTuple):
    """Everybody's items in order, one user after the other: items (r,), strengths (r,) in [0, 1], after (r,) how many
    items the same user has later.
    """

    items: IntArray
    strengths: FloatArray
    after: IntArray


class Tables(NamedTuple):
    """What two places of a sequence add to the sums: pairs (L, L + 1, c, c) and follows (D, c); made by `tables`."""

    pairs: FloatArray
    follows: FloatArray


class Counts(NamedTuple):
    """The sums over every position: half (m·c, m·c), of which half + halfᵀ = Σ x xᵀ, and cross (m·c, m) = Σ x yᵀ; item i
    in channel c is at i·channels + c.
    """

    half: FloatArray
    cross: FloatArray


Counter = Callable[[Sequences, Tables, Counts], None]


def lag_weights(decays: Sequence[float], reach: int) -> FloatArray:
    """(c, reach) exp(-decay · lag), the weight of the item that many places before the newest, in steps of 1/256."""
    weights = np.exp(-np.outer(decays, np.arange(reach)))
    return np.asarray(np.round(weights * STEPS) / STEPS)


def tables(weights: FloatArray, ahead: FloatArray) -> Tables:
    """What two items of one sequence add to the sums over all the positions that see them.

    pairs[d, n, c, e] = Σ_{k<n} weights[c, d + k] · weights[e, k] for the older item in channel c, the one d places later in
    channel e and n positions after both; follows[d, c] = Σ_k ahead[k] · weights[c, d - 1 - k] for an item in channel c and
    a target d places later. So a window of L lags costs L additions an item instead of L².
    """
    channels, reach = weights.shape
    padded = np.pad(weights, ((0, 0), (0, reach)))
    shifted = np.stack([padded[:, lag : lag + reach] for lag in range(reach)])
    pairs = np.zeros((reach, reach + 1, channels, channels))
    np.cumsum(np.einsum("dck,ek->dkce", shifted, weights), axis=1, out=pairs[:, 1:])
    pairs[0] /= 2.0  # an item and itself are their own mirror image
    follows = np.zeros((reach + len(ahead), channels))
    for k, share in enumerate(ahead):
        follows[1 + k : 1 + k + reach] += share * weights.T
    return Tables(pairs, follows)


def sequences(interactions: Interactions) -> Sequences:
    """The interactions as sequences; an item's strength is (1 + weight) / 2 in steps of 1/16."""
    strengths = np.round((1.0 + interactions.weights) * (STRENGTHS / 2)) / STRENGTHS
    ends = interactions.offsets()[interactions.users + 1]
    return Sequences(interactions.items, strengths, ends - 1 - np.arange(len(interactions)))


def counted(chosen: Sequences, table: Tables, n_items: int) -> Counts:
    """The sums over every position of every sequence, in whichever way is faster; both give the same bits."""
    size = table.pairs.shape[2] * n_items
    counts = Counts(np.zeros((size, size)), np.zeros((size, n_items)))
    pays = find_spec("numba") is not None and len(chosen.items) >= COMPILING_PAYS
    counter = compiled() if pays else count_by_lag
    counter(chosen, table, counts)
    return counts


@cache
def compiled() -> Counter:
    """`count_by_place` as machine code, by numba; the first call of a process takes 3 s to compile."""
    # By name: numba is optional, and takes most of a second to import for what small data never needs.
    counter: Counter = import_module("numba").njit(count_by_place)
    return counter


def count_by_place(chosen: Sequences, table: Tables, counts: Counts) -> None:
    """Add up place by place, in loops that are meant to be compiled."""
    items, strengths, after = chosen
    pairs, follows = table
    reach, channels = pairs.shape[0], pairs.shape[2]
    # Item by item and not user by user: the rows of one item fit into the processor's cache.
    for older in np.argsort(items):
        for lag in range(min(len(follows), after[older] + 1)):
            newer = older + lag
            together = min(after[newer], reach)
            both = strengths[older] * strengths[newer]
            for first in range(channels):
                row = items[older] * channels + first
                counts.cross[row, items[newer]] += both * follows[lag, first]
                if lag < reach:
                    for second in range(channels):
                        share = both * pairs[lag, together, first, second]
                        counts.half[row, items[newer] * channels + second] += share


def count_by_lag(chosen: Sequences, table: Tables, counts: Counts) -> None:
    """Add up lag by lag, all pairs at that distance at once."""
    items, strengths, after = chosen
    pairs, follows = table
    reach, channels = pairs.shape[0], pairs.shape[2]
    half, cross = counts.half.reshape(-1), counts.cross.reshape(-1)  # views: add.at is fast on one dimension only
    by_item = np.argsort(items)
    for lag in range(len(follows)):
        older = by_item[after[by_item] >= lag]
        newer = older + lag
        both, together = strengths[older] * strengths[newer], np.minimum(after[newer], reach)
        for first in range(channels):
            rows = items[older] * channels + first
            np.add.at(cross, rows * counts.cross.shape[1] + items[newer], both * follows[lag, first])
            for second in range(channels if lag < reach else 0):
                places = rows * len(counts.half) + items[newer] * channels + second
                np.add.at(half, places, both * pairs[lag, together, first, second])


__all__ = [
    "COMPILING_PAYS",
    "STEPS",
    "STRENGTHS",
    "Counter",
    "Counts",
    "Sequences",
    "Tables",
    "compiled",
    "count_by_lag",
    "count_by_place",
    "counted",
    "lag_weights",
    "sequences",
    "tables",
]
