"""The dial moves lists as far as it says, under a name of its own, and is nothing when it stands as usual."""

import numpy as np
import pytest

from chatrec.core.attribution import sum_law_holds
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Context, Dial, Interaction, Query
from chatrec.recommend import NOVELTY, Dialled, DiversityReranker, Recommender
from chatrec.scorers.blend import Blend
from chatrec.scorers.popularity import PopularityTrainer

PAST = tuple(Interaction(row, 1.0) for row in (3, 8, 21))


def asked(novelty: float = 0.0, variety: float = 0.0, n: int = 10) -> Query:
    return Query(history=PAST, context=Context(dial=Dial(novelty, variety)), n=n)


@pytest.fixture(scope="module")
def dialled(blend: Blend) -> Dialled:
    return Dialled(blend, strength=1.5)


@pytest.fixture(scope="module")
def house(data: Dataset, dialled: Dialled) -> Recommender:
    return Recommender(data.catalogue, dialled, DiversityReranker(data.catalogue, strength=0.2), model="v0001")


@pytest.mark.parametrize("novelty", [-1.0, -0.5, 0.0, 0.5, 1.0])
def test_it_adds_one_term_that_grows_with_how_well_known(
    novelty: float, data: Dataset, blend: Blend, dialled: Dialled
) -> None:
    everything = Candidates(np.arange(len(data.catalogue)))
    answer = dialled.attribute(asked(novelty), everything)
    plain = blend.attribute(asked(), everything)
    stranger = blend.attribute(Query(), everything).scores
    known = np.clip((stranger - np.median(stranger)) / (stranger.max() - np.median(stranger)), 0.0, 1.0)
    moved = -novelty * 1.5 * known**2
    np.testing.assert_allclose(answer.scores, plain.scores + moved, atol=1e-9)
    np.testing.assert_allclose(dialled.score_batch([Query(), asked(novelty)])[1], answer.scores, atol=1e-9)
    own = [term for term in answer.terms if term.source == NOVELTY]
    assert len(own) == (novelty != 0)
    assert answer.terms[: len(plain.terms)] == plain.terms
    assert dialled.name == blend.name


def test_the_further_it_is_turned_the_less_known_the_list(data: Dataset, house: Recommender) -> None:
    known = PopularityTrainer().fit(data, np.random.default_rng(0)).score_batch([Query()])[0]
    means = [
        np.mean([known[item.item] for item in house.recommend(asked(novelty)).items])
        for novelty in (-1.0, -0.5, 0.0, 0.5, 1.0)
    ]
    assert means == sorted(means, reverse=True)
    assert means[0] > means[2] > means[4] > 0.0  # still better known than the mean item


def test_variety_is_the_strength_of_diversity(data: Dataset, blend: Blend) -> None:
    rerank = DiversityReranker(data.catalogue, strength=0.5).rerank
    answer = blend.attribute(asked(), Candidates(np.arange(0, 300, 2)))
    assert rerank(asked(variety=0.5), answer) == DiversityReranker(data.catalogue, strength=1.5).rerank(asked(), answer)
    assert rerank(asked(variety=-1.0), answer) == DiversityReranker(data.catalogue, strength=0.0).rerank(
        asked(), answer
    )
    for item in rerank(asked(variety=1.0), answer):
        assert sum_law_holds(item.evidence, item.score)


def test_where_everything_is_as_well_known_the_dial_is_silent() -> None:
    class Same:
        name = "same"

        def score_batch(self, queries: list[Query]) -> np.ndarray:
            return np.ones((len(queries), 4))

    np.testing.assert_array_equal(Dialled(Same(), strength=2.0).score_batch([asked(1.0)]), np.ones((1, 4)))
