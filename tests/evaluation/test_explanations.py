"""The measures of explanations, on models that are known to be good or bad at them."""

import numpy as np
import pytest

from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.errors import DataError
from chatrec.core.interactions import Dataset
from chatrec.evaluation import find_protocol
from chatrec.evaluation.study import Study
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.together import TogetherTrainer
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(7), users=40, items=30)


class Liar:
    """Names terms that do not move its score: it says that the first of the history did it all, and ranks by the last."""

    name = "liar"

    def __init__(self, dataset: Dataset) -> None:
        self._catalogue = dataset.catalogue

    def attribute(self, query, candidates) -> Attribution:
        terms = tuple(Term("liar", Kind.HISTORY, f"item:{self._catalogue[past.item].id}") for past in query.history)
        values = np.zeros((len(candidates), len(terms)))
        values[:, :1] = 5.0
        return Attribution(candidates.items, terms, values)

    def score_batch(self, queries) -> np.ndarray:
        rows = [[7.0 * query.history[-1].weight if query.history else 0.0] * len(self._catalogue) for query in queries]
        return np.array(rows)


class LiarTrainer:
    name = "liar"

    def fit(self, data: Dataset, _rng) -> Liar:
        return Liar(data)


def test_a_linear_model_is_faithful_and_a_liar_is_found_out(data: Dataset) -> None:
    trainers = {"together": TogetherTrainer(l2=5.0), "popularity": PopularityTrainer(), "liar": LiarTrainer()}
    report = find_protocol("explanations").run(Study(data=data, name="made up", seeds=1), trainers)
    means = {model: {name: one.mean for name, one in found.items()} for model, found in report.models.items()}
    good, liar = means["together"], means["liar"]
    assert (good["fidelity"], good["stronger"], good["come_true"]) == (1.0, 1.0, 1.0)
    assert good["stability"] > 0.9
    assert good["deletion"] > 0.1
    # A sum loses by leaving as it gains by coming.
    assert good["insertion"] == pytest.approx(good["deletion"])
    assert good["occlusion"] == pytest.approx(1.0)
    assert good["local_fit"] == pytest.approx(1.0)
    assert (good["claims"], good["grounded"]) == (1.0, 1.0)
    assert good["reading_ease"] > 60
    assert liar["occlusion"] < 0.5
    assert liar["fidelity"] == 0.0
    assert liar["deletion"] < 0.0
    assert liar["stronger"] < 1.0
    assert np.isnan(means["popularity"]["deletion"])
    assert means["popularity"]["counterfactual"] == 0.0
    assert report.settings["users"] == sum(len(history) >= 4 for history in data.interactions.histories())


def test_without_histories_there_is_nothing_to_take_away(data: Dataset) -> None:
    rows = data.interactions
    alone = data.with_interactions(
        rows.where(np.isin(np.arange(len(rows)), np.unique(rows.users, return_index=True)[1]))
    )
    with pytest.raises(DataError, match="none can be taken away"):
        find_protocol("explanations").run(Study(data=alone, name="made up", seeds=1), {})
