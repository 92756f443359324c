"""Latent semantics against a dense SVD, and an embedding model's vectors read back into words."""

from collections.abc import Sequence

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import LanguageModelError
from chatrec.core.ids import ItemId
from chatrec.scorers.meaning import understood

THEMES = ("heist bank cop chase", "moon rocket planet crew", "wedding bride kiss paris", "wizard castle dragon spell")


def catalogue(n: int = 40) -> Catalogue:
    rng = np.random.default_rng(0)
    texts = [" ".join(rng.choice(THEMES[at % 4].split(), 3)) for at in range(n)]
    return Catalogue([Item(id=ItemId(str(at)), title=f"t{at}", text=text) for at, text in enumerate(texts)])


class ByTheme:
    """A model that knows which theme an item is of, and says so in `size` numbers."""

    def __init__(self, size: int) -> None:
        self.axes = np.random.default_rng(1).normal(size=(len(THEMES), size))

    def embed(self, texts: Sequence[str]) -> FloatArray:
        found = [[len(set(text.split()) & set(theme.split())) for theme in THEMES] for text in texts]
        return np.array(found, dtype=np.float64) @ self.axes


def test_features_are_the_truncated_svd_of_the_words() -> None:
    meaning = understood(catalogue(), None, size=5, most=1000)
    amounts = meaning.amounts.toarray()
    left, values, _ = np.linalg.svd(amounts, full_matrices=False)
    best = left[:, :5] * values[:5]
    np.testing.assert_allclose(meaning.features @ meaning.features.T, best @ best.T, atol=1e-9)
    np.testing.assert_allclose(amounts @ meaning.vectors, meaning.features, atol=1e-12)


def test_a_large_catalogue_loses_little_of_what_five_directions_can_hold() -> None:
    meaning = understood(catalogue(1100), None, size=5, most=1000)
    amounts = meaning.amounts.toarray()
    values = np.linalg.svd(amounts, compute_uv=False)[:5]
    assert np.linalg.norm(meaning.features) ** 2 > 0.99 * (values**2).sum()


@pytest.mark.parametrize("size", [3, 30])
def test_a_models_vectors_keep_their_angles_in_the_leading_directions(size: int) -> None:
    model = ByTheme(size=20)
    meaning = understood(catalogue(), model, size=size, most=1000)
    given = model.embed([item.text for item in catalogue()])
    unit = given / np.linalg.norm(given, axis=1, keepdims=True)
    _, _, right = np.linalg.svd(unit, full_matrices=False)
    kept = unit @ right[:size].T @ right[:size]
    np.testing.assert_allclose(meaning.features @ meaning.features.T, kept @ kept.T, atol=1e-9)


def test_words_imitate_the_model_for_items_that_come_later() -> None:
    meaning = understood(catalogue(), ByTheme(size=8), size=64, most=1000)
    later = meaning.lexicon.matrix(["heist cop heist", "planet moon"]) @ meaning.vectors
    near = later @ meaning.features.T
    assert near[0].reshape(-1, 4).mean(axis=0).argmax() == 0
    assert near[1].reshape(-1, 4).mean(axis=0).argmax() == 1


def test_a_catalogue_that_says_nothing_has_no_features() -> None:
    bare = Catalogue([Item(id=ItemId(str(at)), title="!") for at in range(1100)])
    for items in (bare, Catalogue([])):
        meaning = understood(items, None, size=8, most=100)
        assert meaning.features.shape == (len(items), 0)


class Broken:
    def __init__(self, answer: FloatArray) -> None:
        self.answer = answer

    def embed(self, texts: Sequence[str]) -> FloatArray:  # noqa: ARG002 - whatever is asked
        return self.answer


@pytest.mark.parametrize("answer", [np.zeros((3, 2)), np.zeros(40), np.full((40, 2), np.nan)])
def test_a_model_that_answers_something_else_is_refused(answer: FloatArray) -> None:
    with pytest.raises(LanguageModelError, match="40 texts"):
        understood(catalogue(), Broken(answer), size=4, most=100)
