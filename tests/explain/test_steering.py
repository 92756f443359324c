"""Sliders multiply the evidence of their family and disputes take away what mentions them; nothing else changes, and sums hold."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from tests.explain.situations import some_situation

from chatrec.app.registry import plugin
from chatrec.core.attribution import Kind, Term
from chatrec.core.dial import Dial
from chatrec.core.heed import Dispute, Family, Heed, Matter
from chatrec.core.query import Candidates, Query
from chatrec.domains.movies import DOMAIN
from chatrec.explain import Explainer
from chatrec.explain.contrast import differences
from chatrec.recommend import Dialled, Disputing, Recommender, undisputed
from chatrec.scorers.blend import Blend
from chatrec.testing import SCORER_LAWS, Case

EVERYTHING = Candidates(np.arange(80))
HEEDS = [
    Heed(((Family.LIKED, 2.0),)),
    Heed(((Family.LIKED, 0.0), (Family.FACTS, 1.7))),
    Heed(((Family.POPULARITY, 0.0),)),
    Heed(((Family.WORDS, 0.3), (Family.FACTS, 0.25)), (Dispute(Matter.ATTRIBUTE, "genre=Drama"),)),
    Heed(disputes=(Dispute(Matter.NAME, "Drama"), Dispute(Matter.EVIDENCE, "history"))),
    Heed(disputes=(Dispute(Matter.EVIDENCE, "prior"),)),
]


@pytest.fixture(scope="module")
def steered(house: Recommender) -> Recommender:
    """The house as the server has it: sliders reach its scorers, and disputes are heard."""
    blend = house.scorer
    assert isinstance(blend, Blend)
    families = [plugin(scorer.name).family for scorer in blend.scorers]
    told = Blend.assembled(blend.arrays(), blend.scorers, families)
    return Recommender(house.catalogue, Dialled(Disputing(told), strength=1.5), house.reranker, model=house.model)


def questions(heed: Heed, recommender: Recommender, n: int = 6) -> Iterator[tuple[Query, Query]]:
    """Random questions as usual, and heeding otherwise."""
    rng = np.random.default_rng(5)
    for _ in range(n):
        usual = some_situation(rng, recommender.catalogue).query
        context = replace(usual.context, dial=Dial(float(rng.uniform(-1, 1)), 0.0))
        usual = replace(usual, context=context)
        yield usual, replace(usual, context=replace(context, heed=heed))


@pytest.mark.parametrize("heed", HEEDS)
def test_every_law_of_scorers_holds_however_it_is_steered(heed: Heed, steered: Recommender) -> None:
    rng = np.random.default_rng(6)
    for _, query in questions(heed, steered, n=3):
        undialled = replace(query, context=replace(query.context, dial=Dial()))
        case = Case(steered.scorer, steered.catalogue, undialled, Candidates(rng.permutation(80)[:30]))
        for law in SCORER_LAWS:
            law(case)


@pytest.mark.parametrize("heed", HEEDS)
def test_only_what_is_turned_or_disputed_changes(heed: Heed, steered: Recommender) -> None:
    family_of = {name: plugin(name).family for name in ("together", "attributes", "popularity", "wishes")}
    for usual, query in questions(heed, steered):
        before, after = (by_term(steered, one) for one in (usual, query))
        assert after.keys() <= before.keys()
        for term, values in before.items():
            factor = 0.0 if heed.disputed(term) else heed.weight(family_of.get(term.source))
            np.testing.assert_allclose(after.get(term, 0.0 * values), factor * values, rtol=1e-12, atol=1e-12)


def by_term(recommender: Recommender, query: Query) -> dict[Term, np.ndarray]:
    answer = recommender.scorer.attribute(query, EVERYTHING)
    return dict(zip(answer.terms, answer.values.T, strict=True))


@pytest.mark.parametrize("heed", HEEDS)
def test_the_difference_of_two_lists_names_only_what_was_changed(heed: Heed, steered: Recommender) -> None:
    """What a person is shown after a change: the evidence of an item, before and after."""
    turned = {family for family, _ in heed.weights}
    for usual, query in questions(heed, steered):
        for item in (3, 40, 77):
            now, before = steered.judged(query, item), steered.judged(usual, item)
            told = differences(now, before)
            assert abs(sum(one.value for one in told) - (now.score - before.score)) <= 1e-9
            for one in told:
                family = (
                    plugin(one.term.source).family
                    if one.term.source in ("together", "attributes", "popularity")
                    else None
                )
                assert heed.disputed(one.term) or family in turned


def test_a_reason_says_that_it_was_turned(steered: Recommender) -> None:
    explainer = Explainer(steered.catalogue, DOMAIN, {"together": Family.LIKED, "popularity": Family.POPULARITY})
    usual, query = next(questions(Heed(((Family.LIKED, 2.0), (Family.POPULARITY, 0.5))), steered))
    pieces = {
        piece.term.source: piece for piece in steered.judged(query, 3).evidence if piece.term.kind is not Kind.REST
    }
    assert explainer.label(pieces["together"], query).endswith(" (you turned this up)")
    assert explainer.label(pieces["popularity"], query).endswith(" (you turned this down)")
    assert "turned" not in explainer.label(pieces["together"], usual)
    chinese = replace(query, context=replace(query.context, locale="zh"))
    assert explainer.label(pieces["together"], chinese).endswith("（你调高了这一项）")


def test_what_is_disputed_can_be_asked_about_as_if_it_were_not(steered: Recommender) -> None:
    for usual, query in questions(Heed(disputes=(Dispute(Matter.NAME, "Drama"),)), steered):
        assert undisputed(query) == usual
