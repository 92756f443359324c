"""Advice adds one term to what it speaks of, mutes as any evidence, and leaves all else as it was, bit for bit."""

from dataclasses import replace

import numpy as np
import pytest

from chatrec.core.advice import Advice
from chatrec.core.heed import Dispute, Heed, Matter
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Context, Interaction, Query
from chatrec.recommend import Advisable, Disputing, DiversityReranker, Recommender
from chatrec.scorers.blend import Blend

QUERY = Query(history=tuple(Interaction(row, 1.0) for row in (3, 8, 21)), n=5)


@pytest.fixture(scope="module")
def house(data: Dataset, blend: Blend) -> Recommender:
    scorer = Disputing(Advisable(blend))
    return Recommender(data.catalogue, scorer, DiversityReranker(data.catalogue, strength=0.2), model="v0001")


@pytest.fixture(scope="module")
def asked(house: Recommender) -> Query:
    """The question, with advice that likes the twentieth of the best twenty most and the best least."""
    best = house.considered(QUERY).items[:20].tolist()
    return replace(QUERY, advice=Advice("m", 2.0, tuple(best), tuple(np.linspace(0.0, 6.0, 20).tolist())))


def test_scores_are_the_sums_of_the_terms(data: Dataset, blend: Blend, house: Recommender, asked: Query) -> None:
    everything = Candidates(np.arange(len(data.catalogue)))
    told, plain = (house.scorer.attribute(query, everything) for query in (asked, QUERY))
    assert told.terms == (*plain.terms, asked.advice.term)
    np.testing.assert_allclose(told.scores, plain.scores + asked.advice.of(everything.items), atol=1e-9)
    both = house.scorer.score_batch([QUERY, asked])
    np.testing.assert_array_equal(both[0], blend.score_batch([QUERY])[0])
    np.testing.assert_allclose(both[1], told.scores, atol=1e-9)
    assert house.scorer.name == blend.name


def test_the_list_turns_around_and_nothing_that_was_not_judged_comes_in(house: Recommender, asked: Query) -> None:
    slate = house.recommend(asked)
    assert {item.item for item in slate.items} <= set(asked.advice.items[10:])
    longer = house.recommend(replace(asked, n=12))
    assert [item.item for item in longer.items[:5]] == [item.item for item in slate.items]


def test_a_dispute_mutes_it(house: Recommender, asked: Query) -> None:
    muted = replace(asked, context=Context(heed=Heed(disputes=(Dispute(Matter.EVIDENCE, "model"),))))
    assert house.recommend(muted).items == house.recommend(QUERY).items
