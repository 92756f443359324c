"""One number for a setting and how sure it is: means over users, and errors that are pooled over what they rated."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import BoolArray, FloatArray
from chatrec.evaluation.intervals import DRAWS, Estimate, multinomials
from chatrec.evaluation.report import direction


@dataclass(frozen=True, slots=True)
class Judged:
    """A metric of users (a,), NaN where one has none, and how much each `counts` (a,). That of all is the weighted mean; with
    `root` its square root, as an RMSE is of mean squared errors.
    """

    metric: str
    values: FloatArray
    counts: FloatArray
    root: bool = False

    @property
    def goodness(self) -> float:
        """What a search raises: the metric, its negative where less is better."""
        return direction(self.metric) * float(self.over(np.ones((1, len(self.values))))[0])

    def gain(self, other: "Judged", rng: Generator) -> tuple[Estimate, Estimate, Estimate]:
        """(this one, the other, how much better this one is), with 95 % bootstrap intervals over the same users."""
        whole = np.ones((1, len(self.values)))
        drawn = [(self.over(often), other.over(often)) for often in (whole, *multinomials(whole.size, rng, DRAWS))]
        mine, others = np.hstack(drawn)
        n = int(np.count_nonzero(self._known))
        better = direction(self.metric) * (mine - others)
        return _estimate(mine, n), _estimate(others, n), _estimate(better, n)

    @property
    def _known(self) -> BoolArray:
        return np.asarray(~np.isnan(self.values) & (self.counts > 0))

    def over(self, often: FloatArray) -> FloatArray:
        """(draws,) the metric of all when user u occurs often[draw, u] times."""
        known = self._known
        counts = np.where(known, self.counts, 0.0)
        sums, totals = often @ np.where(known, self.values * counts, 0.0), often @ counts
        means: FloatArray = np.divide(sums, totals, out=np.full(len(sums), np.nan), where=totals > 0)
        return np.sqrt(means) if self.root else means


def _estimate(drawn: FloatArray, n: int) -> Estimate:
    """The first number with the interval of the others."""
    low, high = np.nanquantile(drawn[1:], (0.025, 0.975)) if n else (np.nan, np.nan)
    return Estimate(float(drawn[0]), float(low), float(high), n)


__all__ = ["Judged"]
