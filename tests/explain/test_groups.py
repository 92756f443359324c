"""Reasons grouped for people, and the smaller ones counted: together the score."""

import math

import numpy as np
import pytest
from tests.explain.situations import some_situation

from chatrec.core.attribution import SUM_TOLERANCE, Evidence, Kind, Term
from chatrec.explain import grouped
from chatrec.explain.groups import SEVERAL


@pytest.mark.parametrize("limit", [0, 3, 12, None])
def test_what_is_shown_and_the_rest_are_the_score(house, limit: int | None) -> None:
    rng = np.random.default_rng(5)
    for _ in range(40):
        for item in house.recommend(some_situation(rng, house.catalogue).query).items:
            found = grouped(item.evidence, limit)
            total = math.fsum([found.rest, *(group.evidence.value for group in found.groups)])
            assert total == pytest.approx(item.score, abs=SUM_TOLERANCE)
            assert found.smaller + sum(group.terms for group in found.groups) == len(item.evidence)
            assert limit is None or len(found.groups) <= limit


def test_one_item_is_one_reason_whichever_scorers_speak_of_it() -> None:
    evidence = (
        Evidence(Term("together", Kind.HISTORY, "item:heat"), 1.0),
        Evidence(Term("knowledge", Kind.PATH, "item:heat>directed_by>Mann"), 0.5),
        Evidence(Term("together", Kind.HISTORY, "item:alien"), 2.0),
        Evidence(Term("text", Kind.REST, "text:7"), 0.25),
    )
    found = grouped(evidence, 2)
    (alien, heat) = found.groups
    assert alien.evidence == evidence[2]
    assert (heat.evidence, heat.terms) == (Evidence(Term(SEVERAL, Kind.HISTORY, "item:heat"), 1.5), 2)
    assert (found.smaller, found.rest) == (7, 0.25)
    assert grouped(evidence, 1).smaller == 9
    (path,) = grouped(evidence[1:2], 2).groups
    assert path.evidence == evidence[1]
