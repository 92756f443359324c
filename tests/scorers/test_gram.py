"""The Gram matrix by two products, against the one sparse product that it replaces and against plain arithmetic."""

import numpy as np
import pytest
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.scorers.gram import TILE, USERS_AT_ONCE, mirrored, weighted_gram
from chatrec.scorers.matrix import INFLUENCE_STEPS, STEPS, influence


def some_choices(shares: FloatArray, users: int, seed: int) -> "sparse.csr_array[np.float64]":
    """(users, len(shares)) item i chosen by about shares[i] of the users, by any strength from 0 to 1."""
    rng = np.random.default_rng(seed)
    chosen = rng.random((users, len(shares))) < shares
    return sparse.csr_array(np.where(chosen, rng.integers(0, STEPS + 1, chosen.shape) / STEPS, 0.0))


@pytest.mark.parametrize(
    ("shares", "users"),
    [
        (np.linspace(0.9, 0.0, 60), 300),  # popular and rare
        (np.full(30, 0.5), 100),  # popular alone
        (np.full(40, 0.01), 500),  # rare alone
        (np.geomspace(0.5, 0.001, 400), USERS_AT_ONCE + 77),  # in several blocks of users and of columns
        (np.zeros(5), 10),
    ],
)
def test_both_ways_give_the_same_bits(shares: FloatArray, users: int) -> None:
    chosen = some_choices(shares, users, seed=users)
    weights = influence(chosen, 0.5, typical=100.0)
    plain = (chosen.T @ (sparse.diags_array(weights) @ chosen)).toarray()
    np.testing.assert_array_equal(weighted_gram(chosen, weights), plain)


def test_integers_prove_every_entry() -> None:
    """In units of 2^-36, in which choices and weights come, the sums are integers: computed as such, they must agree."""
    chosen = some_choices(np.linspace(1.0, 0.02, 50), 200, seed=3)
    weights = influence(chosen, 0.7, typical=100.0)
    strengths = np.rint(chosen.toarray() * STEPS).astype(np.int64)
    whole = strengths.T @ (strengths * np.rint(weights * INFLUENCE_STEPS).astype(np.int64)[:, None])
    np.testing.assert_array_equal(weighted_gram(chosen, weights) * STEPS**2 * INFLUENCE_STEPS, whole)


def test_nobody_and_nothing_have_an_empty_gram() -> None:
    assert weighted_gram(sparse.csr_array((0, 3)), np.zeros(0)).tolist() == np.zeros((3, 3)).tolist()
    assert weighted_gram(sparse.csr_array((4, 0)), np.ones(4)).shape == (0, 0)


@pytest.mark.parametrize("n", [0, 1, 7, TILE, TILE + 1, 2 * TILE + 30])
def test_a_mirror_copies_the_lower_triangle_in_place(n: int) -> None:
    matrix = np.random.default_rng(n).random((n, n))
    lower = np.tril(matrix)
    same = mirrored(matrix)
    assert same is matrix
    np.testing.assert_array_equal(np.tril(matrix), lower)
    np.testing.assert_array_equal(matrix, matrix.T)
