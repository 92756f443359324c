"""What features promise of items that nobody chose, against the normal equations and a world with a known truth."""

import numpy as np

from chatrec.scorers.content import columns, promised, transfer


def test_the_transfer_solves_its_ridge() -> None:
    rng = np.random.default_rng(0)
    weights, features = rng.normal(size=(4, 30)), rng.normal(size=(30, 4))
    chosen = rng.random(30) < 0.7
    moved = transfer(weights, features, chosen, 2.0)
    known, wanted = features[chosen], weights[:, chosen].T
    stacked, _, _, _ = np.linalg.lstsq(
        np.vstack([known, np.sqrt(2.0) * np.eye(4)]), np.vstack([wanted, np.zeros((4, 4))]), rcond=None
    )
    np.testing.assert_allclose(moved, stacked.T, atol=1e-12)


def test_only_what_nobody_chose_is_promised() -> None:
    rng = np.random.default_rng(1)
    weights, features, moved = rng.normal(size=(3, 6)), rng.normal(size=(6, 3)), rng.normal(size=(3, 3))
    chosen = np.array([True, False, True, True, False, True])
    whole = promised(weights, features, moved, chosen)
    np.testing.assert_array_equal(whole[:, chosen], weights[:, chosen])
    np.testing.assert_allclose(whole[:, 1], moved @ features[1], atol=1e-14)
    np.testing.assert_allclose(whole[:, 4], moved @ features[4], atol=1e-14)


def test_hidden_items_are_found_where_features_decide() -> None:
    """Users choose by two of ten features; a tenth of the items is hidden, and scored better than by chance by far."""
    rng = np.random.default_rng(2)
    features = (rng.random((300, 10)) < 0.3).astype(float)
    tastes = np.array([rng.choice([0.0, 1.0], 10, p=[0.8, 0.2]) for _ in range(400)])
    choices = (rng.random((400, 300)) < 0.02 + 0.3 * np.minimum(tastes @ features.T, 2) / 2).astype(float)
    chosen = np.ones(300, dtype=np.bool_)
    chosen[:30] = False
    seen = choices * chosen
    amounts = seen @ features
    squares = (seen**2).sum(axis=0)
    weights = columns(amounts.T @ amounts, amounts.T @ seen, squares=squares, features=features, l2=100.0)
    moved = transfer(weights, features, chosen, 1.0)
    scores = (amounts @ promised(weights, features, moved, chosen))[:, :30]
    better = [
        np.mean(row[answer > 0][:, None] > row[answer == 0][None])
        for row, answer in zip(scores, choices[:, :30], strict=True)
        if 0 < answer.sum() < 30
    ]
    assert np.mean(better) > 0.65


def test_with_one_feature_an_item_it_is_ease() -> None:
    """W[j, i] = -P[j, i] / P[i, i] off the diagonal and 0 on it, P = (XᵀX + l2·I)^-1 (Steck 2019, equation 8)."""
    chosen = (np.random.default_rng(4).random((50, 12)) < 0.3).astype(float)
    gram = chosen.T @ chosen
    weights = columns(gram, gram, squares=np.diag(gram), features=np.eye(12), l2=3.0)
    inverse = np.linalg.inv(gram + 3.0 * np.eye(12))
    ease = np.eye(12) - inverse / np.diag(inverse)
    np.testing.assert_allclose(weights, ease, atol=1e-12)


def test_without_features_there_is_nothing_to_solve() -> None:
    none = np.zeros((0, 5))
    weights = columns(np.zeros((0, 0)), none, squares=np.ones(5), features=none.T, l2=1.0)
    moved = transfer(weights, none.T, np.ones(5, dtype=np.bool_), 1.0)
    assert (weights.shape, moved.shape) == ((0, 5), (0, 0))
