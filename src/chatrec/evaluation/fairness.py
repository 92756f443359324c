"""Whether a model serves those who use it little as well as those who use it much."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.evaluation.intervals import Estimate, bootstrap, interval, resampled

GROUPS = ("least_active", "middle", "most_active")


@dataclass(frozen=True, slots=True)
class Gap:
    """A metric in each group of users, and by how much it is higher for the most active than for the least active."""

    groups: Mapping[str, Estimate]
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Fairness:
    """Gaps by model. `spans` are the least and most known interactions of a user in each group."""

    metric: str
    spans: Mapping[str, tuple[float, float]]
    models: Mapping[str, Gap]


def activity_groups(activity: FloatArray) -> dict[str, IntArray]:
    """The places of the users in each of GROUPS: thirds by `activity` (n,), how many interactions are known of a user.

    Users of equal activity are in one group, so thirds may be unequal; {} when the outer two are not both there.
    (Li, Chen, Fu, Ge & Zhang, WWW 2021, group users by activity; theirs are the top 5 % and the rest.)
    """
    low, high = np.quantile(activity, (1 / 3, 2 / 3))
    least, most = activity <= low, activity > high
    parts = (least, ~least & ~most, most)
    if not least.any() or not most.any():
        return {}
    return {name: np.flatnonzero(part) for name, part in zip(GROUPS, parts, strict=True) if part.any()}


def gaps(values: FloatArray, groups: Mapping[str, IntArray], rng: Generator) -> list[Gap]:
    """The gap of each column of (n, k) values, a row a user; intervals resample the users within each group."""
    by_group = {name: bootstrap(values[rows], rng) for name, rows in groups.items()}
    least, most = GROUPS[0], GROUPS[-1]
    draws = resampled(values[groups[most]], rng) - resampled(values[groups[least]], rng)
    lows, highs = interval(draws)
    return [
        Gap(
            {name: estimates[at] for name, estimates in by_group.items()},
            Estimate(
                by_group[most][at].mean - by_group[least][at].mean,
                float(lows[at]),
                float(highs[at]),
                by_group[most][at].n + by_group[least][at].n,
            ),
        )
        for at in range(values.shape[1])
    ]


__all__ = ["GROUPS", "Fairness", "Gap", "activity_groups", "gaps"]
