"""Sentences are measured as they are said: true ones pass, and a false claim or word is found."""

from dataclasses import replace

import numpy as np
import pytest

from chatrec.core.claims import Claim, ClaimKind, Sentence
from chatrec.core.ids import ModelVersion
from chatrec.core.interactions import Dataset
from chatrec.core.query import Query
from chatrec.core.slate import SlateItem
from chatrec.domains import fitting
from chatrec.evaluation.sentences import SENTENCES, Sentences
from chatrec.explain import Explainer
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.together import TogetherTrainer
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(7), users=40, items=30)


@pytest.fixture(scope="module")
def asked(data: Dataset) -> list[tuple[SlateItem, Query]]:
    scorer = TogetherTrainer(l2=5.0).fit(data, np.random.default_rng(0))
    house = Recommender(
        data.catalogue, scorer, DiversityReranker(data.catalogue, strength=0.0), model=ModelVersion("v")
    )
    queries = [Query(history=history, n=1) for history in data.interactions.histories()[:12] if history]
    return [(house.recommend(query).items[0], query) for query in queries]


def test_what_the_house_says_is_true_and_says_no_more(data: Dataset, asked: list[tuple[SlateItem, Query]]) -> None:
    sentences = Sentences(data.catalogue)
    found = [sentences.measured(item, query) for item, query in asked]
    spoken = [one for one in found if one["said"]]
    assert len(spoken) >= 8
    assert all(set(one) == set(SENTENCES) for one in spoken)
    assert {(one["claims"], one["grounded"]) for one in spoken} == {(1.0, 1.0)}
    assert all(one["reading_ease"] > 50 and 2 <= one["words_en"] <= 20 for one in spoken)


def test_a_stranger_is_told_nothing_that_could_be_false(data: Dataset) -> None:
    silent = SlateItem(3, 0.0, ())
    assert dict(Sentences(data.catalogue).measured(silent, Query())) == {"said": 0.0}


class Boaster(Explainer):
    """Says that everybody likes everything, and claims that it is a comedy."""

    def reason(self, item: SlateItem, query: Query) -> Sentence:
        true = super().reason(item, query)
        false = Claim(ClaimKind.LABEL, "item-00001", "genre=No such genre")
        return (
            replace(true, text=f"{true.text} Everybody loves it!", claims=(*true.claims, false)) if true.text else true
        )


def test_a_boast_is_found_out(data: Dataset, asked: list[tuple[SlateItem, Query]]) -> None:
    sentences = Sentences(data.catalogue, Boaster(data.catalogue, fitting(data.catalogue)))
    spoken = [one for one in (sentences.measured(item, query) for item, query in asked) if one["said"]]
    assert spoken
    assert all(one["claims"] < 1.0 and one["grounded"] == 0.0 for one in spoken)
