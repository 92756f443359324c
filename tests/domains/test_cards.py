"""What cards tell of things: the fields of their domain, in its order, with units and prices."""

import pytest

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.core.query import Locale
from chatrec.domains import domain
from chatrec.domains.cards import on_card, say_number

FARGO = Item(
    id=ItemId("100"),
    title="Fargo",
    labels={
        "theme": ("kidnapping",),
        "country": ("United States",),
        "director": ("Joel Coen",),
        "genre": ("Crime", "Drama"),
    },
    numbers={"year": 1996.0, "runtime": 98.0, "violence": 3.0},
)
PHONE = Item(
    id=ItemId("p"), title="P", labels={"category": ("phone",), "brand": ("Huawei",), "currency": ("CNY",)}, numbers={"price": 4999.0}
)  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", ("crime", "drama", "Joel Coen", "United States", "98 minutes")),
        ("zh", ("犯罪片", "剧情片", "Joel Coen", "United States", "98分钟")),
    ],
)
def test_a_card_tells_the_fields_of_its_domain_in_their_order(locale: Locale, told: tuple[str, ...]) -> None:
    assert on_card(FARGO, domain("movies"), locale) == told


def test_a_domain_that_names_no_fields_tells_every_label() -> None:
    assert on_card(FARGO, domain("generic"), "en") == ("kidnapping", "United States", "Joel Coen", "Crime", "Drama")


def test_a_price_is_told_in_its_own_currency() -> None:
    assert on_card(PHONE, domain("shop"), "en")[-1] == "CNY 4,999"
    odd = Item(id=ItemId("q"), title="Q", numbers={"price": 12.5})
    assert on_card(odd, domain("shop"), "zh") == ("12.50",)


def test_a_level_is_a_part_of_its_most() -> None:
    assert say_number("violence", 3.0, domain("movies"), "en") == "3/3"
    assert say_number("stock", 7.0, domain("movies"), "zh") == "7"


@pytest.mark.parametrize(("locale", "told"), [("en", "free"), ("zh", "免费")])
def test_what_costs_nothing_is_free(locale: Locale, told: str) -> None:
    given = Item(id=ItemId("g"), title="G", labels={"currency": ("EUR",)}, numbers={"price": 0.0})
    assert on_card(given, domain("generic"), locale) == (told,)
