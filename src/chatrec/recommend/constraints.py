"""Hard constraints over a whole catalogue at once."""

from collections.abc import Mapping, Sequence
from typing import assert_never

import numpy as np

from chatrec.core.arrays import BoolArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.query import Between, Constraint, Excludes, Includes, Outside, Query, are_known
from chatrec.recommend.relaxing import Prices, prices

KNOWN = "known"
SHOWN = "shown"


class ConstraintIndex:
    """The catalogue by column, so that a constraint is one look-up; equal to asking `constraint.allows` of each item."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._having = catalogue.label_rows

    def allowed(self, constraint: Constraint) -> BoolArray:
        """(I,) which items the constraint lets through."""
        match constraint:
            case Includes():
                return self._any(constraint.field, constraint.values)
            case Excludes(field="item"):
                ids = [ItemId(value) for value in constraint.values]
                return self._without([self._catalogue.row(item) for item in ids if self._catalogue.has(item)])
            case Excludes():
                return ~self._any(constraint.field, constraint.values)
            case Between():
                return self._between(constraint)
            case Outside():
                return self._outside(constraint)
            case _:
                assert_never(constraint)

    def survivors(self, query: Query, shown: frozenset[int]) -> tuple[BoolArray, Mapping[str, int]]:
        """(I,) the items that may be recommended, and how many each reason removed; each item counts once, under the
        first reason that removes it: known to the user or named as what others shall be like, shown before, then the constraints in their order. What was
        only viewed or put into a cart is not known: it may be just the right thing.
        """
        left = np.ones(len(self._catalogue), dtype=np.bool_)
        excluded: dict[str, int] = {}
        reasons = [(KNOWN, self._unknown(query)), (SHOWN, self._without(sorted(shown)))]
        reasons += [(constraint.key, self.allowed(constraint)) for constraint in query.constraints]
        for reason, allowed in reasons:
            removed = int(np.count_nonzero(left & ~allowed))
            left &= allowed
            if removed:
                excluded[reason] = excluded.get(reason, 0) + removed
        return left, excluded

    def prices(self, constraints: Sequence[Constraint]) -> Prices:
        """What every item would take of the constraints to be let through."""
        return prices(constraints, map(self.allowed, constraints), self._catalogue.numbers)

    def barriers(self, query: Query, shown: frozenset[int]) -> IntArray:
        """(I,) how many things keep each item out: that it is known, that it was shown, and every constraint against it."""
        filters = [self._unknown(query), self._without(sorted(shown)), *map(self.allowed, query.constraints)]
        return np.asarray(np.count_nonzero(~np.array(filters), axis=0))

    def _unknown(self, query: Query) -> BoolArray:
        # Who asks for things like one knows that one.
        named = (ItemId(wish.value) for wish in query.alike if wish.weight > 0)
        rows = [self._catalogue.row(one) for one in named if self._catalogue.has(one)]
        known = query.history_items[are_known(query.history_weights)]
        return self._without(np.concatenate((known, np.array(rows, dtype=known.dtype))))

    def _without(self, rows: Sequence[int] | IntArray) -> BoolArray:
        kept = np.ones(len(self._catalogue), dtype=np.bool_)
        kept[rows] = False
        return kept

    def _any(self, field: str, values: tuple[str, ...]) -> BoolArray:
        having = np.zeros(len(self._catalogue), dtype=np.bool_)
        for value in values:
            having[self._having.get((field, value), [])] = True
        return having

    def _between(self, constraint: Between) -> BoolArray:
        """Comparisons with NaN are false, so items without the number are not let through."""
        numbers = self._catalogue.numbers(constraint.field)
        low = -np.inf if constraint.low is None else constraint.low
        high = np.inf if constraint.high is None else constraint.high
        return np.asarray((numbers >= low) & (numbers <= high))

    def _outside(self, constraint: Outside) -> BoolArray:
        numbers = self._catalogue.numbers(constraint.field)
        return np.asarray((numbers < constraint.low) | (numbers > constraint.high))


__all__ = ["KNOWN", "SHOWN", "ConstraintIndex"]
