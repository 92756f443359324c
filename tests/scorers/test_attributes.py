"""The attribute ridge against the KKT system of each column, and cases by hand."""

import numpy as np
import pytest

from chatrec.core.attribution import Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.attributes import AttributesTrainer
from chatrec.scorers.features import Encoder
from chatrec.scorers.matrix import choices
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(3), users=60, items=40)


@pytest.mark.parametrize("l2", [1.0, 50.0, 1000.0])
def test_each_column_solves_its_constrained_ridge(l2: float, data: Dataset) -> None:
    """Of min |x - Aw|² + l2|w|² with f·w = 0 the solution solves [[S, f], [fᵀ, 0]] (w, μ) = (Aᵀx, 0)."""
    trainer = AttributesTrainer(l2=l2, least=3)
    weights = trainer.fit(data, np.random.default_rng(0)).arrays()["weights"]
    features = Encoder.fitted(data.catalogue, least=3).matrix(data.catalogue).toarray()
    chosen = choices(data.interactions).toarray()
    amounts = chosen @ features
    penalised = amounts.T @ amounts + l2 * np.eye(features.shape[1])
    for item in range(40):
        own, wanted = features[item], amounts.T @ chosen[:, item]
        if own.any():
            system = np.block([[penalised, own[:, None]], [own[None], np.zeros((1, 1))]])
            solution = np.linalg.solve(system, np.append(wanted, 0.0))[:-1]
        else:
            solution = np.linalg.solve(penalised, wanted)
        np.testing.assert_allclose(weights[:, item], solution, rtol=0, atol=1e-10)


def test_no_item_predicts_itself_through_its_own_attributes(data: Dataset) -> None:
    scorer = AttributesTrainer(least=3).fit(data, np.random.default_rng(0))
    for item in range(40):
        query = Query(history=(Interaction(item, 1.0),))
        assert abs(scorer.score_batch([query])[0, item]) < 1e-12


def test_terms_name_the_attributes_of_the_history_in_the_measure_in_which_it_has_them(data: Dataset) -> None:
    trainer = AttributesTrainer(least=3)
    scorer, encoder = trainer.fit(data, np.random.default_rng(0)), Encoder.fitted(data.catalogue, least=3)
    features, weights = encoder.matrix(data.catalogue).toarray(), scorer.arrays()["weights"]
    query = Query(history=(Interaction(1, 1.0), Interaction(2, -0.5)))
    amounts = features[1] - 0.5 * features[2]
    answer = scorer.attribute(query, Candidates(np.array([5, 0])))
    present = np.flatnonzero(amounts)
    assert answer.terms == tuple(Term("attributes", Kind.ATTRIBUTE, encoder.names[at]) for at in present)
    np.testing.assert_allclose(answer.values, (amounts[present, None] * weights[present][:, [5, 0]]).T, atol=1e-15)


def test_a_catalogue_without_attributes_has_no_opinion(data: Dataset) -> None:
    bare = Catalogue([Item(id=ItemId(item.id), title=item.title) for item in data.catalogue])
    plain = Dataset(bare, data.interactions, data.users, data.fingerprint)
    scorer = AttributesTrainer().fit(plain, np.random.default_rng(0))
    assert not scorer.score_batch([Query(history=(Interaction(0, 1.0),))]).any()
    assert scorer.attribute(Query(history=(Interaction(0, 1.0),)), Candidates(np.array([3]))).terms == ()
