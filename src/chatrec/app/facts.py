"""`chatrec facts`: what our packs know of one thing, and things from them for a home that has nobody's ratings of them."""

from collections.abc import Mapping

from pydantic import JsonValue

from chatrec.app.datasets import packs
from chatrec.app.enriching import domain_of, joined
from chatrec.app.settings import Settings
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError, NotFoundError
from chatrec.core.query import Locale
from chatrec.domains import domain
from chatrec.domains.base import Domain, named
from chatrec.ports.items import ItemStore
from chatrec.ports.transactions import Transactions

Line = tuple[str, str]  # a field's name and its values, in words


def find_fact(title: str, kind: str | None = None) -> tuple[Item, Domain]:
    """The thing of this title, in any language, and its domain in words; "Title (year)" tells apart those of one title, and `kind`, a
    pack's name, those of several packs.

    Raises NotFoundError when no pack holds it, or several do.
    """
    among = packs() if kind is None else tuple(name for name in packs() if name == kind)
    if not among:
        raise NotFoundError(f"There is no pack of {kind!r}; those of ours are {', '.join(packs())}.")
    found = [
        (item, known) for known in map(domain, among) for item in _things(known) if title.casefold() in _names(item)
    ]
    if not found:
        raise NotFoundError(f"Our packs hold nothing called {title!r}; give its full title in English or Chinese.")
    if len(found) > 1:
        ways = ", ".join(f"{named(item, 'en')!r} of {known.name}" for item, known in found)
        raise NotFoundError(f"{title!r} is the title of {len(found)}; say which, with its year or --pack: {ways}.")
    item, known = found[0]
    return item, known.worded(Catalogue([item]))


def _things(known: Domain) -> tuple[Item, ...]:
    return () if known.facts is None else known.facts.further(())


def _names(item: Item) -> set[str]:
    year = f" ({item.numbers['year']:g})" if "year" in item.numbers else ""
    return {f"{name}{end}".casefold() for name in (item.title, *item.aliases) for end in ("", year)}


def fact_lines(item: Item, known: Domain, locale: Locale) -> tuple[Line, ...]:
    """What is known of an item in a language, a field a line."""
    joint = "、" if locale == "zh" else ", "
    labels = (
        (known.say_field(name, locale), joint.join(known.say_value(name, value, locale) for value in values))
        for name, values in item.labels.items()
    )
    numbers = (
        (known.say_field(name, locale), _amount(name, value, known, locale)) for name, value in item.numbers.items()
    )
    return (*labels, *numbers)


def _amount(name: str, value: float, known: Domain, locale: Locale) -> str:
    field = known.numbers.get(name)
    if field is None:
        return f"{value:g}"
    if field.much is not None:
        return f"{value:g}/3"
    unit = field.unit.say(locale) if field.unit else ""
    return f"{value:g}{' ' if unit and locale == 'en' else ''}{unit}"


def fact_json(item: Item) -> Mapping[str, JsonValue]:
    """The same for programs."""
    return {
        "id": item.id,
        "title": item.title,
        "titles": dict(item.titles),
        "aliases": list(item.aliases),
        "labels": {name: list(values) for name, values in item.labels.items()},
        "numbers": dict(item.numbers),
        "text": item.text,
    }


def add_further(items: ItemStore, transactions: Transactions, settings: Settings) -> int:
    """Put the things that a home's packs know and that it lacks at the end of its catalogue, with what is true of them; how
    many. Raises DataError when no pack fits the home.
    """
    with transactions.begin():
        before = items.catalogue()
        facts = domain_of(before, settings).facts
        if facts is None:
            raise DataError(
                f"No pack of facts fits this home's catalogue; the setting domain names one: {', '.join(packs())}."
            )
        new = facts.further(tuple(before))
        items.put(new)
        items.put_knowledge(joined(before.knowledge, facts.known(new).triples))
    return len(new)


__all__ = ["Line", "add_further", "fact_json", "fact_lines", "find_fact"]
