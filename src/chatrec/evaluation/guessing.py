"""What a language model adds to predicted ratings: its guesses by prompt alone, and the weight of a guess."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import Interaction, Query
from chatrec.evaluation.narrowing import Half, surely_gains
from chatrec.evaluation.ratings import Errors, Scale

Guess = Callable[[tuple[Interaction, ...], int], float | None]


class Guessed(NamedTuple):
    """Ratings in stars, (r,) each: whose, what they were, what a scorer predicts and what a model guesses."""

    users: IntArray
    stars: FloatArray
    predicted: FloatArray
    guesses: FloatArray

    def errors(self, stars: FloatArray, n_users: int) -> Errors:
        """What predictions (r,) get wrong, by user."""
        wrong = stars - self.stars
        columns: tuple[FloatArray, ...] = (wrong**2, np.abs(wrong), np.ones(len(wrong)))
        return Errors(*(np.bincount(self.users, column, n_users).astype(np.float64) for column in columns))

    def mixed(self, share: float) -> FloatArray:
        """(r,) the predictions, moved by a share of the way to the guesses."""
        return self.predicted + share * (self.guesses - self.predicted)


def guessed(scorer: BatchScorer, guess: Guess, half: Half, scale: Scale) -> tuple[Guessed, int]:
    """One rating of the test part of each user, drawn by their number, and how many the model gave no guess of; those are left
    out for all.
    """
    low, high = scale
    past, hidden = half.opinions.histories(), half.stars.histories()
    rows: list[tuple[int, float, float, float]] = []
    silent = 0
    for user in half.users.tolist():
        at = int(np.random.default_rng(user).integers(len(hidden[user])))
        rated = hidden[user][at]
        stars = guess(past[user], rated.item)
        if stars is None:
            silent += 1
            continue
        weight = float(np.clip(scorer.score_batch([Query(history=past[user])])[0, rated.item], -1.0, 1.0))
        rows.append((user, _stars(rated.weight, scale), _stars(weight, scale), float(np.clip(stars, low, high))))
    users_of, *columns = (np.array(column) for column in zip(*rows, strict=True)) if rows else np.zeros((4, 0))
    return Guessed(users_of.astype(np.int64), *columns), silent


def learned_share(found: Guessed) -> float:
    """The share of the way from the predictions to the guesses that errs least, in [0, 1]; 0 unless what it saves of the squared
    error is above 0 at the 5 % level.
    """
    way = found.guesses - found.predicted
    if not len(way) or not np.any(way):
        return 0.0
    share = float(np.clip((way @ (found.stars - found.predicted)) / (way @ way), 0.0, 1.0))
    saved = (found.predicted - found.stars) ** 2 - (found.mixed(share) - found.stars) ** 2
    return share if surely_gains(saved) else 0.0


def _stars(weight: float, scale: Scale) -> float:
    low, high = scale
    return low + (weight + 1.0) / 2.0 * (high - low)


__all__ = ["Guess", "Guessed", "guessed", "learned_share"]
