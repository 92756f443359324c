"""The partial eigendecomposition against the whole one."""

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.scorers.spectrum import DENSE, leading

SIZE = DENSE + 176


def graph(users: int, size: int) -> "sparse.csr_array[np.float64]":
    """A symmetric matrix of at most `users` ranks: items chosen together, in overlapping circles of many sizes."""
    rng = np.random.default_rng(5)
    circles = rng.random((40, size)) < rng.uniform(0.01, 0.2, 40)[:, None]
    chances = 0.01 + 0.6 * circles[rng.integers(0, 40, users)]
    chosen = sparse.csr_array((rng.random((users, size)) < chances).astype(np.float64))
    return sparse.csr_array(chosen.T @ chosen)


def residual(matrix: "sparse.csr_array[np.float64]", values: FloatArray, vectors: FloatArray) -> FloatArray:
    return np.asarray(np.abs(matrix @ vectors - vectors * values).max(axis=0) / values[0])


def test_a_small_matrix_is_solved_exactly() -> None:
    matrix = graph(50, 40)
    values, vectors = leading(matrix, 6, np.random.default_rng(0))
    np.testing.assert_allclose(values, np.linalg.eigvalsh(matrix.toarray())[::-1][:6], rtol=1e-12)
    assert residual(matrix, values, vectors).max() < 1e-13


def test_a_large_matrix_has_the_values_and_the_space_of_the_whole_spectrum() -> None:
    matrix = graph(1500, SIZE)
    values, vectors = leading(matrix, 36, np.random.default_rng(0))
    whole, all_vectors = np.linalg.eigh(matrix.toarray())
    np.testing.assert_allclose(values, whole[::-1][:36], rtol=1e-3)
    assert (values <= whole[::-1][:36] * (1 + 1e-5)).all(), "a Ritz value never exceeds its eigenvalue"
    assert residual(matrix, values, vectors)[:18].max() < 1e-3
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(36), atol=1e-5)
    inside = np.linalg.norm(all_vectors[:, -30:].T @ vectors, axis=1)
    np.testing.assert_allclose(inside, 1.0, atol=1e-3)


def test_a_matrix_of_low_rank_has_no_ghosts() -> None:
    """The Krylov space is exhausted after 30 directions; what follows must stay orthogonal and of value zero (in float32)."""
    matrix = graph(30, SIZE)
    values, vectors = leading(matrix, 60, np.random.default_rng(0))
    whole = np.linalg.eigvalsh(matrix.toarray())[::-1][:60]
    np.testing.assert_allclose(values, whole, atol=1e-6 * whole[0])
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(60), atol=1e-5)


def test_the_same_start_gives_the_same_bits() -> None:
    matrix = graph(1500, SIZE)
    first, again = (leading(matrix, 20, np.random.default_rng(1))[1] for _ in range(2))
    assert np.array_equal(first, again)
