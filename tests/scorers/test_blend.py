"""The blend: which weights speak for whom, and what they are learned from."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.random import Generator
from pydantic import ValidationError

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Kind
from chatrec.core.errors import ConfigError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.query import Candidates, Interaction, Preference, Query
from chatrec.scorers.attributes import AttributesTrainer
from chatrec.scorers.blend import BASE, Arrivals, Blend
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.popularity import Popularity, PopularityTrainer
from chatrec.scorers.questions import HoldOut
from chatrec.scorers.together import TogetherTrainer
from chatrec.scorers.wishes import WishesTrainer
from chatrec.testing import synthetic_dataset

LEARNED = (TogetherTrainer(l2=5.0), AttributesTrainer(least=3), PopularityTrainer())


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(5), users=80, items=50)


@pytest.fixture(scope="module")
def blend(data: Dataset) -> Blend:
    trainer = BlendTrainer(learned=LEARNED, spoken=(WishesTrainer(),), content=("attributes",))
    return trainer.fit(data, np.random.default_rng(0))


def history(length: int) -> tuple[Interaction, ...]:
    return tuple(Interaction(item, 1.0) for item in range(length))


@pytest.mark.parametrize(("length", "bucket"), [(0, 0), (1, 1), (4, 1), (5, 2), (19, 2), (20, 3), (40, 3)])
def test_the_length_of_the_history_chooses_the_weights(length: int, bucket: int, data: Dataset) -> None:
    popularity = PopularityTrainer().fit(data, np.random.default_rng(0))
    weights, bases = np.array([[1.0], [10.0], [100.0], [1000.0]]), np.array([0.1, 0.2, 0.3, 0.4])
    blend = Blend([popularity], np.array([0, 1, 5, 20]), weights, bases)
    query, items = Query(history=history(length)), Candidates(np.array([45, 3]))
    wanted = popularity.attribute(query, items).scores * weights[bucket, 0] + bases[bucket]
    np.testing.assert_allclose(blend.attribute(query, items).scores, wanted, atol=1e-12)
    np.testing.assert_allclose(blend.score_batch([query])[0, [45, 3]], wanted, atol=1e-12)


class Deaf(Popularity):
    """Whom nobody may ask."""

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        raise AssertionError(f"a scorer without weight was asked {len(queries)} queries")


def test_a_scorer_without_weight_is_not_asked(data: Dataset) -> None:
    """The second has weight for long histories only, then for new items; neither has any for strangers."""
    popularity = PopularityTrainer().fit(data, np.random.default_rng(0))
    deaf = Deaf(np.zeros(50), data.catalogue)
    weights, bases = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 1.0]]), np.array([0.1, 0.2, 0.3])
    blend = Blend([popularity, deaf], np.array([0, 1, 5]), weights, bases)
    stranger, newcomer, regular = (Query(history=history(length)) for length in (0, 3, 9))
    scores = blend.score_batch([stranger, newcomer])
    np.testing.assert_array_equal(scores[0], np.full(50, 0.1))
    np.testing.assert_array_equal(scores[1], 0.2 + 2.0 * popularity.score_batch([newcomer])[0])
    np.testing.assert_array_equal(blend.score_batch([stranger]), scores[:1])
    assert blend.score_batch([]).shape == (0, 50)
    with pytest.raises(AssertionError, match="asked 2 queries"):
        blend.score_batch([stranger, regular])
    arrivals = Arrivals(np.arange(50) != 3, weights[:, ::-1], bases)
    with pytest.raises(AssertionError, match="asked 1 queries"):
        blend.with_arrivals(arrivals).score_batch([newcomer])


def test_items_without_behaviour_have_weights_of_their_own(data: Dataset) -> None:
    """Item 3 is new, and so is whatever came after the 48 items of the training; the others are weighed as ever."""
    attributes = AttributesTrainer(least=3).fit(data, np.random.default_rng(0))
    popularity = PopularityTrainer().fit(data, np.random.default_rng(0))
    chosen = np.arange(48) != 3
    arrivals = Arrivals(chosen, np.array([[0.0, 0.0], [7.0, 0.0]]), np.array([-3.0, -4.0]))
    weights, bases = np.array([[1.0, 2.0], [5.0, 6.0]]), np.array([0.5, 0.25])
    plain = Blend([attributes, popularity], np.array([0, 2]), weights, bases)
    blend = plain.with_arrivals(arrivals)
    query, items = Query(history=history(4)), Candidates(np.array([49, 3, 20]))
    taste, liked = attributes.attribute(query, items).scores, popularity.attribute(query, items).scores
    wanted = np.array([7.0 * taste[0] - 4.0, 7.0 * taste[1] - 4.0, 5.0 * taste[2] + 6.0 * liked[2] + 0.25])
    again = Blend.assembled(blend.arrays(), blend.scorers)
    for one in (blend, again, blend.over(blend.scorers)):
        np.testing.assert_allclose(one.attribute(query, items).scores, wanted, atol=1e-12)
        np.testing.assert_allclose(one.score_batch([Query(), query])[1, items.items], wanted, atol=1e-12)
    known = blend.over(blend.scorers, np.ones(50, np.bool_))
    np.testing.assert_array_equal(known.score_batch([query]), plain.score_batch([query]))


def test_a_blend_stored_before_there_were_arrivals_weighs_all_items_alike(blend: Blend) -> None:
    old = {name: array for name, array in blend.arrays().items() if not name.startswith("arrivals.")}
    again, query = Blend.assembled(old, blend.scorers), Query(history=history(9))
    np.testing.assert_array_equal(again.score_batch([query]), blend.score_batch([query]))


def test_of_new_items_those_speak_who_know_what_they_are(data: Dataset, blend: Blend) -> None:
    """Learned on items hidden from training: only the attributes have a weight, where there is a history."""
    weights = blend.arrays()["arrivals.weights"]
    assert (weights[:, [0, 2]] == 0.0).all()
    assert (weights[:, 3] == 1.0).all()
    assert weights[-1, 1] > 0.0
    assert weights[0, 1] == 0.0
    chosen = np.bincount(data.interactions.items, minlength=len(data.catalogue)) > 0
    np.testing.assert_array_equal(blend.arrays()["arrivals.chosen"], chosen)


def test_without_scorers_of_new_items_all_are_weighed_alike(data: Dataset) -> None:
    blend = BlendTrainer(learned=(PopularityTrainer(),), content=("attributes",)).fit(data, np.random.default_rng(0))
    np.testing.assert_array_equal(blend.arrays()["arrivals.weights"], blend.arrays()["weights"])


def test_weights_are_never_negative_and_what_is_said_keeps_its_own(blend: Blend) -> None:
    weights = blend.weights()
    assert set(weights) == {"together", "attributes", "popularity", "wishes"}
    assert all(weight >= 0 for of_scorer in weights.values() for weight in of_scorer)
    assert weights["wishes"] == (1.0, 1.0, 1.0, 1.0)


def test_nothing_is_learned_from_a_history_for_those_without_one(blend: Blend) -> None:
    assert blend.weights()["together"][0] == 0.0
    assert blend.weights()["attributes"][0] == 0.0
    answer = blend.attribute(Query(), Candidates(np.arange(50)))
    assert [term.kind for term in answer.terms] == [Kind.PRIOR] * len(answer.terms)
    assert answer.terms[-1] == BASE


def test_a_wish_is_heard_in_every_bucket(blend: Blend) -> None:
    wish = (Preference("genre", "Drama"),)
    for length in (0, 3, 30):
        plain, wished = Query(history=history(length)), Query(history=history(length), preferences=wish)
        gain = blend.score_batch([wished]) - blend.score_batch([plain])
        assert set(np.round(gain[0], 9)) == {0.0, 2.0}


class Noise(PopularityTrainer):
    """Scores that have nothing to do with anything."""

    def fit(self, data: Dataset, rng: Generator) -> Popularity:
        return Popularity(rng.normal(size=len(data.catalogue)), data.catalogue)


def test_a_useful_scorer_moves_more_than_a_useless_one(data: Dataset) -> None:
    blend = BlendTrainer(learned=(TogetherTrainer(l2=5.0), Noise())).fit(data, np.random.default_rng(0))
    useful, useless = blend.weights().values()
    spread = [scorer.score_batch([Query(history=history(30))]).std() for scorer in blend.scorers]
    assert useful[-1] * spread[0] > 3 * useless[-1] * spread[1]


def test_too_little_to_hold_out_leaves_every_scorer_its_own_unit() -> None:
    data = synthetic_dataset(np.random.default_rng(0), users=30, items=20)
    first = data.interactions.offsets()[:-1]
    alone = np.isin(np.arange(len(data.interactions)), first)
    blend = BlendTrainer(learned=LEARNED).fit(
        data.with_interactions(data.interactions.where(alone)), np.random.default_rng(0)
    )
    assert set(blend.weights().values()) == {(1.0, 1.0, 1.0, 1.0)}


@pytest.mark.parametrize("buckets", [(), (1, 5), (0, 5, 5), (0, 9, 3)])
def test_buckets_that_leave_a_history_without_weights_are_refused(buckets: tuple[int, ...]) -> None:
    with pytest.raises(ValidationError, match="begin with 0 and ascend"):
        BlendTrainer(learned=LEARNED, buckets=buckets)


def test_later_behaviour_decides_where_times_are_known(data: Dataset) -> None:
    trainer = BlendTrainer(learned=LEARNED)
    later = trainer.model_copy(update={"holds_out": HoldOut.LATER}).fit(data, np.random.default_rng(0))
    assert trainer.fit(data, np.random.default_rng(0)).weights() == later.weights()
    rows = data.interactions
    timeless = Interactions(rows.users, rows.items, rows.weights, rows.times * 0, rows.n_users, rows.n_items)
    unordered = data.with_interactions(timeless)
    random = trainer.model_copy(update={"holds_out": HoldOut.RANDOM}).fit(unordered, np.random.default_rng(0))
    assert trainer.fit(unordered, np.random.default_rng(0)).weights() == random.weights()


def test_what_a_scorer_is_worth_is_reported_for_every_bucket(data: Dataset) -> None:
    blend = BlendTrainer(learned=(TogetherTrainer(l2=5.0), Noise())).fit(data, np.random.default_rng(0))
    assert set(blend.worth) == {"together", "popularity"}
    assert len(blend.worth["together"]) == 4
    assert blend.worth["together"][-1] > 0.05 > abs(blend.worth["popularity"][-1])
    assert blend.over(blend.scorers).worth == blend.worth


class Mute:
    """A scorer that cannot rank."""

    name = "mute"

    def fit(self, data: Dataset, rng: Generator) -> "Mute":  # noqa: ARG002
        return self

    def attribute(self, query: Query, candidates: Candidates) -> None: ...


def test_a_scorer_that_cannot_rank_is_refused_by_name(data: Dataset) -> None:
    with pytest.raises(ConfigError, match="'mute' cannot join a blend"):
        BlendTrainer(learned=(PopularityTrainer(), Mute())).fit(data, np.random.default_rng(0))
