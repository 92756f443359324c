"""LIME over histories, against exact evidence, another implementation, and boxes whose workings are known."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.explain.situations import long_situation

from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.errors import InputError
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.explain.local import VARIED, explained, local, ridge
from chatrec.recommend import Recommender
from chatrec.scorers.blend import Blend, parts


class Box:
    """A user's plug-in that says what it says and not why: f of the weights of the first items of a catalogue."""

    name = "box"

    def __init__(self, says) -> None:
        self.says = says

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        scores = self.score_batch([query])[0, candidates.items]
        return Attribution(candidates.items, (Term("box", Kind.MODEL, "box"),), scores[:, None])

    def score_batch(self, queries: Sequence[Query]) -> np.ndarray:
        weights = np.zeros((len(queries), 40))
        for row, query in enumerate(queries):
            weights[row, query.history_items] = query.history_weights
        return np.repeat(self.says(weights)[:, None], 40, axis=1)


def history(n: int, weight: float = 1.0) -> Query:
    return Query(history=tuple(Interaction(row, weight) for row in range(n)))


@pytest.mark.parametrize("seed", range(3))
def test_on_a_linear_scorer_lime_and_occlusion_are_its_terms(house: Recommender, seed: int) -> None:
    blend = house.scorer
    assert isinstance(blend, Blend)
    query = long_situation(np.random.default_rng(seed), house.catalogue, actions=18).query
    item = house.recommend(query).items[0].item
    together = parts(blend, query, item)["together"]
    found = local(together, query, item, np.random.default_rng(0))
    answer = blend.attribute(query, Candidates(np.array([item])))
    exact = {
        term.ref: value for term, value in zip(answer.terms, answer.values[0], strict=True) if term.source == "together"
    }
    terms = [exact[f"item:{house.catalogue[row].id}"] for row in found.items.tolist()]
    np.testing.assert_allclose(found.occluded, terms, atol=1e-9)
    np.testing.assert_allclose(found.coefficients, terms, atol=1e-5)
    assert found.fit == pytest.approx(1.0, abs=1e-9)
    assert found.whole == pytest.approx(sum(exact.values()))
    assert found.intercept + found.coefficients.sum() == pytest.approx(found.whole, abs=1e-4)
    assert list(np.abs(found.occluded)) == sorted(np.abs(found.occluded), reverse=True)


def test_the_parts_of_a_blend_are_the_blend(house: Recommender) -> None:
    blend = house.scorer
    assert isinstance(blend, Blend)
    query = long_situation(np.random.default_rng(4), house.catalogue, actions=25).query
    found = parts(blend, query, 3)
    whole = sum((part.score_batch([query])[0] for part in found.values()), start=np.full(80, -4.5))
    np.testing.assert_allclose(whole, blend.score_batch([query])[0], atol=1e-9)
    for name, part in found.items():
        answer = part.attribute(query, Candidates(np.arange(80)))
        np.testing.assert_allclose(answer.scores, part.score_batch([query])[0], atol=1e-9)
        assert {term.source for term in answer.terms} <= {name} == {part.name}


def test_a_weighted_ridge_equals_least_squares_over_stretched_rows() -> None:
    """Rows times the root of their weights, a row of the root of l2 for each coefficient, an intercept without one."""
    rng = np.random.default_rng(2)
    masks, scores, weights = rng.random((60, 7)) < 0.6, rng.normal(size=60), rng.random(60)
    root = np.sqrt(weights)[:, None]
    rows = np.vstack([np.hstack([root, root * masks]), np.hstack([np.zeros((7, 1)), np.sqrt(0.8) * np.eye(7)])])
    wanted = np.linalg.lstsq(rows, np.append(root[:, 0] * scores, np.zeros(7)))[0]
    coefficients, intercept = ridge(masks, scores, weights, l2=0.8)
    np.testing.assert_allclose([intercept, *coefficients], wanted, atol=1e-10)


@pytest.mark.parametrize(
    ("says", "low", "high"),
    [
        (lambda w: 3.0 * w[:, 0] - 2.0 * w[:, 4] + 0.5, 1.0 - 1e-9, 1.0 + 1e-9),  # a sum
        (lambda w: np.tanh(w[:, :6].sum(axis=1) / 3.0), 0.8, 0.999),  # nearly one
        (lambda w: np.cos(np.pi * w[:, :8].sum(axis=1)), -0.3, 0.3),  # a parity, of which no sum knows anything
    ],
)
def test_a_poor_picture_says_that_it_is_poor(says, low: float, high: float) -> None:
    found = local(Box(says), history(10), 20, np.random.default_rng(1))
    assert found.fit is not None
    assert low <= found.fit <= high


def test_a_box_that_nothing_moves_has_no_picture() -> None:
    found = local(Box(lambda w: np.full(len(w), 7.0)), history(3), 20, np.random.default_rng(1))
    assert found.fit is None
    np.testing.assert_allclose([*found.occluded, *found.coefficients, found.whole - 7.0], 0.0, atol=1e-12)
    assert explained(np.array([1.0, 2.0]), np.array([1.5, 1.5]), np.ones(2)) == 0.0


def test_of_a_long_history_what_moves_most_is_varied() -> None:
    found = local(Box(lambda w: w @ np.arange(40.0)), history(38), 39, np.random.default_rng(1))
    assert found.items.tolist() == list(range(37, 37 - VARIED, -1))
    np.testing.assert_allclose(found.coefficients, found.items, atol=1e-5)


def test_one_item_and_none(house: Recommender) -> None:
    found = local(Box(lambda w: 2.0 * w[:, 0] * w[:, 0]), history(1, -0.5), 9, np.random.default_rng(1))
    assert (found.items.tolist(), found.occluded.tolist()) == ([0], [0.5])
    muted = replace(history(2), history=(Interaction(0, 0.0), Interaction(1, 0.0)))
    with pytest.raises(InputError, match="nothing that could be left out"):
        local(house.scorer, muted, 9, np.random.default_rng(1))
