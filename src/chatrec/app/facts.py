"""`chatrec facts`: what our packs know of one thing, and things from them for a home that has nobody's ratings of them."""

from collections.abc import Mapping

from pydantic import JsonValue

from chatrec.app.enriching import domain_of, joined
from chatrec.app.settings import Settings
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError, NotFoundError
from chatrec.core.query import Locale
from chatrec.domains import domain, domains
from chatrec.domains.base import Domain, named
from chatrec.domains.cards import say_number
from chatrec.ports.items import ItemStore
from chatrec.ports.transactions import Transactions

Line = tuple[str, str]  # a field's name and its values, in words


def find_fact(title: str) -> tuple[Item, Domain]:
    """The thing of this title, in any language, and its domain in words; "Title (year)" tells apart those of one title.

    Raises NotFoundError when no pack holds it, or several do.
    """
    for name in domains():
        if (facts := domain(name).facts) is None:
            continue
        items = facts.further(())
        found = [item for item in items if title.casefold() in _names(item)]
        if len(found) > 1:
            ways = ", ".join(repr(named(item, "en")) for item in found)
            raise NotFoundError(f"{title!r} is the title of {len(found)}; say which: {ways}.")
        if found:
            return found[0], domain(name).worded(Catalogue(found))
    raise NotFoundError(f"Our packs hold nothing called {title!r}; give its full title in English or Chinese.")


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
        (known.say_field(name, locale), say_number(name, value, known, locale)) for name, value in item.numbers.items()
    )
    return (*labels, *numbers)


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
        "texts": dict(item.texts),
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
                "No pack of facts fits this home's catalogue; the domain 'movies' has one: domain = 'movies'."
            )
        new = facts.further(tuple(before))
        items.put(new)
        items.put_knowledge(joined(before.knowledge, facts.known(new).triples))
    return len(new)


__all__ = ["Line", "add_further", "fact_json", "fact_lines", "find_fact"]
