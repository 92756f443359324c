"""Numbers with their units: "97 minutes", "97分钟", "CNY 4,999"."""

from chatrec.core.query import Locale
from chatrec.domains.base import Domain

PRICES = frozenset({"price", "list_price"})
BARE = frozenset({"age", "year"})  # whose phrase holds the unit


def measured(field: str, number: float, locale: Locale, domain: Domain) -> str:
    """A number of a field with its unit; a price with the catalogue's currency, where it has one alone."""
    said, unit = number_said(field, number, domain), unit_said(field, number, locale, domain)
    return f"{said}{' ' if unit and locale == 'en' else ''}{unit}"


def number_said(field: str, number: float, domain: Domain) -> str:
    """A number without the unit behind it."""
    if field in PRICES and domain.currency:
        return f"{domain.currency} {number:,.0f}" if number == int(number) else f"{domain.currency} {number:,.2f}"
    return f"{number:.0f}" if number == int(number) else f"{number:g}"


def unit_said(field: str, number: float, locale: Locale, domain: Domain) -> str:
    """The unit behind a number of a field; "" where it has none. Which currency a catalogue counts in its unit does not say."""
    known = domain.numbers.get(field)
    if known is None or known.unit is None or field in BARE | PRICES:
        return ""
    unit = known.unit.say(locale)
    single = known.unit.en[1] if len(known.unit.en) > 1 and f"{known.unit.en[1]}s" == unit else unit
    return single if locale == "en" and number == 1 else unit


__all__ = ["measured", "number_said", "unit_said"]
