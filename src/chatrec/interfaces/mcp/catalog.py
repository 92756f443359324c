"""The catalogue as shop agents read it: search with filters, several products at once, one product whole, and items as resources."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chatrec.app.facts import fact_lines
from chatrec.app.replies import Form
from chatrec.app.wiring import App
from chatrec.core.catalogue import Item
from chatrec.core.errors import InputError
from chatrec.core.ids import ItemId
from chatrec.core.query import Locale
from chatrec.domains.base import Domain, prose, titled

MOST_AT_ONCE = 50
Which = Annotated[str, Field(min_length=1, max_length=200, description="An item's id.")]


class FoundOut(Form):
    """One item of the catalogue."""

    item_id: str
    title: str
    year: int | None
    labels: dict[str, tuple[str, ...]]


class SearchOut(Form):
    """Items whose title holds what was looked for; `total` counts all."""

    total: int
    items: tuple[FoundOut, ...]


class ProductOut(Form):
    """One item whole: `titles` by language, labels and numbers by field, and `facts`, the same in words. `price` has its
    currency where the catalogue tells one.
    """

    item_id: str
    title: str
    titles: dict[str, str]
    description: str
    price: float | None
    currency: str | None
    availability: str | None
    labels: dict[str, tuple[str, ...]]
    numbers: dict[str, float]
    facts: dict[str, str]


class CatalogOut(Form):
    """A page of products; `total` counts all that fit, `next_offset` is where the next page begins, None at the end."""

    total: int
    products: tuple[ProductOut, ...]
    next_offset: int | None


class LookedUpOut(Form):
    """The products of the ids that are known, in their order, and the ids that are not."""

    products: tuple[ProductOut, ...]
    missing: tuple[str, ...]


class Filters(BaseModel):
    """What products must have: for a label any of the values (`{"brand": ["Sony"]}`), for a number at least `low` and at most `high`
    of it (`{"price": 300}`).
    """

    model_config = ConfigDict(extra="forbid")

    labels: dict[str, list[str]] = {}
    low: dict[str, float] = {}
    high: dict[str, float] = {}

    def fit(self, item: Item) -> bool:
        """Whether an item has it all; one of which a number is not known cannot be shown to fit."""
        labels = all(set(item.labels.get(field, ())) & set(values) for field, values in self.labels.items())
        low = all(item.numbers.get(field, float("-inf")) >= number for field, number in self.low.items())
        high = all(item.numbers.get(field, float("inf")) <= number for field, number in self.high.items())
        return labels and low and high

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is named."""
        return (*self.labels, *self.low, *self.high)


class Catalog:
    """The tools that read the catalogue of a home."""

    def __init__(self, app: App) -> None:
        self._app = app

    def search(
        self,
        query: Annotated[str, Field(max_length=200)] = "",
        limit: Annotated[int, Field(ge=1, le=200)] = 20,
    ) -> SearchOut:
        """Find items by part of a title; all of them without a query."""
        found = self._named(query)
        shown = tuple(
            FoundOut(
                item_id=item.id,
                title=item.title,
                year=int(item.numbers["year"]) if "year" in item.numbers else None,
                labels=dict(item.labels),
            )
            for item in found[:limit]
        )
        return SearchOut(total=len(found), items=shown)

    def search_catalog(
        self,
        query: Annotated[str, Field(max_length=200, description="Part of a title; empty = all.")] = "",
        filters: Filters | None = None,
        limit: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)] = 10,
        offset: Annotated[int, Field(ge=0)] = 0,
        locale: Locale = "en",
    ) -> CatalogOut:
        """Products by title and filters, page by page, in the order of the catalogue; nobody's taste counts."""
        wanted = filters or Filters()
        fields = self._app.live.tools().catalogue.fields
        unknown = next((field for field in wanted.fields if field not in fields), None)
        if unknown is not None:
            raise InputError(
                f"There is no field {unknown!r} in this catalogue; it has {', '.join(fields) or 'titles alone'}."
            )
        found = [item for item in self._named(query) if wanted.fit(item)]
        last = offset + limit
        return CatalogOut(
            total=len(found),
            products=tuple(self._product(item, locale) for item in found[offset:last]),
            next_offset=last if last < len(found) else None,
        )

    def lookup_catalog(
        self, ids: Annotated[list[Which], Field(min_length=1, max_length=MOST_AT_ONCE)], locale: Locale = "en"
    ) -> LookedUpOut:
        """The products of several ids at once; ids that the catalogue does not hold are named, not refused."""
        catalogue = self._app.live.tools().catalogue
        held = [ItemId(one) for one in dict.fromkeys(ids) if catalogue.has(ItemId(one))]
        return LookedUpOut(
            products=tuple(self._product(catalogue[catalogue.row(one)], locale) for one in held),
            missing=tuple(one for one in dict.fromkeys(ids) if not catalogue.has(ItemId(one))),
        )

    def get_product(self, id: Which, locale: Locale = "en") -> ProductOut:  # noqa: A002 - as shop agents call it
        """Everything that is known of one product."""
        catalogue = self._app.live.tools().catalogue
        return self._product(catalogue[catalogue.row(ItemId(id))], locale)

    def resource(self, item_id: str) -> str:
        """An item as a resource: what `get_product` gives, as JSON."""
        return json.dumps(self.get_product(item_id).model_dump(mode="json"), ensure_ascii=False)

    def _named(self, query: str) -> list[Item]:
        sought = query.casefold()
        return [
            item
            for item in self._app.live.tools().catalogue
            if any(sought in name.casefold() for name in (item.title, *item.titles.values(), *item.aliases))
        ]

    def _product(self, item: Item, locale: Locale) -> ProductOut:
        domain: Domain = self._app.live.tools().domain
        return ProductOut(
            item_id=item.id,
            title=titled(item, locale),
            titles=dict(item.titles),
            description=prose(item, locale),
            price=item.numbers.get("price"),
            currency=next(iter(item.labels.get("currency", ())), None),
            availability=next(iter(item.labels.get("availability", ())), None),
            labels=dict(item.labels),
            numbers=dict(item.numbers),
            facts=dict(fact_lines(item, domain, locale)),
        )


__all__ = ["Catalog", "CatalogOut", "Filters", "LookedUpOut", "ProductOut", "SearchOut"]
