"""Many lists at once, against the same lists one by one."""

from dataclasses import replace

import numpy as np
import pytest

from chatrec.core.errors import InputError
from chatrec.core.ids import ModelVersion
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import MatrixScorer, Trainer
from chatrec.core.query import Interaction, Query
from chatrec.core.weights import KNOWN_FROM
from chatrec.recommend import BatchRecommender, DiversityReranker, Recommender
from chatrec.scorers.blend import Blend
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.together import TogetherTrainer
from chatrec.testing.checking import ranking


@pytest.mark.parametrize("at_once", [None, 1, 7])
def test_equals_one_by_one(at_once: int | None, data: Dataset, blend: Blend) -> None:
    histories = [*data.interactions.histories(), ()]
    lists = BatchRecommender(data.catalogue, blend, at_once=at_once).recommend(histories, n=10)
    alone = Recommender(
        data.catalogue, blend, DiversityReranker(data.catalogue, strength=0.0), model=ModelVersion("v0001")
    )
    for row, history in enumerate(histories):
        slate = alone.recommend(Query(history=history, n=10)).items
        assert lists.items[row].tolist() == [item.item for item in slate]
        np.testing.assert_allclose(lists.scores[row], [item.score for item in slate], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("at_once", [None, 7])
@pytest.mark.parametrize("trainer", [TogetherTrainer(), PopularityTrainer()])
def test_everybody_at_once_is_everybody_s_history(at_once: int | None, trainer: Trainer, data: Dataset) -> None:
    """One of the scorers takes histories as a matrix. Some of what was done is forgotten, some was only a look, and one
    user of the vocabulary has done nothing.
    """
    rows = data.interactions
    weights = np.where(np.arange(len(rows)) % 3 == 0, KNOWN_FROM / 2, rows.weights)
    weights[::5] = 0.0
    past = replace(rows, weights=weights, n_users=rows.n_users + 1)
    scorer = ranking(trainer.fit(data, np.random.default_rng(0)))
    assert isinstance(scorer, MatrixScorer) == isinstance(trainer, TogetherTrainer)
    ranked = BatchRecommender(data.catalogue, scorer, at_once=at_once)
    lists, wanted = ranked.recommend_all(past, n=10), ranked.recommend(past.histories(), n=10)
    np.testing.assert_array_equal(lists.items, wanted.items)
    np.testing.assert_allclose(lists.scores, wanted.scores, rtol=1e-12, atol=1e-12)


def test_what_was_only_looked_at_may_come_back(data: Dataset, blend: Blend) -> None:
    everything = len(data.catalogue)
    viewed, bought = Interaction(3, KNOWN_FROM / 2), Interaction(4, KNOWN_FROM)
    lists = BatchRecommender(data.catalogue, blend).recommend([(viewed, bought)], n=everything)
    assert set(lists.items[0].tolist()) == {*range(everything), -1} - {4}


def test_a_list_ends_where_nothing_is_left(data: Dataset, blend: Blend) -> None:
    known = tuple(Interaction(row, 1.0) for row in range(2, len(data.catalogue)))
    lists = BatchRecommender(data.catalogue, blend).recommend([known], n=4)
    assert sorted(lists.items[0, :2].tolist()) == [0, 1]
    assert lists.items[0, 2:].tolist() == [-1, -1]
    assert lists.scores[0, 2:].tolist() == [-np.inf, -np.inf]


def test_nobody_has_no_list_and_an_empty_list_is_refused(data: Dataset, blend: Blend) -> None:
    ranked = BatchRecommender(data.catalogue, blend)
    assert ranked.recommend([], n=3).items.shape == (0, 3)
    with pytest.raises(InputError, match="n = 0"):
        ranked.recommend([()], n=0)
    with pytest.raises(InputError, match="n = 0"):
        ranked.recommend_all(data.interactions, n=0)


def test_more_than_the_catalogue_is_filled_up(data: Dataset, blend: Blend) -> None:
    n = len(data.catalogue) + 5
    lists = BatchRecommender(data.catalogue, blend).recommend([()], n=n)
    assert sorted(lists.items[0].tolist()) == [-1] * 5 + list(range(n - 5))
