"""The transformer: what it learns, how it is asked, and what leaving an item out says. Needs the extra `neural`."""

import numpy as np
import pytest
from pydantic import ValidationError

from chatrec.core.attribution import Kind
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.sequential import Sequential, SequentialTrainer
from chatrec.scorers.transformer import Padded, Shape, loaded, logits, network, states, stored
from chatrec.testing import synthetic_dataset

torch = pytest.importorskip("torch", reason="needs the extra neural: pip install 'chatrec[neural]'")

ITEMS = 12
EVERYTHING = Candidates(np.arange(ITEMS))
SMALL = SequentialTrainer(size=16, layers=1, reach=6, dropout=0.0, negatives=ITEMS, learning_rate=0.01, epochs=40)


def in_order(*items: int) -> tuple[Interaction, ...]:
    return tuple(Interaction(item, 1.0) for item in items)


def rounds(rng: np.random.Generator) -> Dataset:
    """Sixty users who go through the items in a circle, six steps from wherever they start."""
    users = np.repeat(np.arange(60), 6)
    items = (np.tile(np.arange(6), 60) + np.repeat(rng.integers(0, ITEMS, 60), 6)) % ITEMS
    rows = Interactions(users, items, np.ones(360), np.zeros(360), n_users=60, n_items=ITEMS)
    return synthetic_dataset(rng, users=60, items=ITEMS).with_interactions(rows)


@pytest.fixture(scope="module")
def scorer() -> Sequential:
    rng = np.random.default_rng(0)
    return SMALL.fit(rounds(rng), rng)


def test_learns_what_comes_next(scorer: Sequential) -> None:
    """Whatever comes next in the circle is first; what came before is not."""
    starts = range(ITEMS)
    scores = scorer.score_batch([Query(history=in_order(at, (at + 1) % ITEMS)) for at in starts])
    assert (scores.argmax(axis=1) == [(at + 2) % ITEMS for at in starts]).mean() > 0.9
    backwards = scorer.score_batch([Query(history=in_order((at + 1) % ITEMS, at)) for at in starts])
    assert not np.allclose(scores, backwards)


def test_a_history_term_is_what_the_score_loses_without_the_item(scorer: Sequential) -> None:
    history = in_order(3, 9, 4, 5)
    answer = scorer.attribute(Query(history=history), EVERYTHING)
    whole = scorer.score_batch([Query(history=history)])[0]
    assert [term.kind for term in answer.terms] == [Kind.HISTORY] * 4 + [Kind.MODEL]
    for at in range(4):
        without = scorer.score_batch([Query(history=history[:at] + history[at + 1 :])])[0]
        np.testing.assert_allclose(answer.values[:, at], whole - without, rtol=0, atol=1e-9)
    np.testing.assert_allclose(answer.values.sum(axis=1), whole, rtol=0, atol=1e-9)
    assert np.abs(answer.values[:, -1]).max() > 1e-3  # what they do together is no sum of what each does


def test_one_item_is_all_there_is_to_say(scorer: Sequential) -> None:
    answer = scorer.attribute(Query(history=in_order(7)), EVERYTHING)
    assert np.array_equal(answer.values[:, -1], np.zeros(ITEMS))
    assert answer.values[8, 0] == answer.scores.max()


def test_items_beyond_the_measured_ones_stay_in_the_box(scorer: Sequential) -> None:
    arrays = {**scorer.arrays(), "occluded": np.array([2])}
    catalogue = rounds(np.random.default_rng(0)).catalogue
    query = Query(history=in_order(3, 9, 4, 5))
    fewer = Sequential.restored(arrays, catalogue).attribute(query, EVERYTHING)
    assert [term.ref for term in fewer.terms] == [f"item:{catalogue[4].id}", f"item:{catalogue[5].id}", "transformer"]
    np.testing.assert_allclose(fewer.scores, scorer.attribute(query, EVERYTHING).scores, rtol=0, atol=1e-9)
    none = Sequential.restored({**arrays, "occluded": np.array([0])}, catalogue).attribute(query, EVERYTHING)
    assert [term.kind for term in none.terms] == [Kind.MODEL]


def test_dislikes_and_what_lies_beyond_the_reach_say_nothing(scorer: Sequential) -> None:
    newest = in_order(1, 2, 3, 4, 5, 6)
    with_more = (*in_order(9, 10), Interaction(0, -0.25), *newest)
    wanted, got = scorer.score_batch([Query(history=newest), Query(history=with_more)])
    np.testing.assert_allclose(got, wanted, rtol=0, atol=1e-9)


def test_padding_changes_nothing() -> None:
    """A short sequence is read the same alone and beside a long one, in the order that it has."""
    shape = Shape(n_items=9, size=8, heads=2, layers=2, reach=5)
    parts = loaded(shape, stored(network(shape)))
    short, long = np.array([4, 2]), np.array([1, 0, 8, 3, 5])
    np.testing.assert_allclose(logits(parts, [short, long])[0], logits(parts, [short])[0], rtol=0, atol=1e-12)
    assert not np.allclose(logits(parts, [short]), logits(parts, [short[::-1]]))


def test_no_place_sees_what_comes_after() -> None:
    shape = Shape(n_items=9, size=8, heads=2, layers=2, reach=5)
    parts = loaded(shape, stored(network(shape)))
    with torch.inference_mode():
        one, other = (states(parts, Padded.of([np.array(items)])) for items in ([1, 2, 3, 4], [1, 2, 3, 8]))
    np.testing.assert_allclose(one[0, :3], other[0, :3], rtol=0, atol=1e-12)
    assert not np.allclose(one[0, 3], other[0, 3])


def test_calibration_undoes_the_sampling() -> None:
    """Petrov & Macdonald, section 4: with t = 1 and separate scores, gBCE is least where σ(s) is the true share, however
    many negatives; with t = 0 it is too high by the sampling rate.
    """
    items, negatives, share = 101, 10, 0.2
    for t, wanted in ((1.0, share), (0.0, share / (share + 0.1 * (1 - share) + 1e-12))):
        power = SequentialTrainer(negatives=negatives, calibration=t)._power(items)
        scores = np.linspace(-8, 8, 20_001)
        # An item is the positive with probability p, and a negative of every other place at rate a.
        expected = share * power * np.logaddexp(0, -scores) + 0.1 * (1 - share) * np.logaddexp(0, scores)
        best = 1 / (1 + np.exp(-scores[expected.argmin()]))
        assert best == pytest.approx(wanted, abs=0.03)


def test_training_leaves_the_randomness_of_others_alone() -> None:
    rng = np.random.default_rng(0)
    data = rounds(rng)
    before = torch.get_rng_state()
    SMALL.model_copy(update={"epochs": 1}).fit(data, rng)
    assert torch.equal(torch.get_rng_state(), before)


def test_behaviour_without_sequences_trains_nothing_and_still_answers() -> None:
    data = rounds(np.random.default_rng(0))
    firsts = data.interactions.where(np.arange(360) % 6 == 0)
    scores = SMALL.fit(data.with_interactions(firsts), np.random.default_rng(0)).score_batch(
        [Query(history=in_order(1))]
    )
    assert np.isfinite(scores).all()


def test_heads_that_do_not_divide_the_size_are_refused() -> None:
    with pytest.raises(ValidationError, match="size 10 is no multiple of heads 3"):
        SequentialTrainer(size=10, heads=3)
