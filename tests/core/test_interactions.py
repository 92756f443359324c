"""Behaviour as arrays: whose rows are whose."""

import numpy as np
import pytest

from chatrec.core.errors import LawBroken
from chatrec.core.interactions import Interactions
from chatrec.core.query import Interaction

# Users 0 and 2 did something, users 1 and 3 did not.
ROWS = Interactions(
    users=np.array([0, 0, 2]),
    items=np.array([5, 1, 5]),
    weights=np.array([1.0, -1.0, 0.5]),
    times=np.array([10.0, 20.0, 0.0]),
    n_users=4,
    n_items=6,
)


def test_every_user_has_their_rows() -> None:
    assert ROWS.offsets().tolist() == [0, 2, 2, 3, 3]
    loved, hated = Interaction(5, 1.0, 10.0), Interaction(1, -1.0, 20.0)
    assert ROWS.histories() == [(loved, hated), (), (Interaction(5, 0.5, 0.0),), ()]


def test_a_part_keeps_the_vocabularies() -> None:
    part = ROWS.of_users(np.array([2, 3]))
    assert part.items.tolist() == [5]
    assert (part.n_users, part.n_items, len(part)) == (4, 6, 1)
    assert part.histories()[0] == ()
    assert len(ROWS.where(ROWS.weights > 9)) == 0


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(LawBroken, match="3 users and 2 items"):
        Interactions(ROWS.users, ROWS.items[:2], ROWS.weights, ROWS.times, 4, 6)
