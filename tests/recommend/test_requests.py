"""Requests that no field holds: exact sums of named terms, linear in what is asked for, and nothing where nothing is asked."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from chatrec.app.settings import Settings
from chatrec.core.attribution import Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, ModelVersion
from chatrec.core.interactions import Dataset
from chatrec.core.query import ABOUT, ALIKE, Candidates, Includes, Interaction, Preference, Query
from chatrec.recommend import REQUESTS, DiversityReranker, Recommender, Requested, Strengths, requests
from chatrec.recommend.constraints import KNOWN, ConstraintIndex
from chatrec.scorers.blend import Blend
from chatrec.testing import SCORER_LAWS, Case
from chatrec.testing.evidence import some_cases

STRENGTHS = Strengths(people=1.5, features=7.0, topic=4.0)


@pytest.fixture(scope="module")
def catalogue(data: Dataset) -> Catalogue:
    """The synthetic items, of which some have a synopsis."""
    texts = {3: "Two friends play chess.", 8: "A duchess.", 20: "Chess, again, in Africa.", 21: "一盘国际象棋"}
    return Catalogue([replace(item, text=texts.get(row, "")) for row, item in enumerate(data.catalogue)])


@pytest.fixture(scope="module")
def requested(blend: Blend, catalogue: Catalogue) -> Requested:
    return Requested(blend, catalogue, STRENGTHS)


def like(catalogue: Catalogue, row: int, weight: float = 1.0) -> Preference:
    return Preference(ALIKE, catalogue[row].id, weight)


@pytest.fixture(scope="module")
def everything(catalogue: Catalogue) -> Candidates:
    return Candidates(np.arange(len(catalogue)))


def test_without_a_request_it_is_the_scorer_alone(requested: Requested, blend: Blend, everything: Candidates) -> None:
    plain = Query(history=(Interaction(4, 1.0),), preferences=(Preference("genre", "Drama"),))
    assert not requests(plain)
    assert requested.attribute(plain, everything).terms == blend.attribute(plain, everything).terms
    np.testing.assert_array_equal(requested.score_batch([plain]), blend.score_batch([plain]))
    assert requested.name == blend.name


def test_what_is_added_is_what_it_is_said_to_be(
    requested: Requested, blend: Blend, catalogue: Catalogue, everything: Candidates
) -> None:
    """Against the definitions, item by item."""
    query = Query(preferences=(like(catalogue, 5), Preference(ABOUT, "chess")), history=(Interaction(9, 1.0),))
    answer = requested.attribute(query, everything)
    loved, known = (blend.score_batch([Query(history=(Interaction(5, weight),))])[0] for weight in (1.0, 0.0))
    shared = np.array([_cosine(catalogue, 5, row) for row in range(len(catalogue))])
    speaks = np.isin(np.arange(len(catalogue)), [3, 20])
    added = 1.5 * (loved - known) + 7.0 * shared + 4.0 * speaks
    np.testing.assert_allclose(answer.scores, blend.attribute(query, everything).scores + added, atol=1e-9)
    np.testing.assert_allclose(requested.score_batch([Query(), query])[1], answer.scores, atol=1e-9)
    own = [term for term in answer.terms if term.source == REQUESTS]
    assert own[0] == Term(REQUESTS, Kind.WISH, f"item={catalogue[5].id}")
    assert own[-1] == Term(REQUESTS, Kind.WISH, "text=chess")
    features = {term.ref.partition("|")[2] for term in own[1:-1]}
    assert features == {
        f"{field}={value}" for field, values in catalogue[5].labels.items() if field != "country" for value in values
    }


def _cosine(catalogue: Catalogue, one: int, other: int) -> float:
    levels = {
        label: np.log(len(catalogue) / len(rows))
        for label, rows in catalogue.label_rows.items()
        if len(rows) > 1 and label[0] != "country"
    }

    def weights(row: int) -> dict[tuple[str, str], float]:
        labels = ((field, value) for field, values in catalogue[row].labels.items() for value in values)
        return {label: levels[label] for label in labels if label in levels}

    left, right = weights(one), weights(other)
    lengths = np.sqrt(sum(v**2 for v in left.values()) * sum(v**2 for v in right.values()))
    return float(sum(left[label] * right[label] for label in left.keys() & right.keys()) / lengths) if lengths else 0.0


@pytest.mark.parametrize("law", SCORER_LAWS)
def test_it_keeps_the_laws_of_scorers(law: Callable[[Case], None], requested: Requested, catalogue: Catalogue) -> None:
    rng = np.random.default_rng(5)
    for case in some_cases(requested, catalogue, rng)[:3]:
        wishes = (*case.query.preferences, like(catalogue, 7), like(catalogue, 9, -0.5), Preference(ABOUT, "chess"))
        law(replace(case, query=replace(case.query, preferences=wishes)))


def test_requests_add_up_and_the_opposite_is_the_opposite(requested: Requested, catalogue: Catalogue) -> None:
    wishes = (like(catalogue, 5), like(catalogue, 11), Preference(ABOUT, "chess"), Preference(ABOUT, "Africa"))
    asked = [Query(), Query(preferences=wishes), *(Query(preferences=(wish,)) for wish in wishes)]
    plain, together, *alone = requested.score_batch(asked)
    np.testing.assert_allclose(together - plain, np.sum([one - plain for one in alone], axis=0), atol=1e-9)
    unlike = requested.score_batch([Query(preferences=(like(catalogue, 5, -1.0),))])[0]
    np.testing.assert_allclose(unlike - plain, plain - alone[0], atol=1e-9)


def test_permuting_candidates_permutes_rows(requested: Requested, catalogue: Catalogue) -> None:
    query = Query(preferences=(like(catalogue, 5), Preference(ABOUT, "chess")))
    some = np.array([3, 40, 7, 20])
    forth, back = (requested.attribute(query, Candidates(rows)) for rows in (some, some[::-1].copy()))
    np.testing.assert_array_equal(forth.values, back.values[::-1])
    assert forth.terms == back.terms
    assert requested.attribute(query, Candidates(np.array([], dtype=np.int64))).scores.shape == (0,)


def test_what_is_not_there_says_nothing(requested: Requested, blend: Blend) -> None:
    nowhere = Query(
        preferences=(Preference(ALIKE, "no such item"), Preference(ABOUT, "zeppelins"), Preference(ABOUT, ""))
    )
    np.testing.assert_array_equal(requested.score_batch([nowhere]), blend.score_batch([Query()]))


def test_the_named_item_is_not_shown_and_constraints_hold(requested: Requested, catalogue: Catalogue) -> None:
    house = Recommender(catalogue, requested, DiversityReranker(catalogue, strength=0.2), model=ModelVersion("v1"))
    row = next(row for row, item in enumerate(catalogue) if "Drama" in item.labels.get("genre", ()))
    asked = Query(preferences=(like(catalogue, row),), constraints=(Includes("genre", ("Drama",)),), n=10)
    slate = house.recommend(asked)
    assert slate.excluded[KNOWN] == 1
    assert row not in [item.item for item in slate.items]
    assert all("Drama" in catalogue[item.item].labels["genre"] for item in slate.items)
    allowed, _ = ConstraintIndex(catalogue).survivors(Query(preferences=(like(catalogue, row, -1.0),)), frozenset())
    assert allowed[row]  # who wants nothing like it has not said that they know it


def test_what_speaks_of_a_topic_leads(requested: Requested, catalogue: Catalogue) -> None:
    house = Recommender(catalogue, requested, DiversityReranker(catalogue, strength=0.2), model=ModelVersion("v1"))
    slate = house.recommend(Query(preferences=(Preference(ABOUT, "chess"),), n=4))
    assert {item.item for item in slate.items[:2]} == {3, 20}


def test_items_without_labels_are_like_none(blend: Blend, data: Dataset) -> None:
    bare = Catalogue([Item(id=ItemId(item.id), title=item.title) for item in data.catalogue])
    alone = Requested(blend, bare, Strengths(people=0.0))
    wish = Query(preferences=(Preference(ALIKE, bare[0].id),))
    np.testing.assert_array_equal(alone.score_batch([wish]), blend.score_batch([Query()]))


def test_the_settings_are_the_strengths() -> None:
    settings = Settings.model_validate({"requests": {"people": 0.5, "features": 3.0, "topic": 1.0}})
    assert settings.requests.strengths() == Strengths(0.5, 3.0, 1.0)
    assert Settings().requests.strengths() == Strengths()
