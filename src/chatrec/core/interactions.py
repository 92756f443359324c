"""What people did with items, as arrays: the only input of every scorer's sums."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import LawBroken
from chatrec.core.ids import UserId
from chatrec.core.query import Interaction, Said, past_of


@dataclass(frozen=True, slots=True)
class Interactions:
    """One row an interaction, sorted by user and then by time; at most one row a (user, item) pair.

    users (r,) rows of the user vocabulary; items (r,) catalogue rows; weights (r,) in [-1, 1], 1 = loved, negative =
    disliked; times (r,) seconds since 1970, 0 = not known, or 1, 2, 3, ... from each user's first row on where the source
    tells the order but no time.
    """

    users: IntArray
    items: IntArray
    weights: FloatArray
    times: FloatArray
    n_users: int
    n_items: int

    def __post_init__(self) -> None:
        rows = len(self.users)
        if not len(self.items) == len(self.weights) == len(self.times) == rows:
            raise LawBroken(
                f"Interactions need four arrays of one length; got {rows} users and {len(self.items)} items."
            )

    def __len__(self) -> int:
        return len(self.users)

    def where(self, keep: BoolArray) -> "Interactions":
        """The interactions at which `keep` (r,) is true; the vocabularies stay as they are."""
        return Interactions(
            self.users[keep], self.items[keep], self.weights[keep], self.times[keep], self.n_users, self.n_items
        )

    def of_users(self, users: IntArray) -> "Interactions":
        """The interactions of the given user rows."""
        return self.where(np.isin(self.users, users))

    def offsets(self) -> IntArray:
        """Where each user's rows start: (n_users + 1,), so that user u owns rows offsets[u]:offsets[u + 1]."""
        return np.searchsorted(self.users, np.arange(self.n_users + 1)).astype(np.int64)

    def pairs(self) -> IntArray:
        """(r,) one number for each (user, item), by which two parts of the same behaviour are compared."""
        return self.users * self.n_items + self.items

    def histories(self) -> list[tuple[Interaction, ...]]:
        """Every user's interactions in the form of a query's history, newest last; () for users without any."""
        past = past_of(zip(self.items.tolist(), self.weights.tolist(), self.times.tolist(), strict=True))
        return [past[start:end] for start, end in pairwise(self.offsets().tolist())]


class Utterance(NamedTuple):
    """What a user (a row of the vocabulary) said or heard, and when, on the clock of the interactions."""

    user: int
    at: float
    said: Said


@dataclass(frozen=True, slots=True)
class Dataset:
    """A catalogue, the behaviour on it and the vocabulary of users; `fingerprint` names the content, not the files.

    `said` are searches, comments and messages, by user and then by time; what was said by a user without interactions teaches
    nothing, so that a part of the behaviour is a part of the words too.
    """

    catalogue: Catalogue
    interactions: Interactions
    users: tuple[UserId, ...]
    fingerprint: str
    said: tuple[Utterance, ...] = ()

    def with_interactions(self, interactions: Interactions) -> "Dataset":
        """The same catalogue and users with other behaviour, as a split has; the fingerprint stays the whole's."""
        return replace(self, interactions=interactions)

    def with_said(self, said: Sequence[Utterance]) -> "Dataset":
        """The same behaviour and what was said beside it, which the fingerprint then names too."""
        if not said:
            return replace(self, said=())
        digest = sha256(self.fingerprint.encode())
        digest.update(repr([tuple(one) for one in said]).encode("utf-8", "backslashreplace"))
        return replace(self, said=tuple(said), fingerprint=digest.hexdigest()[:16])


__all__ = ["Dataset", "Interactions", "Utterance"]
