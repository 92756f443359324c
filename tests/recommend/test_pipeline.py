"""From a query to a slate: what may come, in which order, and what was kept out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatrec.core.attribution import sum_law_holds
from chatrec.core.ids import ModelVersion
from chatrec.core.interactions import Dataset
from chatrec.core.query import (
    Between,
    Candidates,
    Constraint,
    Excludes,
    Includes,
    Interaction,
    Outside,
    Preference,
    Query,
)
from chatrec.core.weights import KNOWN_FROM
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.recommend.pipeline import RETRIEVED
from chatrec.scorers.blend import Blend
from chatrec.testing.synthetic import GENRES, some_query

CONSTRAINTS = st.lists(
    st.one_of(
        st.builds(Includes, st.just("genre"), st.lists(st.sampled_from(GENRES), min_size=1, max_size=2).map(tuple)),
        st.builds(Excludes, st.just("genre"), st.lists(st.sampled_from(GENRES), min_size=1, max_size=2).map(tuple)),
        st.builds(Excludes, st.just("item"), st.just(("item-00001", "item-00002"))),
        st.builds(Between, st.just("year"), st.integers(1950, 2000), st.just(None)),
        st.builds(Outside, st.just("year"), st.integers(1950, 1980), st.integers(1980, 2025)),
    ),
    max_size=3,
).map(tuple)
ROWS = st.lists(st.integers(0, 299), unique=True, max_size=25)


def recommender(data: Dataset, blend: Blend, strength: float = 0.0) -> Recommender:
    reranker = DiversityReranker(data.catalogue, strength=strength)
    return Recommender(data.catalogue, blend, reranker, model=ModelVersion("v0001"))


@pytest.fixture(scope="session")
def varied(data: Dataset, blend: Blend) -> Recommender:
    return recommender(data, blend, strength=0.5)


@given(history=ROWS, shown=ROWS.map(frozenset), wanted=CONSTRAINTS, n=st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_nothing_known_shown_or_forbidden_ever_comes(
    history: list[int], shown: frozenset[int], wanted: tuple[Constraint, ...], n: int, varied: Recommender
) -> None:
    past = tuple(Interaction(row, (1.0, 0.5, -1.0)[row % 3]) for row in history)
    query = Query(history=past, constraints=wanted, n=n)
    slate = varied.recommend(query, shown=shown)
    rows = [item.item for item in slate.items]
    fitting = [
        row
        for row, item in enumerate(varied.catalogue)
        if row not in {*history, *shown} and all(constraint.allows(item) for constraint in wanted)
    ]
    assert set(rows) <= set(fitting)
    assert len(rows) == len(set(rows)) == min(n, len(fitting))
    assert sum(slate.excluded.values()) == len(varied.catalogue) - len(fitting)
    assert all(sum_law_holds(item.evidence, item.score) for item in slate.items)
    assert slate.model == "v0001"


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("n", [5, 60])
def test_two_stages_give_what_attributing_everything_gives(seed: int, n: int, data: Dataset, blend: Blend) -> None:
    asked = some_query(np.random.default_rng(seed), data.catalogue)
    query = Query(history=asked.history, preferences=asked.preferences, n=n)
    known = [past.item for past in query.history if not 0.0 < past.weight < KNOWN_FROM]
    left = np.setdiff1d(np.arange(300), known)
    scores = blend.attribute(query, Candidates(left)).scores
    best = np.sort(scores)[::-1][:n]
    slate = recommender(data, blend).recommend(query)
    rows = np.array([item.item for item in slate.items])
    # Items of one score, which popularity has, may stand in either order.
    np.testing.assert_allclose(scores[np.searchsorted(left, rows)], best, rtol=1e-9)
    np.testing.assert_allclose([item.score for item in slate.items], best, rtol=1e-9)
    assert len(set(rows.tolist())) == n


def test_more_can_be_asked_for_than_one_retrieval_brings(data: Dataset, blend: Blend) -> None:
    slate = recommender(data, blend).recommend(Query(n=RETRIEVED + 50))
    assert len(slate.items) == RETRIEVED + 50


def test_an_item_is_judged_whatever_the_constraints(data: Dataset, blend: Blend) -> None:
    query = Query(
        history=(Interaction(5, 1.0),),
        constraints=(Excludes("item", ("item-00005",)),),
        preferences=(Preference("genre", "Drama"),),
    )
    judged = recommender(data, blend, strength=5.0).judged(query, 5)
    assert judged.item == 5
    assert judged.score == pytest.approx(blend.score_batch([query])[0, 5], abs=1e-9)
    assert all(piece.term.source != "diversity" for piece in judged.evidence)
