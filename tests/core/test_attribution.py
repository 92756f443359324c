"""The sum law and the shapes of evidence."""

import numpy as np
import pytest

from chatrec.core.attribution import Attribution, Evidence, Kind, Term, joined, nothing, sum_law_holds
from chatrec.core.errors import LawBroken
from chatrec.core.slate import SlateItem

A, B = Term("s", Kind.PRIOR, "a"), Term("s", Kind.PRIOR, "b")
ITEMS = np.array([4, 2])


def test_a_score_is_the_sum_of_its_evidence() -> None:
    answer = Attribution(ITEMS, (A, B), np.array([[1.0, -0.5], [0.0, 2.0]]))
    assert answer.scores.tolist() == [0.5, 2.0]
    assert answer.evidence(0) == (Evidence(A, 1.0), Evidence(B, -0.5))
    assert answer.evidence(1) == (Evidence(B, 2.0),)
    assert answer.scaled(2.0).scores.tolist() == [1.0, 4.0]


def test_parts_of_the_same_items_add_up() -> None:
    parts = [Attribution(ITEMS, (A,), np.array([[1.0], [2.0]])), Attribution(ITEMS, (B,), np.array([[0.5], [0.25]]))]
    assert joined(ITEMS, parts).terms == (A, B)
    assert joined(ITEMS, parts).scores.tolist() == [1.5, 2.25]
    assert joined(ITEMS, []).scores.tolist() == nothing(ITEMS).scores.tolist() == [0.0, 0.0]
    with pytest.raises(LawBroken, match="a term twice"):
        joined(ITEMS, [parts[0], parts[0]])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (np.zeros((2, 1)), r"shape \(2, 1\)"),
        (np.zeros((1, 2)), r"shape \(1, 2\)"),
        (np.array([[0.0, np.nan], [0.0, 0.0]]), "NaN or infinity"),
        (np.array([[0.0, np.inf], [0.0, 0.0]]), "NaN or infinity"),
    ],
)
def test_evidence_that_is_none_cannot_exist(values: np.ndarray, said: str) -> None:
    with pytest.raises(LawBroken, match=said):
        Attribution(ITEMS, (A, B), values)


@pytest.mark.parametrize(
    ("score", "holds"),
    [(3.0, True), (3.0 + 2.9e-9, True), (3.0 + 4e-9, False), (3.0 - 4e-9, False), (float("nan"), False)],
)
def test_the_tolerance_is_a_billionth_of_the_score(score: float, holds: bool) -> None:
    evidence = (Evidence(A, 1.0), Evidence(B, 2.0))
    assert sum_law_holds(evidence, score) is holds
    if holds:
        assert SlateItem(0, score, evidence).score == score
    else:
        with pytest.raises(LawBroken, match="item row 0 sums to"):
            SlateItem(0, score, evidence)


def test_near_zero_the_tolerance_is_absolute() -> None:
    assert sum_law_holds((), 9e-10)
    assert not sum_law_holds((), 2e-9)
