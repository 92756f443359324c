"""One split of the behaviour: what is learned from, what is shown and what is to be found."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chatrec.core.arrays import IntArray
from chatrec.core.errors import DataError
from chatrec.core.interactions import Interactions
from chatrec.core.query import Interaction


@dataclass(frozen=True)
class Trial:
    """One split: `train` is what trainers see, `past` what queries show and lists leave out, `relevant` what to find.

    `among` (a,) are the rows of the only items that are ranked; None = all.
    """

    train: Interactions
    past: Interactions
    relevant: Interactions
    among: IntArray | None = None

    def __post_init__(self) -> None:
        """Raise DataError when something to find was shown before."""
        hidden = _pairs(self.relevant)
        leaks = np.isin(hidden, np.concatenate([_pairs(self.train), _pairs(self.past)]))
        if leaks.any():
            user, item = divmod(int(hidden[leaks][0]), self.relevant.n_items)
            raise DataError(
                f"The split leaks: {np.count_nonzero(leaks)} of {len(hidden)} rows to find are in training too, the "
                f"first is user row {user} with item row {item}; remove them from one of the two parts."
            )

    @cached_property
    def users(self) -> IntArray:
        """The rows of the users that have something to find."""
        return np.unique(self.relevant.users)

    @cached_property
    def digest(self) -> str:
        """Which rows are in which part, as 16 hexadecimal digits: 3 ms for 100,000 rows."""
        found = hashlib.sha256()
        for part in (self.train, self.past, self.relevant):
            for column in (part.users, part.items, part.weights, part.times):
                found.update(np.ascontiguousarray(column).data)
        if self.among is not None:
            found.update(np.ascontiguousarray(self.among).data)
        return found.hexdigest()[:16]

    @cached_property
    def histories(self) -> list[tuple[Interaction, ...]]:
        """The past of every user; 0.2 kB an interaction."""
        return self.past.histories()


def _pairs(rows: Interactions) -> IntArray:
    """(r,) a number for each (user, item) pair."""
    return rows.users * rows.n_items + rows.items


__all__ = ["Trial"]
