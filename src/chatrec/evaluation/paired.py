"""Whether one model is better than another for the same users: differences, permutation test, Holm's correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.evaluation.intervals import Estimate

DRAWS = 10_000
NUMBERS_AT_ONCE = 4_000_000
ROUNDING = 1e-12  # a permuted sum this much below the observed one, relative to all that is summed, is as large


class Difference(NamedTuple):
    """How much higher a model's metric is than the reference's, its 95 % interval, and how surprising that is.

    `p` is two-sided, for no difference at all; `p_holm` allows for having asked it of every model.
    """

    estimate: Estimate
    p: float
    p_holm: float


@dataclass(frozen=True, slots=True)
class Paired:
    """Every other model against one, by model and metric."""

    against: str
    models: Mapping[str, Mapping[str, Difference]]


def permutation_p(differences: FloatArray, rng: Generator, *, draws: int = DRAWS) -> FloatArray:
    """(k,) two-sided p of each column of (n, k) per-user differences: how often the mean is as far from 0 when the sign
    of every user's difference is a coin (Fisher's randomisation; for retrieval Smucker, Allan & Carterette, CIKM 2007).

    The observed signs count as one of the draws, so no p is below 1 / (draws + 1). NaN is no difference. Columns share the
    coins. Cost O(draws·n·k): 0.1 s for 943 users and 33 columns, 2 s for 30,000 and 24.
    """
    filled = np.nan_to_num(differences)
    observed = np.abs(filled.sum(axis=0)) - ROUNDING * np.abs(filled).sum(axis=0)
    step = max(1, NUMBERS_AT_ONCE // max(1, len(filled)))
    as_far = np.zeros(filled.shape[1])
    for at in range(0, draws, step):
        # sum(sign·d) = sum(d) - 2·sum(d where the coin turns it), and bits are cheaper to draw than signs.
        turned = _coins(min(step, draws - at), len(filled), rng)
        sums = filled.sum(axis=0) - 2.0 * (turned @ filled)
        as_far += (np.abs(sums) >= observed).sum(axis=0)
    return np.asarray((1.0 + as_far) / (1.0 + draws))


def holm(ps: Sequence[float]) -> list[float]:
    """The p-values adjusted for there being several (Holm, Scandinavian Journal of Statistics 6(2), 1979).

    The smallest is multiplied by how many there are, the next by one less, and none falls below a smaller one.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    adjusted = [0.0] * len(ps)
    least = 0.0
    for place, at in enumerate(sorted(range(len(ps)), key=lambda at: ps[at])):
        least = max(least, min(1.0, (len(ps) - place) * ps[at]))
        adjusted[at] = least
    return adjusted


def _coins(draws: int, n: int, rng: Generator) -> FloatArray:
    """(draws, n) 0 or 1, each as likely."""
    octets = np.frombuffer(rng.bytes(draws * (n // 8 + 1)), np.uint8).reshape(draws, -1)
    return np.unpackbits(octets, axis=1, count=n).astype(np.float64)


__all__ = ["DRAWS", "Difference", "Paired", "holm", "permutation_p"]
