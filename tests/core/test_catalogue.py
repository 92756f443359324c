"""Items at rows, found by id."""

import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import InputError, NotFoundError
from chatrec.core.ids import ItemId

HEAT = Item(id=ItemId("heat"), title="Heat", labels={"genre": ("Crime",)})
BIG = Item(id=ItemId("big"), title="Big", numbers={"year": 1988.0, "length": 104.0})


def test_rows_and_ids_are_two_names_of_one_item() -> None:
    catalogue = Catalogue([HEAT, BIG])
    assert [catalogue.row(item.id) for item in catalogue] == [0, 1]
    assert catalogue[1] is BIG
    assert len(catalogue) == 2
    assert catalogue.has(ItemId("big"))
    assert not catalogue.has(ItemId("Big"))
    assert catalogue.fields == ("genre", "length", "year")


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(NotFoundError, match="Item 'alien' is not in the catalogue of 1 items"):
        Catalogue([HEAT]).row(ItemId("alien"))


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(InputError, match="'heat' occurs twice"):
        Catalogue([HEAT, BIG, HEAT])
