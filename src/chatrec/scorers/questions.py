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
from chatrec.data import cold_users, holdout, last_rows, timed

ASKED = 4  # questions about each user who comes new, in each bucket
FEWEST = 10  # such users, else nothing is learned from them


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


@dataclass(frozen=True)
class Debut:
    """How people began: everything of users whom no scorer was fitted on, in the order of time; what weighs `positive` or more
    is wanted.

    A short history that is cut out of a long one is another thing: its user's best known items are known already and not
    ranked, and what is left to find is what hardly anybody finds. Who comes new finds the best known first.
    """

    whole: list[tuple[Interaction, ...]]
    users: IntArray
    positive: float

    def questions(self, users: IntArray, lengths: tuple[int, int | None], rng: Generator) -> Iterator[Question]:
        """Up to four questions a user, each showing another number in [low, high) of their first items. Wanted is what
        they did in their later half, as far as it is not shown: what somebody does within the first minutes tells of the page
        that they are on (one shown item, ML-100K's validation rows: NDCG@10 .4008, .3841 when all that came after is wanted).
        """
        low, high = lengths
        for user in users.tolist():
            whole = self.whole[user]
            most = len(whole) if high is None else min(high, len(whole))
            for length in rng.permutation(np.arange(low, most))[:ASKED].tolist():
                shown, later = whole[:length], whole[max(length, len(whole) // 2) :]
                yield Question(
                    Query(user=None, history=shown),
                    np.array([one.item for one in shown], np.int64),
                    np.array([one.item for one in later if one.weight >= self.positive], np.int64),
                )


def debut(rows: Interactions, kind: HoldOut, share: float, rng: Generator) -> tuple[Interactions, Debut] | None:
    """(what scorers may be fitted on, how a share of the users began); None where the order of what they did is not known,
    where it is not what comes later that is wanted (see `HoldOut`), or where too few users did anything.
    """
    active = np.unique(rows.users)
    hidden = round(share * len(active))
    if kind not in (HoldOut.AUTO, HoldOut.LATER) or not timed(rows) or hidden < FEWEST:
        return None
    past, future, users = cold_users(rows, share, rng)
    return past, Debut(future.histories(), users, positive_from(rows.weights))


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


__all__ = ["ASKED", "FEWEST", "Debut", "Exam", "HoldOut", "Question", "debut", "exam"]
