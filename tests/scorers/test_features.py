"""Columns into features, by hand."""

import numpy as np

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.scorers.features import Encoder


def item(name: str, *genres: str, **numbers: float) -> Item:
    return Item(id=ItemId(name), title=name, labels={"genre": genres} if genres else {}, numbers=numbers)


CATALOGUE = Catalogue(
    [
        item("a", "Drama", "Crime", year=1999, price=10),
        item("b", "Drama", year=1990, price=20),
        item("c", "Drama", "Drama", year=2000, price=30),
        item("d", price=40),
        item("e", "Crime", price=50),
    ]
)


def names_of(encoder: Encoder, catalogue: Catalogue) -> list[set[str]]:
    matrix = encoder.matrix(catalogue).toarray()
    assert set(np.unique(matrix)) <= {0.0, 1.0}
    return [{encoder.names[at] for at in np.flatnonzero(row)} for row in matrix]


def test_labels_years_decades_and_quarters() -> None:
    """The quartiles of 10, 20, 30, 40, 50 are 20, 30 and 40; a number on a cut belongs to the lower quarter."""
    encoder = Encoder.fitted(CATALOGUE, least=1)
    assert encoder.quartiles == {"price": (20.0, 30.0, 40.0)}
    assert names_of(encoder, CATALOGUE) == [
        {"genre=Drama", "genre=Crime", "decade=1990s", "year=1999", "price=..20"},
        {"genre=Drama", "decade=1990s", "year=1990", "price=..20"},
        {"genre=Drama", "decade=2000s", "year=2000", "price=20..30"},
        {"price=30..40"},
        {"genre=Crime", "price=40.."},
    ]
    assert list(encoder.names) == sorted(encoder.names)


def test_rare_features_are_left_out() -> None:
    """Drama counts once in the item that names it twice."""
    assert Encoder.fitted(CATALOGUE, least=2).names == ("decade=1990s", "genre=Crime", "genre=Drama", "price=..20")
    assert Encoder.fitted(CATALOGUE, least=3).names == ("genre=Drama",)
    assert Encoder.fitted(CATALOGUE, least=4).names == ()


def test_features_keep_their_meaning_while_the_catalogue_grows() -> None:
    encoder = Encoder.fitted(CATALOGUE, least=1)
    grown = Catalogue([*CATALOGUE, item("f", "Western", year=1994, price=1000.0, pages=7)])
    assert names_of(encoder, grown) == [*names_of(encoder, CATALOGUE), {"decade=1990s", "price=40.."}]
    again = Encoder.restored(encoder.arrays())
    assert again == encoder


def test_an_empty_encoder_comes_back() -> None:
    encoder = Encoder.fitted(Catalogue([item("a")]), least=1)
    assert Encoder.restored(encoder.arrays()) == encoder
    assert encoder.matrix(CATALOGUE).shape == (5, 0)
