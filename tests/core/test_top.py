"""The top of a list, against a whole sort."""

import numpy as np
import pytest

from chatrec.core.top import best


@pytest.mark.parametrize("items", [1, 19, 20, 21, 640, 1000, 4097])
@pytest.mark.parametrize("levels", [2, 50, 10**9])
def test_the_best_of_many_are_those_of_a_stable_sort(items: int, levels: int) -> None:
    """Few levels make many ties; half of the rows have most of their items left out."""
    rng = np.random.default_rng(items)
    scores = rng.integers(0, levels, (20, items)).astype(np.float64)
    scores[10:][rng.random((10, items)) < 0.99] = -np.inf
    wanted = np.argsort(-scores, axis=1, kind="stable")[:, :20]
    assert np.array_equal(best(scores, 20), wanted)


def test_of_nothing_nothing_is_best() -> None:
    assert best(np.zeros((3, 0)), 5).shape == (3, 0)
    assert best(np.zeros((2, 4)), 0).shape == (2, 0)
