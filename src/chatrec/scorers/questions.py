"""What weights are learned from: behaviour held out, and questions whose answers are in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import IntArray
from chatrec.core.interactions import Interactions
from chatrec.core.profile import positive_from
from chatrec.core.query import Interaction, Query
from chatrec.data import holdout, last_rows, timed


class HoldOut(StrEnum):
    """Which behaviour the weights are learned on.

    LATER is what each user liked in the end, NEXT the one item that follows, RANDOM any; AUTO is LATER where times are known
    and RANDOM where they are not.
    """

    AUTO = "auto"
    LATER = "later"
    NEXT = "next"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, which items are known already and not ranked, and which ones should be found."""

    query: Query
    known: IntArray
    relevant: IntArray


@dataclass(frozen=True)
class Exam:
    """Everybody's past and held-out future, from which questions are drawn; what weighs `positive` or more is wanted."""

    past: list[tuple[Interaction, ...]]
    future: list[tuple[Interaction, ...]]
    users: IntArray
    kind: HoldOut
    positive: float

    def questions(self, users: IntArray, lengths: tuple[int, int | None], rng: Generator) -> Iterator[Question]:
        """One question a user, whose history has a length in [low, high); None = all that is known.

        At random, the history is any part of the past and all of the future is wanted; in time, it is what came just
        before one of the held-out rows, and that row is wanted, or all from it on.
        """
        low, high = lengths
        for user in users.tolist():
            past, wanted = self.past[user], self.future[user]
            if self.kind is not HoldOut.RANDOM:
                at = int(rng.integers(len(wanted)))
                past, wanted = past + wanted[:at], wanted[at : at + 1] if self.kind is HoldOut.NEXT else wanted[at:]
            length = len(past) if high is None else min(len(past), int(rng.integers(low, high)))
            yield Question(
                Query(user=None, history=self._shown(past, length, rng)),
                np.array([one.item for one in past], np.int64),
                np.array([one.item for one in wanted if one.weight >= self.positive], np.int64),
            )

    def _shown(self, past: tuple[Interaction, ...], length: int, rng: Generator) -> tuple[Interaction, ...]:
        if self.kind is not HoldOut.RANDOM:
            return past[len(past) - length :]
        if length == len(past):
            return past
        return tuple(past[at] for at in np.sort(rng.choice(len(past), length, replace=False)))


def exam(rows: Interactions, kind: HoldOut, share: float, rng: Generator) -> tuple[Interactions, Exam]:
    """(what scorers may be fitted on, what they are examined with)."""
    if kind is HoldOut.AUTO:
        kind = HoldOut.LATER if timed(rows) else HoldOut.RANDOM
    positive = positive_from(rows.weights)
    match kind:
        case HoldOut.RANDOM:
            past, future = holdout(rows, share, rng)
        case HoldOut.NEXT:
            past, future = last_rows(rows, share)
        case HoldOut.LATER:
            past, future = last_rows(rows, share, positive=positive)
    return past, Exam(past.histories(), future.histories(), np.unique(future.users), kind, positive)


__all__ = ["Exam", "HoldOut", "Question", "exam"]
