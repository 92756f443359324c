"""Products of many histories, against plain arithmetic."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from chatrec.core.query import Interaction, Query
from chatrec.scorers.matrix import TILE, TILED_FROM, gathered, histories, product, totals


def some_queries(n: int, items: int, rng: np.random.Generator) -> list[Query]:
    """Histories in which low rows are popular; one item in eight came after the training."""
    shares = np.geomspace(0.9, 0.02, items + items // 8)
    pasts = [np.flatnonzero(rng.random(len(shares)) < shares) for _ in range(n)]
    weights = (-1.0, -0.25, 0.5, 1.0)
    return [
        Query(history=tuple(Interaction(int(row), weights[(row + at) % 4]) for row in past))
        for at, past in enumerate(pasts)
    ]


@pytest.mark.parametrize("n", [0, 1, 2, 15, 40, 200])
def test_totals_are_the_histories_times_the_rows(n: int) -> None:
    rng = np.random.default_rng(n)
    queries, rows = some_queries(n, 64, rng), rng.normal(size=(64, 9))
    wanted = histories(queries, 64).toarray() @ rows
    np.testing.assert_allclose(totals(queries, rows), wanted, rtol=0, atol=1e-12)


def test_a_product_by_tiles_is_the_product() -> None:
    """More columns than two tiles hold, and so many entries that tiles pay; some items came after the training."""
    rng = np.random.default_rng(3)
    past, rows = histories(some_queries(60, 64, rng), 72), rng.normal(size=(64, 2 * TILE + 5))
    assert past.nnz >= TILED_FROM * len(rows)
    assert past[:, 64:].nnz
    np.testing.assert_allclose(product(past, rows), past.toarray()[:, :64] @ rows, rtol=0, atol=1e-12)
    np.testing.assert_allclose(product(past, csr_array(rows)), past.toarray()[:, :64] @ rows, rtol=0, atol=1e-12)


def test_gathered_picks_rows_and_columns() -> None:
    matrix = np.arange(12.0).reshape(3, 4)
    rows, columns = np.array([2, 0]), np.array([1, 3, 0])
    np.testing.assert_array_equal(gathered(matrix, rows, columns), [[9.0, 1.0], [11.0, 3.0], [8.0, 0.0]])
    np.testing.assert_array_equal(gathered(matrix, np.array([5, 1]), np.array([4, 2])), [[0.0, 0.0], [0.0, 6.0]])
