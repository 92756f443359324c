"""What is known of a trial before any list, against loops."""

import numpy as np
import pytest

from chatrec.core.interactions import Interactions
from chatrec.evaluation.background import Background
from chatrec.evaluation.beyond import Lists
from chatrec.evaluation.labels import labels_of
from chatrec.testing import synthetic_dataset


@pytest.mark.parametrize("seed", range(3))
def test_expected_is_what_the_most_popular_would_have_filled_the_list_with(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = synthetic_dataset(rng, users=25, items=30).interactions
    background = Background(rows, rows, None)
    users = np.arange(25)
    items = np.array([rng.choice(30, 4, replace=False) for _ in users])
    order = np.argsort(-np.bincount(rows.items, minlength=30), kind="stable").tolist()
    found = background.expected(Lists(items, np.ones(items.shape, bool)), users)
    for user in users.tolist():
        had = set(rows.items[rows.users == user].tolist())
        popular = [item for item in order if item not in had][:4]
        # An item that was had is never listed, so what is said of it does not matter.
        new = np.array([item not in had for item in items[user].tolist()])
        assert np.array_equal(found[user][new], np.isin(items[user], popular)[new])


def test_tastes_are_shares_of_what_was_liked() -> None:
    """User 0 liked an item fully and another by half, and disliked a third, which counts for nothing."""
    data = synthetic_dataset(np.random.default_rng(3), users=2, items=12)
    labels = labels_of(data.catalogue)
    assert labels is not None
    rows = Interactions(np.zeros(3, np.int64), np.array([1, 2, 3]), np.array([1.0, 0.5, -1.0]), np.zeros(3), 2, 12)
    background = Background(rows, rows, labels)
    listed = Lists(np.array([[1, 2]]), np.ones((1, 2), bool))
    found = background.values(listed, np.zeros((1, 2)), np.array([0]))
    shares = labels.shares.toarray()
    past, list_ = (shares[1] + 0.5 * shares[2]) / 1.5, (shares[1] + shares[2]) / 2
    mixed = 0.99 * list_ + 0.01 * past
    some = past > 0
    assert found["calibration"] == pytest.approx([np.sum(past[some] * np.log(past[some] / mixed[some]))])


def test_a_catalogue_without_labels_has_neither_diversity_nor_calibration() -> None:
    rows = synthetic_dataset(np.random.default_rng(0), users=5, items=9).interactions
    listed = Lists(np.array([[0, 1]]), np.ones((1, 2), bool))
    found = Background(rows, rows, None).values(listed, np.ones((1, 2)), np.array([0]))
    assert sorted(found) == ["novelty", "popularity", "serendipity"]


def test_exposure_counts_only_what_is_shown() -> None:
    rows = synthetic_dataset(np.random.default_rng(0), users=5, items=4).interactions
    listed = Lists(np.array([[0, 1], [1, 2]]), np.array([[True, True], [True, False]]))
    assert Background(rows, rows, None).exposure(listed).tolist() == [1.0, 2.0, 0.0, 0.0]
