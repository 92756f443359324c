"""Wishes by hand."""

import numpy as np

from chatrec.core.attribution import Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.query import Candidates, Preference, Query
from chatrec.scorers.wishes import Wishes

CATALOGUE = Catalogue(
    [
        Item(id=ItemId("a"), title="A", labels={"genre": ("Comedy", "Horror")}),
        Item(id=ItemId("b"), title="B", labels={"genre": ("Comedy",)}),
        Item(id=ItemId("c"), title="C"),
    ]
)


def test_a_wish_lifts_what_has_the_value_and_nothing_else() -> None:
    query = Query(preferences=(Preference("genre", "Comedy"), Preference("genre", "Horror", -0.5)))
    answer = Wishes(2.0, CATALOGUE).attribute(query, Candidates(np.array([2, 0, 1])))
    assert answer.terms == (Term("wishes", Kind.WISH, "genre=Comedy"), Term("wishes", Kind.WISH, "genre=Horror"))
    assert answer.values.tolist() == [[0.0, 0.0], [2.0, -1.0], [2.0, 0.0]]


def test_a_wish_that_nothing_fulfils_says_nothing() -> None:
    query = Query(preferences=(Preference("genre", "Opera"), Preference("mood", "Comedy")))
    assert not Wishes(2.0, CATALOGUE).score_batch([query]).any()
