"""Amounts of any number of a catalogue, by the number's name or unit."""

from pathlib import Path

import pytest
from tests.dialogue.notation import written

from chatrec.core.acts import Refine
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ConversationId, ItemId, UserId
from chatrec.core.query import Between
from chatrec.dialogue import DialogueState
from chatrec.dialogue.nlu import RuleNlu
from chatrec.domains import domain

SHOP = Catalogue(
    [
        Item(
            id=ItemId(f"p{n}"),
            title=f"Lamp {n}",
            labels={"brand": ("Acme" if n % 2 else "Lux",)},
            numbers={"price": 5.0 * n, "watts": 10.0 * n, "rating": 1.0 + n % 5},
        )
        for n in range(1, 12)
    ]
)
NLU = RuleNlu(SHOP, domain("generic"))
NEW = DialogueState(conversation=ConversationId("c1"), user=UserId("ann"))


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("something under 20 dollars", "Refine(price=..20) Recommend()"),
        ("price below 20", "Refine(price=..20)"),
        ("at most $20", "Refine(price=..20)"),
        ("Acme products over $15.50 please", "Refine(brand=Acme) Refine(price=15.5..)"),
        ("between 10 and 20 dollars", "Refine(price=10..20)"),
        ("from 10 to 20 euros", "Refine(price=10..20)"),
        ("products with watts above 40", "Refine(watts=40..)"),
        ("at least 4 stars, no more than 30 bucks", "Refine(rating=4..) Refine(price=..30)"),
        ("nothing over 20 dollars", "Refine(price=..20)"),
        ("around 20 dollars", "Refine(price=18..22)"),
        ("under 2000 dollars", "Refine(price=..2000)"),
        ("价格低于20", "Refine(price=..20)"),
        ("20元以下的", "Refine(price=..20)"),
        ("给我推荐两件50块以内的商品", "Refine(price=..50) Recommend(2)"),
        ("评分不低于4", "Refine(rating=4..)"),
        ("１０到２０元", "Refine(price=10..20)"),
        ("不要超过20元的", "Refine(price=..20)"),
        ("20元左右", "Refine(price=18..22)"),
        ("something under two hundred dollars", "Refine(price=..200) Recommend()"),
        ("something under a hundred dollars", "Refine(price=..100) Recommend()"),
        ("less than twenty-five bucks", "Refine(price=..25)"),
        ("over fifteen hundred euros", "Refine(price=1500..)"),
        ("at least a thousand dollars", "Refine(price=1000..)"),
        ("两百美元以下的", "Refine(price=..200)"),
        ("不超过三百块", "Refine(price=..300)"),
        ("一百二十元以内的", "Refine(price=..120)"),
        ("一千五百元以上的", "Refine(price=1500..)"),
        ("一万元以内的", "Refine(price=..10000)"),
        ("1.5万元以下的", "Refine(price=..15000)"),
        ("五百元左右", "Refine(price=450..550)"),
        ("five products", "Recommend(5)"),
        ("20 more", "More(20)"),
    ],
)
def test_an_amount_means(message: str, meaning: str) -> None:
    assert written(NLU.parse(message, NEW), SHOP) == meaning


@pytest.mark.parametrize(
    ("message", "last", "fits"), [("under 20 dollars", 15, False), ("at most 20 dollars", 20, True)]
)
def test_the_end_of_a_range_is_held_where_it_is_said(message: str, last: float, fits: bool) -> None:
    (act, *_) = NLU.parse(message, NEW)
    assert isinstance(act.constraint, Between)
    kept = [item.numbers["price"] for item in SHOP if act.constraint.allows(item)]
    assert max(kept) == last
    assert (20.0 in kept) == fits


def test_a_catalogue_without_such_numbers_hears_no_amounts(films: Catalogue) -> None:
    acts = RuleNlu(films, domain("movies")).parse("something under 20 dollars", NEW)
    assert "price" not in written(acts, films)


@pytest.mark.parametrize("message", ["两百美元以下的无线耳机", "wireless headphones under two hundred dollars"])
def test_a_product_its_feature_and_its_price_are_heard_together(message: str) -> None:
    labels = {"category": ("headphones",), "feature": ("wireless",), "currency": ("USD",)}
    shop = Catalogue([Item(id=ItemId("1"), title="Sony WH-CH720N", labels=labels, numbers={"price": 149.0})])
    heard = written(RuleNlu(shop, domain("shop")).parse(message, NEW), shop).split()
    assert set(heard) == {"Refine(category=headphones)", "Refine(feature=wireless)", "Refine(price=..200)"}


BUDGETS = [line.split("\t") for line in Path(__file__).with_name("budgets.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("said", "prices"), BUDGETS)
def test_a_budget_in_round_numbers_or_without_its_unit(said: str, prices: str) -> None:
    wishes = [act.constraint.key for act in NLU.parse(said, NEW) if isinstance(act, Refine)]
    assert [key for key in wishes if key.startswith("price")] == ([f"price={prices}"] if prices else [])


def test_where_nothing_has_a_price_no_number_is_one() -> None:
    unpriced = RuleNlu(Catalogue([Item(id=ItemId("a"), title="Lamp", numbers={"watts": 5.0})]), domain("generic"))
    assert not [act for act in unpriced.parse("两百以内的", NEW) if isinstance(act, Refine)]
