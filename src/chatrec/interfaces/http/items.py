"""The catalogue of the live model."""

from typing import Annotated

from fastapi import APIRouter, Query

from chatrec.app.accepted import origin_notes
from chatrec.app.facts import fact_lines
from chatrec.app.replies import Form
from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.core.query import Locale
from chatrec.domains.base import Domain, prose
from chatrec.domains.cards import on_card
from chatrec.interfaces.http.given import Identifier, Language, TheApp

router = APIRouter(prefix="/v1/items", tags=["items"])


class ItemOut(Form):
    """One item: its labels and numbers by field. `titles` are what readers of a language know it by, where not by its `title`;
    `card` is what a card shows of it, in the reader's words.
    """

    item_id: str
    title: str
    titles: dict[str, str]
    year: int | None
    labels: dict[str, tuple[str, ...]]
    numbers: dict[str, float]
    card: tuple[str, ...]


class FactOut(Form):
    """What is known of an item in one field, in the reader's words: "director", "Joel Coen, Ethan Coen"."""

    name: str
    value: str


class DetailsOut(ItemOut):
    """All that is known of one item, in the reader's words. `origins` says what of it a language model proposed and a person accepted."""

    facts: tuple[FactOut, ...]
    origins: tuple[str, ...] = ()
    text: str


class ItemsOut(Form):
    """A page of items, in the order of the catalogue; `total` counts all that were found."""

    total: int
    items: tuple[ItemOut, ...]


@router.get("")
def find(
    app: TheApp,
    query: Annotated[str, Query(max_length=200, description="Part of a title or alias, in any case.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Annotated[int, Query(ge=0)] = 0,
    locale: Language = "en",
) -> ItemsOut:
    """Items by title; all of them without a query. Cost O(items): 1 ms for 1,700."""
    sought = query.casefold()
    tools = app.live.tools()
    found = [item for item in tools.catalogue if _named(item, sought)]
    shown = found[offset : offset + limit]
    return ItemsOut(total=len(found), items=tuple(_item(item, tools.domain, locale) for item in shown))


@router.get("/{item:path}")
def read(item: Identifier, app: TheApp, locale: Language = "en") -> DetailsOut:
    """One item, with everything known of it in words."""
    tools = app.live.tools()
    found = tools.catalogue[tools.catalogue.row(ItemId(item))]
    return _details(found, tools.domain, locale, origin_notes(app.stores.proposals, found, tools.domain, locale))


def _named(item: Item, sought: str) -> bool:
    return any(sought in name.casefold() for name in (item.title, *item.aliases))


def _item(item: Item, domain: Domain, locale: Locale) -> ItemOut:
    return ItemOut(
        item_id=item.id,
        title=item.title,
        titles=dict(item.titles),
        year=int(item.numbers["year"]) if "year" in item.numbers else None,
        labels=dict(item.labels),
        numbers=dict(item.numbers),
        card=on_card(item, domain, locale),
    )


def _details(item: Item, domain: Domain, locale: Locale, origins: tuple[str, ...]) -> DetailsOut:
    facts = tuple(FactOut(name=name, value=value) for name, value in fact_lines(item, domain, locale))
    return DetailsOut(**dict(_item(item, domain, locale)), facts=facts, origins=origins, text=prose(item, locale))


__all__ = ["DetailsOut", "FactOut", "ItemOut", "ItemsOut", "router"]
