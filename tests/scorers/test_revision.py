"""Low-rank revisions of `together` against refits on the behaviour that they stand for."""

import numpy as np
import pytest

from chatrec.core.errors import InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.revision import Revision
from chatrec.scorers.together import Together, TogetherTrainer
from chatrec.testing import synthetic_dataset

TRAINERS = (TogetherTrainer(l2=5.0), TogetherTrainer(l2=2.0, dropout=0.0, user_power=0.0, rarity=0.0))


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(8), users=60, items=30)


def revision(trainer: TogetherTrainer, data: Dataset, rows: Interactions) -> Revision:
    return trainer.revision(trainer.collect(data.with_interactions(rows)))


def same(revised: Revision, refitted: Revision) -> None:
    np.testing.assert_allclose(revised.weights(), refitted.weights(), rtol=0, atol=1e-8)
    np.testing.assert_allclose(revised.inverse, refitted.inverse, rtol=0, atol=1e-8)


@pytest.mark.parametrize("trainer", TRAINERS)
def test_forgetting_twenty_users_one_by_one_equals_a_training_without_them(
    trainer: TogetherTrainer, data: Dataset
) -> None:
    rows = data.interactions
    revised = revision(trainer, data, rows)
    for user in range(20):
        revised = revised.without(rows.where(rows.users == user))
    same(revised, revision(trainer, data, rows.where(rows.users >= 20)))


@pytest.mark.parametrize("trainer", TRAINERS)
def test_a_new_user_equals_a_training_with_them(trainer: TogetherTrainer, data: Dataset) -> None:
    rows = data.interactions
    revised = revision(trainer, data, rows.where(rows.users != 7)).including(rows.where(rows.users == 7))
    same(revised, revision(trainer, data, rows))


@pytest.mark.parametrize("trainer", TRAINERS)
def test_one_event_more_equals_a_training_with_it(trainer: TogetherTrainer, data: Dataset) -> None:
    rows = data.interactions
    last = np.arange(len(rows)) == rows.offsets()[6] - 1  # the newest of user 5
    shorter, of_user = rows.where(~last), rows.users == 5
    revised = revision(trainer, data, shorter).updated(shorter.where(shorter.users == 5), rows.where(of_user))
    same(revised, revision(trainer, data, rows))


def test_nobody_changes_nothing_and_two_at_once_are_refused(data: Dataset) -> None:
    rows = data.interactions
    fitted = revision(TRAINERS[0], data, rows)
    with pytest.raises(InputError, match="one user at a time; got rows of 2"):
        fitted.without(rows.where(rows.users < 2))
    disliked = Interactions(np.array([3]), np.array([4]), np.array([-1.0]), np.zeros(1), rows.n_users, rows.n_items)
    same(fitted.including(disliked), fitted)


def test_a_refit_of_the_trainer_is_the_scorer_of_a_fresh_revision(data: Dataset) -> None:
    trainer = TRAINERS[0]
    fitted = trainer.fit(data, np.random.default_rng(0)).arrays()["weights"]
    fresh = revision(trainer, data, data.interactions).weights()
    np.testing.assert_array_equal(fitted, fresh)


def test_a_stored_scorer_without_a_user_is_that_of_a_training_without_them(data: Dataset) -> None:
    trainer, rows = TRAINERS[0], data.interactions
    scorer = Together.restored(trainer.fit(data, np.random.default_rng(0)).arrays(), data.catalogue)
    for user in range(10):
        scorer = trainer.without(scorer, data.with_interactions(rows.where(rows.users == user)))
    never = trainer.fit(data.with_interactions(rows.where(rows.users >= 10)), np.random.default_rng(0))
    for name, wanted in never.arrays().items():
        np.testing.assert_allclose(scorer.arrays()[name], wanted, rtol=0, atol=1e-8)


def test_what_does_not_hold_everything_cannot_lose_a_user(data: Dataset) -> None:
    trainer, rng = TogetherTrainer(k=5), np.random.default_rng(0)
    with pytest.raises(InputError, match="does not hold all weights and their basis"):
        trainer.without(trainer.fit(data, rng), data)
    with pytest.raises(InputError, match="cannot take a user out of 'popularity'"):
        trainer.without(PopularityTrainer().fit(data, rng), data)
