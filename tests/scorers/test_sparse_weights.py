"""Sparse weights say what dense ones would."""

import numpy as np
import pytest
from scipy import sparse

from chatrec.scorers.matrix import gathered
from chatrec.scorers.sparse_weights import canonical, picked, read, taken, written

DENSE = np.random.default_rng(0).random((6, 6)) * (np.random.default_rng(1).random((6, 6)) < 0.4)
WEIGHTS = sparse.csr_array(DENSE)


@pytest.mark.parametrize(
    ("rows", "columns"), [([0, 3, 5], [2, 1]), ([4], [0, 5, 3]), ([], [1, 2]), ([1, 2], []), ([2, 9], [7, 1, 6])]
)
def test_taken_as_from_a_dense_matrix(rows: list[int], columns: list[int]) -> None:
    at, to = np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)
    assert np.array_equal(taken(WEIGHTS, at, to), gathered(DENSE, at, to))
    assert np.array_equal(picked(WEIGHTS, at, to), picked(DENSE, at, to))


def test_what_was_written_is_read_bit_for_bit() -> None:
    again = read(written(WEIGHTS))
    assert np.array_equal(again.toarray(), DENSE)
    assert all(np.array_equal(part, written(WEIGHTS)[name]) for name, part in written(again).items())


def test_equal_matrices_have_equal_arrays_in_canonical_form() -> None:
    untidy = sparse.csc_array(([1.0, 0.0, 2.0], ([1, 0, 0], [0, 1, 2])), shape=(3, 3))
    shuffled = sparse.csr_array((np.array([2.0, 1.0]), np.array([2, 0]), np.array([0, 1, 2, 2])), shape=(3, 3))
    assert all(
        np.array_equal(part, written(canonical(shuffled))[name]) for name, part in written(canonical(untidy)).items()
    )
