"""Lifts by hand, against an independent count, and in a simulation whose truth is known."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.random import Generator
from scipy import stats

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import NotFoundError
from chatrec.core.ids import ItemId
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers import path as module
from chatrec.scorers.path import STRATA, Path, PathTrainer, propensities
from chatrec.testing import synthetic_dataset


def behaviour(sequences: Sequence[Sequence[int]], n_items: int, weights: FloatArray | None = None) -> Dataset:
    """Users who chose the given items in the given order."""
    lengths = [len(sequence) for sequence in sequences]
    rows = Interactions(
        users=np.repeat(np.arange(len(sequences)), lengths),
        items=np.concatenate([np.array(sequence, dtype=np.int64) for sequence in sequences]),
        weights=np.ones(sum(lengths)) if weights is None else weights,
        times=np.concatenate([1.0 + np.arange(length) for length in lengths]),
        n_users=len(sequences),
        n_items=n_items,
    )
    catalogue = Catalogue([Item(id=ItemId(str(at)), title=f"Film {at}") for at in range(n_items)])
    return Dataset(catalogue, rows, (), "")


def fitted(data: Dataset, **settings: float) -> Path:
    return PathTrainer.model_validate(settings).fit(data, np.random.default_rng(0))


def test_a_lift_by_hand() -> None:
    """Four users of two choices, one stratum: 0 is followed by 1 twice and by 2 once; 1 makes three of the eight choices, so
    that of the three choices after 0 chance would give it 9 / 8.
    """
    scorer = fitted(behaviour([[0, 1], [0, 1], [0, 2], [2, 1]], 3), window=1, clip=0.0)
    lift = scorer.lift(0, 1)
    assert (lift.support, lift.expected) == (2, 3 * 3 / 8)
    assert lift.lift == pytest.approx(16 / 9)
    low, high = stats.binomtest(2, 3).proportion_ci(0.95, method="exact")
    assert (lift.low, lift.high) == pytest.approx((low / (3 / 8), high / (3 / 8)))


def test_evidence_is_the_shrunken_logarithm_of_the_lift_by_recency_and_taste() -> None:
    data = synthetic_dataset(np.random.default_rng(1))
    scorer = fitted(data, window=2, shrinkage=3.0)
    query = Query(history=(Interaction(4, 1.0), Interaction(7, -0.5), Interaction(2, 1.0)))
    answer = scorer.attribute(query, Candidates(np.array([9, 2, 30])))
    assert [term.ref for term in answer.terms] == [f"item:{data.catalogue[row].id}" for row in (2, 7)]
    for column, (row, weight) in enumerate(((2, 1.0), (7, -0.5))):
        for at, candidate in enumerate((9, 2, 30)):
            lift = scorer.lift(row, candidate)
            wanted = 0.0 if row == candidate else weight * math.log((lift.support + 3.0) / (lift.expected + 3.0))
            assert answer.values[at, column] == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("window", [1, 3, 50])
def test_sums_are_those_of_a_count_user_by_user(window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAIRS_AT_ONCE", 100)  # in several parts
    data = synthetic_dataset(np.random.default_rng(2), users=30, items=20)
    rows = data.interactions
    follows, slots, chosen = np.zeros((20, 20)), np.zeros((STRATA, 20)), np.zeros((STRATA, 20))
    for start, end in pairwise(rows.offsets().tolist()):
        kept = rows.items[start:end][rows.weights[start:end] > -1.0].tolist()
        stratum = int(math.log2(len(kept))) if kept else 0
        for at, item in enumerate(kept):
            later = kept[at + 1 : at + 1 + window]
            chosen[stratum, item] += 1
            slots[stratum, item] += len(later)
            follows[item, later] += 1
    sums = PathTrainer(window=window).collect(data)
    assert np.array_equal(sums.sparse["follows"].toarray(), follows)
    assert np.array_equal(sums["slots"], slots)
    assert np.array_equal(sums["chosen"], chosen)


def test_a_popular_item_gets_no_credit_for_being_everywhere() -> None:
    """Independent choices: the popular item follows everything most often, and its lift is 1 like everybody's."""
    shares = np.append(0.5, np.full(20, 0.025))
    walks = choices_in_order(np.random.default_rng(3), np.tile(shares, (21, 1)), (4000, 8))
    scorer = fitted(behaviour(walks, 21), window=2)
    lifts = [scorer.lift(first, 0) for first in range(1, 21)]
    others = [scorer.lift(first, then).support for first in range(1, 21) for then in range(1, 21)]
    assert np.mean([lift.support for lift in lifts]) > 5 * np.mean(others)
    assert np.mean([lift.lift for lift in lifts]) == pytest.approx(1.0, abs=0.05)


