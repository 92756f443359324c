"""The shop pack as what a catalogue can hold."""

from chatrec.core.catalogue import Item
from chatrec.domains.packs.facts import SHOP
from chatrec.domains.packs.product import Product
from chatrec.domains.packs.sheet import Sheet, folded
from chatrec.domains.packs.shelf import Names, PackFacts


def _sheet(product: Product, _: Names) -> Sheet:
    price, system = product.price, (product.system,) if product.system else ()
    specs = {name: float(value) for name, value in product.specs.model_dump().items() if value is not None}
    return Sheet(
        id=product.id,
        title=product.english,
        title_zh=product.title_zh,
        called=(product.title, *product.aliases),
        labels={
            "category": (product.category,),
            "brand": (product.brand,),
            "system": system,
            "use": tuple(product.uses),
            "feature": tuple(product.features),
            "currency": (price.currency,) if price else (),
        },
        numbers={
            **({"price": price.amount} if price else {}),
            **({"year": float(product.year)} if product.year else {}),
            **specs,
        },
        text=product.about_en or "",
        text_zh=product.about_zh or "",
        ties={"brand": (product.brand,), "category": (product.category,), "system": system},
        ours=frozenset({"price", "currency"}),
    )


def _agrees(item: Item, sheet: Sheet) -> bool:
    """A shop sells cases for a phone under the phone's name: so only what has the maker's brand is the phone."""
    return set(map(folded, item.labels.get("brand", ()))) == set(map(folded, sheet.labels["brand"]))


def _named(item: Item) -> tuple[str, ...]:
    return (item.title, *item.aliases)


FACTS = PackFacts(kind=SHOP, fields={}, values={}, sheet=_sheet, agrees=_agrees, named=_named)

__all__ = ["FACTS"]
