"""The ridge to the next item against the regression written out position by position, and its evidence by hand."""

from collections.abc import Iterator

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import DataError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.next import DENSE_LIMIT, Next, NextTrainer
from chatrec.testing import synthetic_dataset

ITEMS = 25


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(1), users=50, items=ITEMS)


def positions(trainer: NextTrainer, data: Dataset) -> Iterator[tuple[FloatArray, FloatArray]]:
    """x and y of every position, as the docstring of the trainer has them."""
    for past in data.interactions.histories():
        chosen = [(item, round((1 + weight) / 2 * 16) / 16) for item, weight, _ in past]
        for position in range(1, len(chosen)):
            x, y = np.zeros((ITEMS, len(trainer.decays))), np.zeros(ITEMS)
            for lag, (item, strength) in enumerate(reversed(chosen[:position])):
                for channel, decay in enumerate(trainer.decays):
                    if lag < trainer.reach:
                        x[item, channel] += round(256 * np.exp(-decay * lag)) / 256 * strength
            for share, (item, strength) in zip(trainer.ahead, chosen[position:], strict=False):
                y[item] += share * strength
            yield x.ravel(), y


def learned(trainer: NextTrainer, data: Dataset) -> FloatArray:
    return trainer.fit(data, np.random.default_rng(0)).arrays()["weights"].reshape(-1, ITEMS)


TRAINERS = [
    NextTrainer(decays=(0.2,), reach=30, ahead=(1.0,), l2=3.0, rarity=0.0),
    NextTrainer(decays=(0.05, 0.5), reach=4, ahead=(1.0, 0.5), l2=10.0),
    NextTrainer(decays=(0.0, 0.3, 2.0), reach=2, ahead=(1.0, 0.5, 0.25, 0.125), l2=0.5),
    NextTrainer(decays=(1.0,), reach=1, ahead=(0.5, 1.0), l2=100.0, rarity=0.7),
]


@pytest.mark.parametrize("trainer", TRAINERS)
def test_sums_are_those_of_every_position(trainer: NextTrainer, data: Dataset) -> None:
    """Steps of 1/256 and 1/16 leave nothing to round, so the sums are equal and not only near."""
    inputs, targets = map(np.array, zip(*positions(trainer, data), strict=True))
    sums = trainer.collect(data)
    np.testing.assert_array_equal(sums["half"] + sums["half"].T, inputs.T @ inputs)
    np.testing.assert_array_equal(sums["cross"], inputs.T @ targets)


@pytest.mark.parametrize("trainer", TRAINERS)
def test_equals_penalised_least_squares_over_every_position(trainer: NextTrainer, data: Dataset) -> None:
    """min |Y - X B|² + l2 |B|² is ordinary least squares with sqrt(l2)·I appended to X and zeros to Y."""
    inputs, targets = map(np.array, zip(*positions(trainer, data), strict=True))
    size = inputs.shape[1]
    rows = np.vstack([inputs, np.sqrt(trainer.l2) * np.eye(size)])
    wanted, *_ = np.linalg.lstsq(rows, np.vstack([targets, np.zeros((size, ITEMS))]), rcond=None)
    chosen = np.zeros(ITEMS)
    for item, weight, _ in (past for history in data.interactions.histories() for past in history):
        chosen[item] += round((1 + weight) / 2 * 16) / 16
    wanted /= ((chosen + 1) / (chosen + 1).mean()) ** trainer.rarity
    np.testing.assert_allclose(learned(trainer, data), wanted, rtol=0, atol=1e-11)


def test_a_disliked_item_is_no_target_and_no_input_but_takes_its_place(data: Dataset) -> None:
    """0, then 1 disliked, then 2: the only sums are those of 0 before 2, two places apart."""
    rows = Interactions(
        users=np.zeros(3, np.int64),
        items=np.arange(3),
        weights=np.array([1.0, -1.0, 1.0]),
        times=np.arange(3.0),
        n_users=1,
        n_items=ITEMS,
    )
    sums = NextTrainer(decays=(0.5,), ahead=(1.0,)).collect(data.with_interactions(rows))
    later = round(256 * np.exp(-0.5)) / 256
    assert dict(zip(map(tuple, np.argwhere(sums["cross"])), sums["cross"][sums["cross"] != 0], strict=True)) == {
        (0, 2): later
    }
    assert np.argwhere(sums["half"]).tolist() == [[0, 0]]
    assert sums["half"][0, 0] == (1.0 + later**2) / 2.0


def test_evidence_by_hand(data: Dataset) -> None:
    """Channel 0 sees the last two items as 1 and 1/2, channel 1 the last one only; a third item is out of reach."""
    weights = np.zeros((ITEMS, 2, ITEMS))
    weights[3, 0, 7], weights[4, 0, 7], weights[4, 1, 7] = 8.0, 2.0, 0.5
    scorer = Next(weights, np.array([[1.0, 0.5], [1.0, 0.0]]), data.catalogue)
    query = Query(history=(Interaction(5, 1.0), Interaction(3, 1.0), Interaction(4, -1.0)))
    answer = scorer.attribute(query, Candidates(np.array([7, 1])))
    assert [term.ref for term in answer.terms] == [f"item:{data.catalogue[row].id}" for row in (4, 3)]
    np.testing.assert_array_equal(answer.values, [[-2.5, 4.0], [0.0, 0.0]])


def test_the_order_of_the_history_matters(data: Dataset) -> None:
    scorer = NextTrainer().fit(data, np.random.default_rng(0))
    history = tuple(Interaction(item, 1.0) for item in (1, 2, 3, 4))
    forwards, backwards = scorer.score_batch([Query(history=history), Query(history=history[::-1])])
    assert np.abs(forwards - backwards).max() > 1e-6


def test_learns_a_cycle(data: Dataset) -> None:
    """Everybody goes from item i to i + 1, from wherever they start: after 9 comes 10."""
    starts = np.arange(ITEMS)
    rows = Interactions(
        users=np.repeat(starts, 10),
        items=(starts[:, None] + np.arange(10)).ravel() % ITEMS,
        weights=np.ones(10 * ITEMS),
        times=np.tile(np.arange(10.0), ITEMS),
        n_users=ITEMS,
        n_items=ITEMS,
    )
    scorer = NextTrainer(l2=1.0).fit(data.with_interactions(rows), np.random.default_rng(0))
    scores = scorer.score_batch([Query(history=(Interaction(8, 1.0), Interaction(9, 1.0)))])
    assert scores[0].argmax() == 10


def test_a_catalogue_too_large_for_a_dense_solve_is_refused(data: Dataset) -> None:
    none = np.zeros(0, dtype=np.int64)
    rows = Interactions(none, none, np.zeros(0), np.zeros(0), n_users=1, n_items=DENSE_LIMIT // 2 + 1)
    with pytest.raises(DataError, match="2 channels x 15001 items"):
        NextTrainer(decays=(0.1, 0.5)).collect(data.with_interactions(rows))
