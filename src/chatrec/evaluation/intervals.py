"""How sure a mean is: bootstrap over users."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray

DRAWS_AT_ONCE = 100


class Estimate(NamedTuple):
    """A mean over n users and its 95 % interval."""

    mean: float
    low: float
    high: float
    n: int


def bootstrap(values: FloatArray, rng: Generator, *, draws: int = 1000) -> list[Estimate]:
    """The mean of each column of (n, k) values, a row a user, and its percentile interval over resamples of the users
    (Efron 1979).

    Resampling n users is drawing how often each occurs, so a draw is a multinomial and a product. All columns share the
    draws: 0.5 s for 6,040 users, however many metrics they have. Draws go in blocks to bound the memory.
    """
    n = len(values)
    means = np.vstack([often @ values / n for often in multinomials(n, rng, draws)])
    lows, highs = np.quantile(means, (0.025, 0.975), axis=0)
    return [
        Estimate(float(mean), float(low), float(high), n)
        for mean, low, high in zip(values.mean(axis=0), lows, highs, strict=True)
    ]


def multinomials(n: int, rng: Generator, draws: int) -> Iterator[FloatArray]:
    """How often each of n users occurs in each resample: `draws` rows in all, (DRAWS_AT_ONCE, n) at a time."""
    often = np.full(n, 1.0 / n)
    for at in range(0, draws, DRAWS_AT_ONCE):
        yield rng.multinomial(n, often, size=min(DRAWS_AT_ONCE, draws - at)).astype(np.float64)


__all__ = ["DRAWS_AT_ONCE", "Estimate", "bootstrap", "multinomials"]
