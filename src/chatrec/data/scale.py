"""The scale of ratings, when the file does not say."""

import math

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import InputError

Scale = tuple[float, float]  # the lowest and the highest rating that can be given

# Narrowest first, so that 1 to 5 is not taken for 0 to 100.
COMMON_SCALES: tuple[Scale, ...] = (
    (0.0, 1.0),
    (1.0, 5.0),
    (0.5, 5.0),
    (0.0, 5.0),
    (1.0, 10.0),
    (0.0, 10.0),
    (0.0, 100.0),
    (-1.0, 1.0),
    (-10.0, 10.0),
)
_ENOUGH = 0.75  # share of the ratings that a scale must hold; the rest are reported as outside it
_MANY_HALVES = 0.01  # a scale with this share of half points starts at a half


def observed_scale(values: FloatArray) -> Scale:
    """The narrowest common scale that holds at least three quarters of `values` (r,), else their lowest and highest.

    A guess: give the scale where it is known.
    """
    finite = values[np.isfinite(values)]
    if not len(finite):
        return 0.0, 1.0
    halves = float(np.mean(finite % 1.0 != 0.0)) > _MANY_HALVES
    for low, high in COMMON_SCALES:
        if halves and (low, high) == (1.0, 5.0):
            continue
        if np.mean((finite >= low) & (finite <= high)) >= _ENOUGH:
            return low, high
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if low < high else (low - 1.0, low)


class ScaleWatch:
    """Finds what `observed_scale` finds, batch by batch; `outside` remembers the first ratings off each scale."""

    def __init__(self, shown: int) -> None:
        self._shown = shown
        self._inside: dict[Scale, int] = dict.fromkeys(COMMON_SCALES, 0)
        self._first: dict[Scale, list[tuple[int, float]]] = {scale: [] for scale in COMMON_SCALES}
        self._n = self._halves = 0
        self._low, self._high = math.inf, -math.inf

    def saw(self, values: FloatArray, lines: IntArray) -> None:
        """Further ratings (r,), which must be finite, and their lines (r,), in the order of the file."""
        if not len(values):
            return
        self._n += len(values)
        self._halves += int(np.count_nonzero(values % 1.0))
        self._low, self._high = min(self._low, float(values.min())), max(self._high, float(values.max()))
        for low, high in COMMON_SCALES:
            outside = np.flatnonzero((values < low) | (values > high))
            self._inside[low, high] += len(values) - len(outside)
            first = self._first[low, high]
            wanted = outside[: self._shown - len(first)]
            first += zip(lines[wanted].tolist(), values[wanted].tolist(), strict=True)

    def scale(self) -> Scale:
        """The narrowest common scale that holds three quarters of what was seen, else the lowest and the highest."""
        if not self._n:
            return 0.0, 1.0
        halves = self._halves / self._n > _MANY_HALVES
        for scale in COMMON_SCALES:
            if not (halves and scale == (1.0, 5.0)) and self._inside[scale] / self._n >= _ENOUGH:
                return scale
        return (self._low, self._high) if self._low < self._high else (self._low - 1.0, self._low)

    def outside(self, scale: Scale) -> tuple[int, list[tuple[int, float]]]:
        """How many ratings lie outside a scale that `scale` gave, and the first of them with their lines."""
        return (self._n - self._inside[scale], self._first[scale]) if scale in self._inside else (0, [])


def checked_scale(scale: Scale) -> Scale:
    """The scale itself; InputError unless it has two ends in the right order."""
    low, high = scale
    if not -np.inf < low < high < np.inf:
        raise InputError(f"The rating scale is {scale!r}; give its lowest and its highest rating, as in (1, 5).")
    return scale


__all__ = ["COMMON_SCALES", "Scale", "ScaleWatch", "checked_scale", "observed_scale"]
