"""A contrast is the difference of two scores, term by term."""

import itertools
import math

import numpy as np
import pytest
from tests.explain.situations import some_situation

from chatrec.core.attribution import SUM_TOLERANCE, Evidence, Kind, Term
from chatrec.core.slate import SlateItem
from chatrec.explain import contrast


@pytest.mark.parametrize("limit", [0, 2, 12, 1000])
def test_the_differences_sum_to_the_difference_of_the_scores(house, limit: int) -> None:
    rng = np.random.default_rng(3)
    pairs = 0
    for _ in range(60):
        slate = house.recommend(some_situation(rng, house.catalogue).query).items
        for above, below in itertools.pairwise(slate):
            found = contrast(above, below, limit=limit)
            assert math.fsum(one.value for one in found.differences) == pytest.approx(
                found.difference, abs=SUM_TOLERANCE
            )
            assert found.difference == above.score - below.score
            assert found.difference >= 0  # a list is in the order of its scores
            sizes = [abs(one.value) for one in found.differences]
            assert sizes == sorted(sizes, reverse=True)
            pairs += 1
    assert pairs > 150


def test_both_sides_of_every_difference_are_told() -> None:
    pieces = [("one", Kind.HISTORY, "item:a", 2.0, 0.5), ("one", Kind.HISTORY, "item:b", 0.25, 0.125)]
    pieces += [("one", Kind.HISTORY, "item:c", 0.0, 0.0625), ("two", Kind.PRIOR, "base", -1.0, -1.0)]
    sides = [
        tuple(Evidence(Term(source, kind, ref), values[at]) for source, kind, ref, *values in pieces) for at in (0, 1)
    ]
    above, below = (SlateItem(at, math.fsum(piece.value for piece in side), side) for at, side in enumerate(sides))
    found = contrast(above, below, limit=1)
    assert [(one.term.ref, one.above, one.below) for one in found.differences] == [
        ("item:a", 2.0, 0.5),
        ("history:2", 0.25, 0.1875),
    ]
    assert contrast(below, above, limit=1).difference == -found.difference


def test_terms_that_a_scorer_folded_itself_keep_their_sides() -> None:
    def side(row: int, own: float, folded: float) -> SlateItem:
        evidence = (
            Evidence(Term("text", Kind.TEXT, "word=heist"), own),
            Evidence(Term("text", Kind.REST, "text:7"), folded),
        )
        return SlateItem(row, own + folded, evidence)

    found = contrast(side(0, 1.0, 0.5), side(1, 0.5, 0.25), limit=0)
    assert [(one.term.ref, one.above, one.below) for one in found.differences] == [("text:8", 1.5, 0.75)]
