"""`chatrec facts`: what our packs know of one thing, and things from them for a home that has nobody's ratings of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from chatrec.app.datasets import packs
from chatrec.app.enriching import domain_of, joined
from chatrec.app.picture import picture
from chatrec.app.settings import Settings
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError, NotFoundError
from chatrec.core.knowledge import knowledge
from chatrec.core.query import Locale
from chatrec.domains import domain
from chatrec.domains.base import Domain, Facts, named
from chatrec.domains.cards import say_number
from chatrec.ports.items import ItemStore
from chatrec.ports.transactions import Transactions

LOCALES: tuple[Locale, ...] = ("en", "zh")
Line = tuple[str, str]  # a field's name and its values, in words


@dataclass(frozen=True, slots=True)
class Found:
    """A thing of a pack, and the domain with the words of the whole pack."""

    item: Item
    domain: Domain
    facts: Facts

    def graph(self) -> str:
        """The graph around it, drawn from the whole pack."""
        items = self.facts.further(())
        return picture(Catalogue(items, knowledge(self.facts.known(items).triples)), self.item.id, self.domain)


def find_fact(title: str, kind: str | None = None) -> Found:
    """The thing of this title, in any language; "Title (year)" tells apart those of one title, and `kind`, a pack's name,
    those of several packs.

    Raises NotFoundError when no pack holds it, or several do.
    """
    among = tuple(name for name in packs() if kind in (None, name))
    if not among:
        raise NotFoundError(f"There is no pack of {kind!r}; those of ours are {', '.join(packs())}.")
    found = [one for name in among for one in _called(title, domain(name))]
    if not found:
        raise NotFoundError(f"Our packs hold nothing called {title!r}; give its full title in English or Chinese.")
    if len(found) > 1:
        ways = ", ".join(f"{named(one.item, 'en')!r} of {one.domain.name}" for one in found)
        raise NotFoundError(f"{title!r} is the title of {len(found)}; say which, with its year or --pack: {ways}.")
    return found[0]


def _called(title: str, known: Domain) -> Iterator[Found]:
    """The things of a pack that go by a title."""
    if known.facts is not None:
        items = known.facts.further(())
        called = [item for item in items if title.casefold() in _names(item)]
        worded = known.worded(Catalogue(items)) if called else known
        yield from (Found(item, worded, known.facts) for item in called)


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


def fact_json(found: Found) -> Mapping[str, JsonValue]:
    """The same for programs."""
    item = found.item
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
                f"No pack of facts fits this home's catalogue; the setting domain names one: {', '.join(packs())}."
            )
        new = facts.further(tuple(before))
        items.put(new)
        items.put_knowledge(joined(before.knowledge, facts.known(new).triples))
    return len(new)


__all__ = ["LOCALES", "Found", "Line", "add_further", "fact_json", "fact_lines", "find_fact"]
