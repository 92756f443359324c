"""The scale of ratings, when the file does not say."""

import numpy as np

from chatrec.core.arrays import FloatArray
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


def checked_scale(scale: Scale) -> Scale:
    """The scale itself; InputError unless it has two ends in the right order."""
    low, high = scale
    if not -np.inf < low < high < np.inf:
        raise InputError(f"The rating scale is {scale!r}; give its lowest and its highest rating, as in (1, 5).")
    return scale


__all__ = ["COMMON_SCALES", "Scale", "checked_scale", "observed_scale"]
