"""What a card tells of an item beside its title and year, in the words of its domain."""

from collections.abc import Iterator, Mapping

from chatrec.core.catalogue import Item
from chatrec.core.query import Locale
from chatrec.domains.base import CURRENCY, Domain

PRICE = "price"
FREE: Mapping[Locale, str] = {"en": "free", "zh": "免费"}
MOST_LEVEL = 3


def on_card(item: Item, domain: Domain, locale: Locale) -> tuple[str, ...]:
    """The fields that the domain shows, in its order; every label where it names none."""
    shown = domain.card or tuple(name for name in (*item.labels, PRICE) if name != CURRENCY)
    return tuple(said for name in shown for said in _said(item, name, domain, locale))


def _said(item: Item, name: str, domain: Domain, locale: Locale) -> Iterator[str]:
    yield from (domain.say_value(name, value, locale) for value in item.labels.get(name, ()))
    if name in item.numbers:
        yield _priced(item, locale) if name == PRICE else say_number(name, item.numbers[name], domain, locale)


def say_number(name: str, value: float, domain: Domain, locale: Locale) -> str:
    """A number with its unit, "98 minutes", "98分钟"; a level as a part of its most, "2/3"."""
    known = domain.numbers.get(name)
    if known is not None and known.much is not None:
        return f"{value:g}/{MOST_LEVEL}"
    unit = known.unit.say(locale) if known is not None and known.unit else ""
    return f"{value:g}{' ' if unit and locale == 'en' else ''}{unit}"


def _priced(item: Item, locale: Locale) -> str:
    """A price in the item's own currency: "CNY 4,999", "USD 12.50", "free"."""
    amount = item.numbers[PRICE]
    if amount == 0:
        return FREE[locale]
    return " ".join((*item.labels.get(CURRENCY, ()), f"{amount:,.0f}" if amount.is_integer() else f"{amount:,.2f}"))


__all__ = ["on_card", "say_number"]
