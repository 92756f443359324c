"""Constraints item by item, and what a query gives to scorers."""

import numpy as np
import pytest

from chatrec.core.catalogue import Item
from chatrec.core.errors import LawBroken
from chatrec.core.ids import ItemId
from chatrec.core.query import Between, Candidates, Constraint, Excludes, Includes, Interaction, Outside, Query

HEAT = Item(id=ItemId("heat"), title="Heat", labels={"genre": ("Crime", "Drama")}, numbers={"year": 1995.0})
BARE = Item(id=ItemId("bare"), title="Bare")


@pytest.mark.parametrize(
    ("constraint", "key", "heat", "bare"),
    [
        (Includes("genre", ("Drama", "Comedy")), "genre=Drama|Comedy", True, False),
        (Includes("genre", ("Comedy",)), "genre=Comedy", False, False),
        (Excludes("genre", ("Drama", "Comedy")), "genre!=Drama|Comedy", False, True),
        (Excludes("genre", ("Comedy",)), "genre!=Comedy", True, True),
        (Excludes("item", ("heat",)), "item!=heat", False, True),
        (Between("year", 1995, 1995), "year=1995..1995", True, False),
        (Between("year", None, 1994), "year=..1994", False, False),
        (Between("year"), "year=..", True, False),
        (Outside("year", 1990, 1999), "year!=1990..1999", False, False),
        (Outside("year", 1996, 1999), "year!=1996..1999", True, False),
    ],
    ids=str,
)
def test_what_a_constraint_lets_through(constraint: Constraint, key: str, heat: bool, bare: bool) -> None:
    assert (constraint.key, constraint.allows(HEAT), constraint.allows(BARE)) == (key, heat, bare)


def test_the_history_as_arrays() -> None:
    query = Query(history=(Interaction(7, 1.0), Interaction(3, -0.5)))
    assert query.history_items.tolist() == [7, 3]
    assert query.history_weights.tolist() == [1.0, -0.5]
    assert Query().history_items.dtype == np.int64
    with pytest.raises(ValueError, match="read-only"):
        query.history_weights[0] = 2.0


def test_candidates_are_one_row() -> None:
    assert len(Candidates(np.array([3, 1]))) == 2
    with pytest.raises(LawBroken, match=r"shape \(1, 2\)"):
        Candidates(np.array([[3, 1]]))
