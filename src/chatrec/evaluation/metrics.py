"""Ranking metrics, one number a user, from the top of a list and what was relevant."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray

# hits (B, k): 1 where the item at that place was relevant; relevant (B,): how many relevant items the user has, > 0.
Metric = Callable[[FloatArray, IntArray], FloatArray]


def precision(hits: FloatArray, relevant: IntArray) -> FloatArray:  # noqa: ARG001 - one signature for all metrics
    """Hits / k."""
    return np.asarray(hits.mean(axis=1))


def recall(hits: FloatArray, relevant: IntArray) -> FloatArray:
    """Hits / relevant."""
    return np.asarray(hits.sum(axis=1) / relevant)


def ndcg(hits: FloatArray, relevant: IntArray) -> FloatArray:
    """Binary gain discounted by log2(1 + rank), over the best possible at the same k (Järvelin & Kekäläinen 2002)."""
    discounts = 1.0 / np.log2(np.arange(2, hits.shape[1] + 2))
    best = np.concatenate([[0.0], np.cumsum(discounts)])[np.minimum(relevant, hits.shape[1])]
    return np.asarray(hits @ discounts / best)


def hit_rate(hits: FloatArray, relevant: IntArray) -> FloatArray:  # noqa: ARG001
    """1 when at least one relevant item is in the list."""
    return np.asarray(hits.max(axis=1))


def mrr(hits: FloatArray, relevant: IntArray) -> FloatArray:  # noqa: ARG001
    """1 / rank of the first relevant item, 0 when there is none in the list."""
    return np.asarray((hits / np.arange(1, hits.shape[1] + 1)).max(axis=1))


def average_precision(hits: FloatArray, relevant: IntArray) -> FloatArray:
    """Mean precision at the ranks of the relevant items, over min(relevant, k)."""
    running = hits.cumsum(axis=1) / np.arange(1, hits.shape[1] + 1)
    return np.asarray((running * hits).sum(axis=1) / np.minimum(relevant, hits.shape[1]))


METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        "precision": precision,
        "recall": recall,
        "ndcg": ndcg,
        "hit_rate": hit_rate,
        "mrr": mrr,
        "map": average_precision,
    }
)


def ranking_metrics(top: IntArray, relevant: FloatArray, cutoffs: tuple[int, ...]) -> dict[str, FloatArray]:
    """Every metric at every cutoff, one value a user: {"ndcg@10": (B,), ..., "mrr": (B,)}.

    top (B, k) item rows, best first; a list shorter than a cutoff counts as if filled with misses; relevant (B, I) 1 for
    relevant items, at least one a row. `mrr` looks at the whole of `top`.
    """
    missing = max(0, max(cutoffs) - top.shape[1])
    hits = np.pad(np.take_along_axis(relevant, top, axis=1), ((0, 0), (0, missing)))
    return metrics_of_hits(hits, relevant.sum(axis=1).astype(np.int64), cutoffs)


def metrics_of_hits(hits: FloatArray, relevant: IntArray, cutoffs: tuple[int, ...]) -> dict[str, FloatArray]:
    """Every metric at every cutoff from hits (B, k), k at least the largest cutoff, and relevant (B,), see `Metric`."""
    values = {
        f"{name}@{cutoff}": metric(hits[:, :cutoff], relevant)
        for name, metric in METRICS.items()
        if name != "mrr"
        for cutoff in cutoffs
    }
    return {**values, "mrr": mrr(hits, relevant)}


__all__ = [
    "METRICS",
    "Metric",
    "average_precision",
    "hit_rate",
    "metrics_of_hits",
    "mrr",
    "ndcg",
    "precision",
    "ranking_metrics",
    "recall",
]
