"""Product feeds, as CSV, as JSON lines and as XML."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.data.files import json_lines, table

from chatrec.core.catalogue import Item
from chatrec.core.errors import DataError
from chatrec.core.query import Excludes
from chatrec.data import Reason, load, load_tables
from chatrec.data.feed import read_price

HEADER = "id\ttitle\tdescription\tprice\tsale price\tavailability\timage link\tbrand\tproduct_type\tgtin\tcondition\n"
PAN = "p1\tPan\tFor eggs.\t39.99 USD\t29.99 USD\tin stock\thttp://x/1.jpg\tAcme\tHome > Kitchen > Pans\t0123\tnew\n"
POT = "p2\tPot\tFor soup.\t1,299.00 USD\t\tout of stock\thttp://x/2.jpg\tAcme\tHome > Kitchen\t0124\tused\n"
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>A shop</title><link>http://x</link>
<item><g:id>p1</g:id><title>Pan</title><g:price>39.99 USD</g:price><g:sale_price>29.99 USD</g:sale_price>
<g:availability>in_stock</g:availability><g:brand>Acme</g:brand><g:condition>new</g:condition>
<g:shipping><g:price>5.00 USD</g:price></g:shipping>
<g:product_type>Home &gt; Kitchen &gt; Pans</g:product_type></item>
<item><g:id>p2</g:id><title>Pot</title><g:price>1299 USD</g:price><g:availability>out_of_stock</g:availability></item>
</channel></rss>"""


def pan(items: tuple[Item, ...]) -> Item:
    return next(item for item in items if item.id == "p1")


def is_the_pan(item: Item) -> bool:
    return (item.title, item.numbers, dict(item.labels)) == (
        "Pan",
        {"price": 29.99, "list_price": 39.99},
        {
            "brand": ("Acme",),
            "condition": ("new",),
            "category": ("Home", "Kitchen", "Pans"),
            "availability": ("in_stock",),
            "currency": ("USD",),
        },
    )


def test_a_feed_in_tabs(tmp_path: Path) -> None:
    loaded = load_tables(table(tmp_path / "products.tsv.gz", HEADER + PAN + POT), None)
    assert is_the_pan(pan(loaded.items))
    assert loaded.items[1].numbers == {"price": 1299.0}


def test_what_is_out_of_stock_can_be_kept_out(tmp_path: Path) -> None:
    items = load_tables(table(tmp_path / "products.tsv", HEADER + PAN + POT), None).items
    in_stock = Excludes("availability", ("out_of_stock",))
    assert [item.id for item in items if in_stock.allows(item)] == ["p1"]


def test_the_same_feed_as_json_lines_and_as_xml(tmp_path: Path) -> None:
    row = {
        "id": "p1",
        "title": "Pan",
        "price": "39.99 USD",
        "sale_price": "29.99 USD",
        "availability": "in_stock",
        "brand": "Acme",
        "condition": "new",
        "product_type": ["Home > Kitchen > Pans"],
    }
    assert is_the_pan(load_tables(json_lines(tmp_path / "products.jsonl", [row]), None).items[0])
    for name, data in (("feed.xml", RSS.encode()), ("feed.xml.gz", gzip.compress(RSS.encode()))):
        (tmp_path / name).write_bytes(data)
        loaded = load_tables(tmp_path / name, None)
        assert is_the_pan(pan(loaded.items))
        assert len(loaded.items) == 2


def test_a_folder_with_a_feed_and_events(tmp_path: Path) -> None:
    (tmp_path / "products.xml").write_text(RSS)
    table(tmp_path / "events.csv", "user_id,item_id,event\nu,p1,purchase\nu,p2,pageview\n")
    assert len(load(tmp_path).ratings) == 2


def test_a_price_that_is_none_is_a_row_that_is_none(tmp_path: Path) -> None:
    bad = "p3\tLid\t\tcall us\t\tin stock\t\t\t\t\t\n\tNo id\t\t1 USD\t\t\t\t\t\t\t\n"
    loaded = load_tables(table(tmp_path / "products.tsv", HEADER + PAN + POT + bad), None)
    assert loaded.report.items.count(Reason.MALFORMED) == 2
    assert len(loaded.items) == 2


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12.99 USD", (12.99, "USD")),
        ("USD 12.99", (12.99, "USD")),
        ("12,99 EUR", (12.99, "EUR")),
        ("€1.234,50", (1234.5, "EUR")),
        ("1,299.00", (1299.0, "")),
        ("1,299", (1299.0, "")),
        ("0", (0.0, "")),
        ("¥980", (980.0, "JPY")),
    ],
)
def test_prices(text: str, read: tuple[float, str]) -> None:
    assert read_price(text) == read


@given(st.text(max_size=12))
def test_any_text_is_a_price_or_is_refused(text: str) -> None:
    try:
        amount, currency = read_price(text)
    except ValueError:
        return
    assert 0.0 <= amount < float("inf")
    assert currency == "" or (len(currency) == 3 and currency.isupper())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<rss><channel><title>Nothing</title></channel></rss>", "holds no product"),
        (RSS[:-40], "cannot be read as XML"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><rss><item><id>&a;</id></item></rss>', "cannot be read as XML"),
    ],
)
def test_xml_that_is_no_feed_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "feed.xml").write_text(text)
    with pytest.raises(DataError, match=says):
        load_tables(tmp_path / "feed.xml", None)