def test_activity_does_not_pass_for_an_effect() -> None:
    """The busy choose among all 40 items, the rest among the first 4, each independently: without strata, one niche item
    would seem to draw another.
    """
    rng = np.random.default_rng(4)
    few, every = np.append(np.full(4, 0.25), np.zeros(36)), np.full(40, 1 / 40)
    rest = choices_in_order(rng, np.tile(few, (40, 1)), (6000, 2))
    busy = choices_in_order(rng, np.tile(every, (40, 1)), (600, 16))
    scorer = fitted(behaviour([*rest, *busy], 40), window=1, clip=0.0)
    lifts = [scorer.lift(a, b) for a in range(4, 40) for b in range(4, 40) if a != b]
    assert np.mean([lift.lift for lift in lifts]) == pytest.approx(1.0, abs=0.05)
    chosen, slots = (scorer.arrays()[name].sum(axis=0) for name in ("chosen", "slots"))
    pooled = slots[4:].mean() * chosen[4:].mean() / chosen.sum()
    assert np.mean([lift.support for lift in lifts]) / pooled > 1.3


def test_intervals_of_a_simulation_cover_the_truth() -> None:
    """Choosing 0 triples the share of 1 in the next choice and leaves out 2. Of 60 studies of 400 users, at least 92 % of
    the 300 intervals, two standard errors below the nominal 95 %, hold the lift of a study of 20,000 users, and they are
    narrow enough to tell an effect from none.
    """
    rng = np.random.default_rng(5)
    shares = np.tile([0.2, 0.1, 0.1, 0.2, 0.4], (5, 1))
    shares[0] *= [1.0, 3.0, 0.0, 1.0, 1.0]
    pairs = [(0, 1), (0, 3), (3, 1), (4, 1), (4, 3)]

    def study(users: int) -> Path:
        return fitted(behaviour(choices_in_order(rng, shares, (users, 6)), 5), window=1, clip=0.0)

    truth, studies = study(20_000), [study(400) for _ in range(60)]
    covered = [
        one.lift(*pair).low <= truth.lift(*pair).lift <= one.lift(*pair).high for one in studies for pair in pairs
    ]
    assert np.mean(covered) >= 0.92
    assert np.mean([one.lift(0, 1).low > 1.0 for one in studies]) > 0.9
    assert all(one.lift(0, 2).support == 0 and one.lift(0, 2).high < 1.0 for one in studies)


def choices_in_order(rng: Generator, shares: FloatArray, size: tuple[int, int]) -> Sequence[Sequence[int]]:
    """(users, choices) walks in which shares[a] (m,) are the odds of what follows a; the first choice follows the last item.
    Items may come again: a lift is about choices, and so its truth does not depend on how many there are.
    """
    bounds = np.cumsum(shares / shares.sum(axis=1, keepdims=True), axis=1)
    walks = np.full(size, len(shares) - 1)
    for at in range(size[1]):
        before = bounds[walks[:, at - 1]] if at else bounds[walks[:, 0]]
        walks[:, at] = (rng.random(size[0])[:, None] >= before[:, :-1]).sum(axis=1)
    return list(walks)


def test_a_clip_keeps_a_rare_item_from_a_great_lift() -> None:
    """Item 2 was chosen once in eight choices; clipped at an even share, a third, its one follow counts for less."""
    data = behaviour([[0, 2], [0, 1], [1, 0], [1, 0]], 3)
    free, clipped = (fitted(data, window=1, clip=clip).lift(0, 2) for clip in (0.0, 1.0))
    assert free.lift == pytest.approx(1 / (2 / 8))
    assert clipped.lift == pytest.approx(1 / (2 / 3))
    np.testing.assert_allclose(
        propensities(np.array([[3.0, 1.0, 0.0], [0.0, 0.0, 0.0]]), 0.3), [[0.75, 0.25, 0.1], [0.1] * 3]
    )


def test_what_is_not_known_says_so() -> None:
    scorer = fitted(behaviour([[0, 1]], 3), window=1)
    assert scorer.lift(0, 2) == (1.0, 0.0, math.inf, 0, pytest.approx(1 / 30))
    assert scorer.lift(0, 0)[:3] == (1.0, 0.0, math.inf)
    with pytest.raises(NotFoundError, match="rows 0 to 2; got 0 and then 3"):
        scorer.lift(0, 3)


def test_an_outright_dislike_is_no_choice() -> None:
    weights = np.array([1.0, -1.0, 1.0])
    sums = PathTrainer(window=1).collect(behaviour([[0, 1, 2]], 3, weights))
    assert np.argwhere(sums.sparse["follows"].toarray()).tolist() == [[0, 2]]
