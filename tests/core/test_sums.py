"""Sums add and subtract by name."""

import numpy as np
import pytest
from scipy import sparse

from chatrec.core.errors import LawBroken
from chatrec.core.sums import Sums

ONE = Sums({"gram": np.array([[1.0, 2.0]]), "users": np.array([1])})
TWO = Sums({"gram": np.array([[0.5, 0.25]]), "users": np.array([2])})


def test_what_was_added_can_be_taken_out() -> None:
    both = ONE + TWO
    assert both["gram"].tolist() == [[1.5, 2.25]]
    assert both["users"].tolist() == [3]
    assert all(np.array_equal((both - TWO)[name], ONE[name]) for name in ("gram", "users"))


@pytest.mark.parametrize("other", [{"gram": np.zeros((1, 2))}, {"gram": np.zeros((2, 1)), "users": np.zeros(1)}])
def test_sums_of_other_kinds_do_not_mix(other: dict[str, np.ndarray]) -> None:
    for operation in (ONE.__add__, ONE.__sub__):
        with pytest.raises(LawBroken, match="Only sums of one kind add up"):
            operation(Sums(other))


def matrix(rows: list[list[float]]) -> "sparse.csr_array[np.float64]":
    return sparse.csr_array(np.array(rows))


def test_sparse_matrices_add_and_leave_no_trace_when_taken_out() -> None:
    one, two = (Sums({}, {"gram": matrix(rows)}) for rows in ([[1.0, 0.5], [0.0, 0.0]], [[0.0, 0.25], [2.0, 0.0]]))
    both = one + two
    assert both.sparse["gram"].toarray().tolist() == [[1.0, 0.75], [2.0, 0.0]]
    left = (both - two).parts()
    assert all(np.array_equal(left[name], part) for name, part in one.parts().items()), "no zero stays behind"


def test_parts_are_plain_arrays_by_name() -> None:
    parts = Sums({"users": np.array([2])}, {"gram": matrix([[0.0, 3.0], [0.0, 0.0]])}).parts()
    assert {name: part.tolist() for name, part in parts.items()} == {
        "users": [2],
        "gram/data": [3.0],
        "gram/indices": [1],
        "gram/indptr": [0, 1, 1],
    }


@pytest.mark.parametrize("other", [Sums({}), Sums({}, {"gram": matrix([[1.0]])}), Sums({"gram": np.zeros((2, 2))})])
def test_sparse_sums_of_other_kinds_do_not_mix(other: Sums) -> None:
    with pytest.raises(LawBroken, match="Only sums of one kind add up"):
        Sums({}, {"gram": matrix([[1.0, 0.0], [0.0, 1.0]])}) + other
