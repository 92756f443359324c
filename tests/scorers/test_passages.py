"""Passages against a computation place by place, and what the power and the company do."""

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.passages import Log, PassagesTrainer, compiled, search_sums, search_terms
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(4), users=50, items=30)


def ask(*items: int) -> Query:
    return Query(history=tuple(Interaction(item, 1.0) for item in items))


def scores(trainer: PassagesTrainer, data: Dataset, query: Query) -> FloatArray:
    return trainer.fit(data, np.random.default_rng(0)).score_batch([query])[0]


def sequences_of(data: Dataset, *sequences: list[int]) -> Dataset:
    items = np.concatenate(sequences)
    users = np.repeat(np.arange(len(sequences)), [len(one) for one in sequences])
    size = len(data.catalogue)
    rows = Interactions(users, items, np.ones(len(items)), np.arange(len(items)) + 1.0, len(sequences), size)
    return data.with_interactions(rows)


@pytest.mark.parametrize("power", [1, 2, 3])
def test_equals_the_sum_over_all_places(power: int, data: Dataset) -> None:
    trainer, query = PassagesTrainer(power=power, decay=0.3, fading=0.2, rarity=0.4, reach=3), ask(9, 4, 7, 2)
    counts = 1.0 + np.bincount(data.interactions.items, minlength=30)
    rareness = (counts / counts.mean()) ** -0.4
    means = {2: 1.0, 7: np.exp(-0.3), 4: np.exp(-0.6)}  # 9 is beyond the reach
    wanted = np.zeros(30)
    for sequence in data.interactions.histories():
        strengths = [np.round((1.0 + one.weight) * 8) / 16 for one in sequence]
        for at, one in enumerate(sequence):
            before = sum(
                strengths[then] * means.get(past.item, 0.0) * rareness[past.item] * np.exp(-0.2 * (at - then - 1))
                for then, past in enumerate(sequence[:at])
            )
            wanted[one.item] += strengths[at] * before**power
    np.testing.assert_allclose(scores(trainer, data, query), wanted, rtol=1e-9, atol=1e-9)


def test_company_counts_more_than_the_sum_of_its_parts(data: Dataset) -> None:
    """20 follows 1 and 2 together once; 21 follows each alone, once: as many pairs, but no passage like the query's."""
    known = sequences_of(data, [1, 2, 20], [1, 5, 21], [6, 2, 21])
    pairs, passages = (
        scores(PassagesTrainer(power=power, decay=0.0, fading=0.0, rarity=0.0), known, ask(1, 2)) for power in (1, 3)
    )
    assert pairs[20] == pytest.approx(pairs[21])
    assert passages[20] == pytest.approx(8.0)
    assert passages[21] == pytest.approx(2.0)


def test_nothing_follows_from_one_user_to_the_next(data: Dataset) -> None:
    assert scores(PassagesTrainer(), sequences_of(data, [1, 2], [20, 21]), ask(2))[20] == 0.0


def test_a_dislike_says_nothing_and_takes_its_place(data: Dataset) -> None:
    query = Query(history=(Interaction(3, 1.0), Interaction(8, -1.0)))
    answer = PassagesTrainer().fit(data, np.random.default_rng(0)).attribute(query, Candidates(np.arange(30)))
    assert [term.ref for term in answer.terms] == [f"item:{data.catalogue[item].id}" for item in (8, 3)]
    assert not answer.values[:, 0].any()
    assert answer.values[:, 1].any()


def test_the_compiled_search_finds_the_same(data: Dataset) -> None:
    pytest.importorskip("numba")
    rng, rows = np.random.default_rng(1), data.interactions
    new = np.append(1, np.diff(rows.users) != 0)
    log, asked = Log(rows.items, new, np.ones(len(rows))), rng.random((30, 3))
    for search, form in ((search_terms, asked), (search_sums, asked.sum(axis=1))):
        np.testing.assert_allclose(compiled(search)(log, form, 0.9, 3), search(log, form, 0.9, 3), rtol=1e-12)
