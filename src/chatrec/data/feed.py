"""Product feeds: the fields of Google Merchant Center and of the Agentic Commerce Protocol, as items."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.data.form import NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason
from chatrec.data.rows import Row

# A table is a feed when it has all of the first and one of the second.
_NEEDED = frozenset({"id", "title", "price"})
_TELLING = frozenset({"availability", "image_link", "google_product_category", "product_type", "gtin", "condition"})

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "brand": "brand",
        "condition": "condition",
        "color": "color",
        "colour": "color",
        "size": "size",
        "material": "material",
        "pattern": "pattern",
        "gender": "gender",
        "age_group": "age_group",
        "seller_name": "seller",
    }
)
_CATEGORIES = ("product_type", "product_category", "google_product_category")
_PRICE = re.compile(
    r"^\s*(?:(?P<before>[A-Za-z]{3}|[$€£¥])\s*)?(?P<number>\d[\d., ]*)\s*(?P<after>[A-Za-z]{3}|[$€£¥])?\s*$"
)
_SIGNS = MappingProxyType({"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"})
_THOUSANDS = re.compile(r"^\d{1,3}(?:[, ]\d{3})+$")


def is_feed(header: Iterable[str]) -> bool:
    """Whether a table has the columns of a product feed."""
    names = {plain(name) for name in header}
    return names >= _NEEDED and bool(names & _TELLING)


def feed_items(header: Sequence[str], rows: Iterable[Row], ledger: Ledger) -> Iterator[NumberedItem]:
    """The products of a feed; a row without an id or a title, or with a price that is none, is noted."""
    names = [plain(name) for name in header]
    for line, fields in rows:
        given = {name: text for name, field in zip(names, fields, strict=True) if (text := field.strip())}
        try:
            yield NumberedItem(line, _item(given))
        except (KeyError, ValueError):
            ledger.note(Reason.MALFORMED, line, ", ".join(fields))


def _item(given: Mapping[str, str]) -> Item:
    labels: dict[str, tuple[str, ...]] = {}
    for name, ours in _LABELS.items():
        if name in given:
            labels[ours] = _values(given[name])
    for name in _CATEGORIES:
        if name in given and "category" not in labels:
            labels["category"] = _path(given[name])
    if "availability" in given:
        labels["availability"] = (_availability(given["availability"]),)
    numbers: dict[str, float] = {}
    if "price" in given:
        price, currency = read_price(given["price"])
        numbers["price"] = price
        if "sale_price" in given:
            sale, currency = read_price(given["sale_price"])
            numbers |= {"price": sale, "list_price": price}
        currency = currency or given.get("currency", "").upper()
        if currency:
            labels["currency"] = (currency,)
    text = given.get("description", "").strip()
    return Item(id=ItemId(given["id"]), title=given["title"], labels=labels, numbers=numbers, text=text)


def read_price(text: str) -> tuple[float, str]:
    """The amount and the currency ("" where none is named) of a price. Raises ValueError for anything else.

    >>> read_price("12.99 USD"), read_price("€1.234,50"), read_price("1,299")
    ((12.99, 'USD'), (1234.5, 'EUR'), (1299.0, ''))
    """
    found = _PRICE.match(text)
    if found is None:
        raise ValueError(text)
    number = found["number"].strip()
    point, comma = number.rfind("."), number.rfind(",")
    if _THOUSANDS.match(number):
        number = number.replace(",", "")
    elif comma > point:
        number = number.replace(".", "").replace(",", ".")
    else:
        number = number.replace(",", "")
    currency = found["after"] or found["before"] or ""
    return float(number.replace(" ", "")), _SIGNS.get(currency, currency.upper())


def plain(name: str) -> str:
    """A field as we name it: "g:image link" is "image_link"."""
    return re.sub(r"[\s-]+", "_", name.strip().lower().rpartition(":")[2])


def _availability(text: str) -> str:
    """In_stock, out_of_stock, preorder or backorder, however it is written."""
    return re.sub(r"[\s-]+", "_", text.rpartition("/")[2].strip().lower()).replace("pre_order", "preorder")


def _path(text: str) -> tuple[str, ...]:
    """The categories of "Home > Kitchen > Pans", each of them a value; several paths are separated by "|"."""
    return _values(text.replace(">", "|"))


def _values(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for part in text.split("|") if (value := part.strip())))


__all__ = ["feed_items", "is_feed", "read_price"]
