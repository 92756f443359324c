"""Constraints over the whole catalogue against the constraint's own word on each item."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.query import Between, Constraint, Excludes, Includes, Interaction, Outside, Query
from chatrec.recommend.constraints import KNOWN, SHOWN, ConstraintIndex

FIELDS = st.sampled_from(["genre", "country", "item"])
VALUES = st.sampled_from(["a", "b", "c", "id0", "id1", "id99"])
NUMBERS = st.integers(-3, 3)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    labels = st.dictionaries(st.sampled_from(["genre", "country"]), st.lists(VALUES, min_size=1, max_size=3).map(tuple))
    numbers = st.dictionaries(st.sampled_from(["year", "price"]), NUMBERS.map(float))
    columns = draw(st.lists(st.tuples(labels, numbers), max_size=8))
    return Catalogue(
        [
            Item(id=ItemId(f"id{row}"), title=f"Title {row}", labels=own, numbers=measured)
            for row, (own, measured) in enumerate(columns)
        ]
    )


def constraints() -> st.SearchStrategy[Constraint]:
    values = st.lists(VALUES, max_size=3).map(tuple)
    fields = st.sampled_from(["year", "price", "length"])
    return st.one_of(
        st.builds(Includes, FIELDS, values),
        st.builds(Excludes, FIELDS, values),
        st.builds(Between, fields, st.none() | NUMBERS, st.none() | NUMBERS),
        st.builds(Outside, fields, NUMBERS, NUMBERS),
    )


@settings(max_examples=50, deadline=None)
@given(catalogues(), constraints())
def test_equals_the_constraint_asked_of_each_item(catalogue: Catalogue, constraint: Constraint) -> None:
    allowed = ConstraintIndex(catalogue).allowed(constraint)
    assert allowed.tolist() == [constraint.allows(item) for item in catalogue]


@pytest.mark.parametrize("bound", [1988, 1995, 1996])
def test_the_ends_of_a_range_belong_to_it(bound: int) -> None:
    years = (1988.0, 1995.0, 1996.0)
    catalogue = Catalogue([Item(id=ItemId(f"{year:g}"), title="t", numbers={"year": year}) for year in years])
    index = ConstraintIndex(catalogue)
    for one in (Between("year", bound, None), Between("year", None, bound), Outside("year", bound, bound)):
        assert index.allowed(one).tolist() == [one.allows(item) for item in catalogue]


@settings(max_examples=50, deadline=None)
@given(catalogues(), st.lists(constraints(), max_size=4), st.data())
def test_what_is_left_fits_and_every_removal_is_counted_once(
    catalogue: Catalogue, wanted: list[Constraint], data: st.DataObject
) -> None:
    rows = st.sets(st.integers(0, len(catalogue) - 1)) if len(catalogue) else st.just(set())
    known, shown = data.draw(rows), frozenset(data.draw(rows))
    query = Query(history=tuple(Interaction(row, 1.0) for row in known), constraints=tuple(wanted))
    left, excluded = ConstraintIndex(catalogue).survivors(query, shown)
    assert np.flatnonzero(left).tolist() == [
        row
        for row, item in enumerate(catalogue)
        if row not in known | shown and all(constraint.allows(item) for constraint in wanted)
    ]
    assert sum(excluded.values()) == len(catalogue) - np.count_nonzero(left)
    assert all(count > 0 for count in excluded.values())
    assert excluded.get(KNOWN, 0) == len(known)
    assert excluded.get(SHOWN, 0) == len(shown - known)


def test_an_item_counts_under_the_first_reason_that_removes_it() -> None:
    catalogue = Catalogue([Item(id=ItemId(str(row)), title="t", labels={"genre": ("a",)}) for row in range(4)])
    query = Query(
        history=(Interaction(0, 1.0),),
        constraints=(Excludes("item", ("1",)), Includes("genre", ("b",)), Between("year")),
    )
    _, excluded = ConstraintIndex(catalogue).survivors(query, frozenset({0, 2}))
    assert excluded == {KNOWN: 1, SHOWN: 1, "item!=1": 1, "genre=b": 1}
