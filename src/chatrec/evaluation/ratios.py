"""Ratios of counts over dialogues: accuracy, micro and macro F1, with intervals over the dialogues."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.evaluation.intervals import DRAWS, Estimate, interval, multinomials

Counts = defaultdict[Hashable, list[float]]


class Ratio:
    """A metric that is a mean of ratios of sums: of one ratio, or of one a class."""

    def __init__(self) -> None:
        self._counts: dict[str, Counts] = {}

    def add(self, dialogue: str, above: float, below: float, kind: Hashable = None) -> None:
        """Count something of a dialogue, for a class where there are several."""
        counts = self._counts.setdefault(dialogue, defaultdict(lambda: [0.0, 0.0]))[kind]
        counts[0] += above
        counts[1] += below

    def f1(self, dialogue: str, gold: Collection[Hashable], found: Collection[Hashable]) -> None:
        """Count for micro F1: twice what both have, over what each has."""
        self.add(dialogue, 2 * len(set(gold) & set(found)), len(set(gold)) + len(set(found)))

    def f1_by_class(self, dialogue: str, gold: Collection[Hashable], found: Collection[Hashable]) -> None:
        """Count for macro F1."""
        for kind in {*gold, *found}:
            has = (kind in gold) + (kind in found)
            self.add(dialogue, 2.0 * (has == 2), has, kind)

    def estimate(self, rng: Generator) -> Estimate:
        """The metric over all dialogues, and its 95 % percentile bootstrap over them; a class that a draw leaves out does
        not count in that draw.
        """
        kinds = {kind: at for at, kind in enumerate(dict.fromkeys(_kinds(self._counts.values())))}
        above, below = np.zeros((2, len(self._counts), len(kinds)))
        for row, counts in enumerate(self._counts.values()):
            for kind, (over, under) in counts.items():
                above[row, kinds[kind]], below[row, kinds[kind]] = over, under
        if not below.sum():
            return Estimate(np.nan, np.nan, np.nan, 0)
        drawn = [_means(times @ above, times @ below) for times in multinomials(len(above), rng, DRAWS)]
        low, high = interval(np.concatenate(drawn)[:, None])
        mean = _means(above.sum(axis=0)[None], below.sum(axis=0)[None])
        return Estimate(float(mean[0]), float(low[0]), float(high[0]), len(above))


def _kinds(counts: Iterable[Counts]) -> Iterable[Hashable]:
    return (kind for one in counts for kind in one)


def _means(above: FloatArray, below: FloatArray) -> FloatArray:
    """(draws,) the mean over classes of their ratios."""
    some = below > 0
    ratios = np.where(some, above / np.where(some, below, 1.0), 0.0)
    means: FloatArray = ratios.sum(axis=1) / some.sum(axis=1).clip(min=1)
    return means


__all__ = ["Ratio"]
