"""The best few of many scores, in an order that does not depend on chance."""

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray

GROUPS = 16  # so many groups of items for each item of a list


def best(scores: FloatArray, n: int) -> IntArray:
    """(B, n) the n highest-scored items of each row, best first; of equal scores the lower row number comes first.

    Cost O(I) a row. The best scores of n of many groups of items are n scores, so the n-th best of all is no lower than the
    lowest of them; only what reaches that is sorted, which is little more than n items.
    """
    n = min(n, scores.shape[1])
    if not n:
        return np.empty((len(scores), 0), np.int64)
    size = max(1, scores.shape[1] // (GROUPS * n))
    groups = scores.shape[1] // size
    # A group is every `groups`-th item, not a run of neighbours: so the maxima are taken of whole vectors at once.
    peaks = scores[:, : groups * size].reshape(len(scores), size, groups).max(axis=1)
    floors = np.partition(peaks, -n, axis=1)[:, -n]
    top = np.empty((len(scores), n), np.int64)
    for row, values in enumerate(scores):
        # Not argpartition: which of several equal scores it takes is arbitrary.
        reach = np.flatnonzero(values >= floors[row])
        top[row] = reach[np.argsort(-values[reach], kind="stable")[:n]]
    return top


__all__ = ["best"]
