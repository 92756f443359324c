"""Each item's own ridge against the same ridge written out, and both ways of reading the Gram matrix."""

import numpy as np
import pytest
from scipy import sparse

from chatrec.scorers import regressions as module
from chatrec.scorers.regressions import regressions
from chatrec.scorers.sparse_weights import canonical

ITEMS, L2 = 60, 2.0

Sparse = sparse.csr_array


@pytest.fixture(scope="module")
def gram() -> Sparse:
    chosen = sparse.csr_array((np.random.default_rng(0).random((200, ITEMS)) < 0.05).astype(np.float64))
    return canonical(chosen.T @ chosen)


@pytest.fixture(scope="module")
def neighbours(gram: Sparse) -> Sparse:
    """Between none and all of what each item was chosen with."""
    pattern = gram.toarray() * (np.random.default_rng(1).random(gram.shape) < np.linspace(0.0, 1.0, ITEMS)[:, None])
    np.fill_diagonal(pattern, 0.0)
    return sparse.csr_array(pattern)


def test_equals_a_ridge_for_each_item(gram: Sparse, neighbours: Sparse) -> None:
    weights, dense = regressions(gram, neighbours, L2).toarray(), gram.toarray()
    assert np.diff(neighbours.indptr).min() == 0
    for item in range(ITEMS):
        some = np.flatnonzero(neighbours.toarray()[item])
        wanted = np.zeros(ITEMS)
        wanted[some] = np.linalg.inv(dense[np.ix_(some, some)] + L2 * np.eye(len(some))) @ dense[some, item]
        np.testing.assert_allclose(weights[:, item], wanted, rtol=0, atol=1e-12)


def test_loops_and_slices_read_the_same_bits(gram: Sparse, neighbours: Sparse, monkeypatch: pytest.MonkeyPatch) -> None:
    sliced = regressions(gram, neighbours, L2)
    monkeypatch.setattr(module, "COMPILING_PAYS", 0)
    monkeypatch.setattr(module, "compiled", lambda: module.fill_by_place)
    np.testing.assert_array_equal(regressions(gram, neighbours, L2).toarray(), sliced.toarray())


def test_compiled_reads_the_same_bits(gram: Sparse) -> None:
    pytest.importorskip("numba", reason="numba is optional")
    arrays = (gram.indptr, gram.indices, gram.data, np.array([[3, 7, 12], [5, 9, -1]]))
    plain, fast = np.zeros((2, 3, 3)), np.zeros((2, 3, 3))
    module.fill_by_place(*arrays, plain)
    module.compiled()(*arrays, fast)
    np.testing.assert_array_equal(fast, plain)


def test_nobody_chose_anything() -> None:
    nothing = sparse.csr_array((4, 4))
    assert not regressions(nothing, nothing, L2).nnz
