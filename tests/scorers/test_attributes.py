"""The attribute ridge against a regression of each item, and cases by hand."""

import numpy as np
import pytest

from chatrec.core.attribution import Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.attributes import Attributes, AttributesTrainer
from chatrec.scorers.features import Encoder
from chatrec.scorers.matrix import choices
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(3), users=60, items=40)


@pytest.mark.parametrize("l2", [1.0, 50.0, 1000.0])
def test_each_column_is_the_ridge_that_leaves_its_item_out(l2: float, data: Dataset) -> None:
    """Item by item: regress the item on what each user chose of every attribute, the item itself taken away."""
    weights = AttributesTrainer(l2=l2, least=3).fit(data, np.random.default_rng(0)).arrays()["weights"]
    features = Encoder.fitted(data.catalogue, least=3).matrix(data.catalogue).toarray()
    chosen = choices(data.interactions).toarray()
    for item in np.flatnonzero(chosen.any(axis=0)).tolist():
        others = chosen @ features - np.outer(chosen[:, item], features[item])
        penalised = others.T @ others + l2 * np.eye(features.shape[1])
        np.testing.assert_allclose(
            weights[:, item], np.linalg.solve(penalised, others.T @ chosen[:, item]), rtol=0, atol=1e-10
        )


def test_a_new_item_is_scored_by_its_attributes_on_the_day_it_arrives(data: Dataset) -> None:
    """Twins have the same evidence, whether they were there at the training without behaviour or came after it."""
    twin = Item(id=ItemId("twin"), title="Twin", labels=data.catalogue[1].labels, numbers=data.catalogue[1].numbers)
    late = Item(id=ItemId("zz"), title="Late", labels=twin.labels, numbers=twin.numbers)
    rows = data.interactions
    wider = Interactions(rows.users, rows.items, rows.weights, rows.times, rows.n_users, rows.n_items + 1)
    grown = Dataset(Catalogue([*data.catalogue, twin]), wider, data.users, data.fingerprint)
    trained = AttributesTrainer(least=3).fit(grown, np.random.default_rng(0))
    scorer = Attributes.restored(trained.arrays(), Catalogue([*grown.catalogue, late]))
    answer = scorer.attribute(Query(history=(Interaction(4, 1.0),)), Candidates(np.array([40, 41])))
    assert answer.values.any()
    np.testing.assert_allclose(answer.values[0], answer.values[1], atol=1e-14)


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
