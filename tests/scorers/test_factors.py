"""Matrix factors against the formulas of the paper in dense matrices and against implicit's own user factors."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import DataError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.factors import Factors, FactorsTrainer
from chatrec.testing import synthetic_dataset

als = pytest.importorskip("implicit.cpu.als", reason="needs the extra fast: pip install 'chatrec[fast]'")

ITEMS = 40
HISTORY = (Interaction(3, 1.0), Interaction(17, 0.25), Interaction(5, -0.5), Interaction(8, 0.0))


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(5), users=120, items=ITEMS)


@pytest.fixture(scope="module")
def scorer(data: Dataset) -> Factors:
    return TRAINER.fit(data, np.random.default_rng(0))


TRAINER = FactorsTrainer(k=6, l2=0.7, alpha=3.0)


def paper(items: FloatArray, query: Query) -> tuple[FloatArray, FloatArray]:
    """(x, W) of section 4 and 5, with whole matrices: C over every item, inverted."""
    confidence, preference = np.ones(len(items)), np.zeros(len(items))
    for past in query.history:
        confidence[past.item] = 1.0 + TRAINER.alpha * abs(past.weight)
        preference[past.item] = np.sign(past.weight)
    inverse = np.linalg.inv(items.T @ np.diag(confidence) @ items + TRAINER.l2 * np.eye(items.shape[1]))
    return inverse @ items.T @ np.diag(confidence) @ preference, inverse


def test_evidence_is_that_of_the_paper(scorer: Factors) -> None:
    """Section 5: s_ij · c_uj with s_ij = y_i · W · y_j, signed by what the user thought of j."""
    items = scorer.arrays()["items"].astype(np.float64)
    query = Query(history=HISTORY)
    taste, inverse = paper(items, query)
    wanted = np.array([[i @ inverse @ items[j] * (1 + 3 * abs(w)) * np.sign(w) for j, w, _ in HISTORY] for i in items])
    answer = scorer.attribute(query, Candidates(np.arange(ITEMS)))
    np.testing.assert_allclose(answer.values, wanted, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(answer.scores, items @ taste, rtol=1e-9, atol=1e-12)


def test_what_no_solve_can_fold_in_is_refused(data: Dataset) -> None:
    broken = Factors(np.ones((ITEMS, 2), np.float32), -1e6, 3.0, data.catalogue)
    with pytest.raises(DataError, match=r"l2 = -1000000\.0"):
        broken.score_batch([Query(history=HISTORY)])


def test_a_user_is_folded_in_as_implicit_would(scorer: Factors) -> None:
    """implicit solves one user anew by Cholesky, in float32."""
    liked = tuple(past for past in HISTORY if past.weight > 0)
    row = np.zeros((1, ITEMS), dtype=np.float32)
    for past in liked:
        row[0, past.item] = 1.0 + TRAINER.alpha * past.weight
    model = als.AlternatingLeastSquares(factors=TRAINER.k, regularization=TRAINER.l2)
    model.item_factors = scorer.arrays()["items"]
    theirs = model.recalculate_user(0, csr_matrix(row)) @ model.item_factors.T
    np.testing.assert_allclose(scorer.score_batch([Query(history=liked)])[0], theirs, rtol=1e-3, atol=1e-5)


def test_the_items_are_at_the_optimum_for_their_users(data: Dataset) -> None:
    """After sixty rounds the loss of the whole problem has no slope left in any item's factors."""
    trainer = FactorsTrainer(k=3, l2=2.0, alpha=3.0, iterations=60)
    items = trainer.fit(data, np.random.default_rng(0)).arrays()["items"].astype(np.float64)
    chosen = np.zeros((data.interactions.n_users, ITEMS))
    chosen[data.interactions.users, data.interactions.items] = np.round((1 + data.interactions.weights) * 128) / 256
    confidence, preference = 1.0 + trainer.alpha * chosen, (chosen > 0).astype(float)
    systems = np.einsum("ik,ui,il->ukl", items, confidence, items) + trainer.l2 * np.eye(3)
    users = np.linalg.solve(systems, ((confidence * preference) @ items)[:, :, None])[:, :, 0]
    slope = (confidence * (users @ items.T - preference)).T @ users + trainer.l2 * items
    assert np.abs(slope).max() < 0.02 * np.abs((confidence * preference).T @ users).max()


def test_a_dislike_speaks_against_what_resembles_it(scorer: Factors) -> None:
    liked, disliked = (scorer.score_batch([Query(history=(Interaction(3, weight),))])[0] for weight in (1.0, -1.0))
    np.testing.assert_allclose(disliked, -liked, rtol=1e-9)
    assert liked[3] > 0


@pytest.mark.parametrize("threads", [1, 2])
def test_the_number_of_threads_changes_no_bit(threads: int, scorer: Factors, data: Dataset) -> None:
    with threadpool_limits(threads):
        again = TRAINER.fit(data, np.random.default_rng(0))
    assert np.array_equal(again.arrays()["items"], scorer.arrays()["items"])


def test_finds_the_taste_that_is_there() -> None:
    """Two groups who never choose from the other's ten items: the unseen ones of one's own come first."""
    rng = np.random.default_rng(0)
    users = np.repeat(np.arange(60), 6)
    items = np.concatenate([rng.choice(10, 6, replace=False) + 10 * (user % 2) for user in range(60)])
    rows = Interactions(users, items, np.ones(360), np.zeros(360), n_users=60, n_items=20)
    data = synthetic_dataset(rng, users=60, items=20).with_interactions(rows)
    scores = (
        FactorsTrainer(k=2, l2=1.0)
        .fit(data, rng)
        .score_batch(
            [Query(history=(Interaction(1, 1.0), Interaction(2, 1.0))), Query(history=(Interaction(14, 1.0),))]
        )
    )
    assert scores[0, :10].min() > scores[0, 10:].max()
    assert scores[1, 10:].min() > scores[1, :10].max()


def test_behaviour_of_nobody_is_no_evidence(data: Dataset) -> None:
    none = Interactions(*(np.zeros(0, np.int64),) * 2, *(np.zeros(0),) * 2, n_users=3, n_items=ITEMS)
    scorer = TRAINER.fit(data.with_interactions(none), np.random.default_rng(0))
    scores = scorer.score_batch([Query(history=HISTORY)])
    assert np.abs(scores).max() < 1e-6
