"""Ranking metrics by hand and against a slow implementation of their definitions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.evaluation import METRICS, ranking_metrics

CUTOFFS = (1, 3, 5)


def by_definition(top: list[int], relevant: set[int], k: int) -> dict[str, float]:
    """One user's metrics, rank by rank, as the textbooks say."""
    hits = [item in relevant for item in top[:k]]
    ranks = [rank for rank, hit in enumerate(hits, start=1) if hit]
    ideal = sum(1 / math.log2(1 + rank) for rank in range(1, min(len(relevant), k) + 1))
    return {
        "precision": len(ranks) / k,
        "recall": len(ranks) / len(relevant),
        "ndcg": sum(1 / math.log2(1 + rank) for rank in ranks) / ideal,
        "hit_rate": float(bool(ranks)),
        "map": sum((at + 1) / rank for at, rank in enumerate(ranks)) / min(len(relevant), k),
        "mrr": 1 / ranks[0] if ranks else 0.0,
    }


def measured(top: list[int], relevant: set[int], n_items: int, cutoffs: tuple[int, ...] = CUTOFFS) -> dict[str, float]:
    marks = np.zeros((1, n_items))
    marks[0, list(relevant)] = 1.0
    found = ranking_metrics(np.array([top]), marks, cutoffs)
    return {name: float(value[0]) for name, value in found.items()}


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[int], set[int], int]:
    n = draw(st.integers(5, 12))
    order = draw(st.permutations(range(n)))
    relevant = draw(st.sets(st.integers(0, n - 1), min_size=1))
    return list(order)[: draw(st.integers(1, n))], relevant, n


@given(lists())
def test_equals_the_definitions(case: tuple[list[int], set[int], int]) -> None:
    top, relevant, n_items = case
    found = measured(top, relevant, n_items)
    for k in CUTOFFS:
        for name, value in by_definition(top, relevant, k).items():
            if name != "mrr":
                assert found[f"{name}@{k}"] == pytest.approx(value, abs=1e-12)
    assert found["mrr"] == pytest.approx(by_definition(top, relevant, max(len(top), 5))["mrr"], abs=1e-12)


def test_by_hand() -> None:
    """Relevant 1, 4, 8 and 9; shown 4, 0, 1, 2, 3: hits at ranks 1 and 3."""
    found = measured([4, 0, 1, 2, 3], {1, 4, 8, 9}, 10)
    assert found["precision@5"] == pytest.approx(2 / 5)
    assert found["recall@5"] == pytest.approx(2 / 4)
    gained, best = 1 + 1 / 2, 1 + 1 / math.log2(3) + 1 / 2 + 1 / math.log2(5)
    assert found["ndcg@5"] == pytest.approx(gained / best)
    assert found["map@5"] == pytest.approx((1 / 1 + 2 / 3) / 4)
    assert found["mrr"] == 1.0
    assert found["recall@1"] == pytest.approx(1 / 4)


@pytest.mark.parametrize("relevant", [{0}, {0, 1, 2}, set(range(9))])
def test_a_perfect_list_has_full_marks(relevant: set[int]) -> None:
    found = measured(list(range(5)), relevant, 10)
    assert [found[f"{name}@5"] for name in ("ndcg", "map", "hit_rate")] == pytest.approx([1.0, 1.0, 1.0])


def test_a_list_without_a_hit_has_none() -> None:
    assert set(measured([0, 1, 2, 3, 4], {7}, 10).values()) == {0.0}


def test_a_short_list_is_filled_with_misses() -> None:
    """Three items are all there are: one hit among them is one hit in five."""
    found = measured([2, 0, 1], {2}, 3)
    assert found["precision@5"] == pytest.approx(1 / 5)
    assert found["ndcg@5"] == 1.0


def test_every_metric_at_every_cutoff_but_mrr() -> None:
    names = {f"{name}@{k}" for name in METRICS if name != "mrr" for k in CUTOFFS} | {"mrr"}
    assert set(measured([0], {0}, 5)) == names
