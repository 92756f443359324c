"""What one line of the shop pack says: a line of products, what it typically cost on a stated day, and its specifications."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from chatrec.domains.packs.film import Line, Texts
from chatrec.domains.packs.forms import Fact, distinct, worded
from chatrec.domains.packs.names import Text

Category = Literal["phone", "laptop", "headphones", "running-shoes"]
Brand = Annotated[Text, AfterValidator(worded("shop", "brand"))]
Use = Annotated[Text, AfterValidator(worded("shop", "use"))]
Feature = Annotated[Text, AfterValidator(worded("shop", "feature"))]


class Price(Line):
    """What the cheapest version cost, without tax where the currency is USD."""

    amount: Annotated[float, Field(gt=0, le=20_000)]
    currency: Literal["USD", "CNY", "EUR", "GBP"]
    kind: Literal["launch", "street"] = Field(description="the maker's price when it came out, or what shops asked")
    as_of: Annotated[str, StringConstraints(pattern=r"^20\d\d(-(0[1-9]|1[0-2]))?$")] = Field(
        description="the year, or the year and month, in which it held"
    )


class Specs(Line):
    """Measures of the cheapest version, in the units of their names; only those that the category has."""

    screen_in: Annotated[float, Field(ge=3, le=20)] | None = None
    ram_gb: Annotated[int, Field(ge=2, le=192)] | None = None
    storage_gb: Annotated[int, Field(ge=16, le=8192)] | None = None
    battery_mah: Annotated[int, Field(ge=500, le=12_000)] | None = None
    battery_h: Annotated[float, Field(gt=0, le=200)] | None = Field(
        default=None, description="as the maker states it; of headphones with noise cancelling on, where they have it"
    )
    weight_g: Annotated[float, Field(ge=3, le=5000)] | None = Field(
        default=None, description="of a shoe, a men's size 9 (US); of earbuds, one bud"
    )
    drop_mm: Annotated[float, Field(ge=0, le=16)] | None = None


MEASURED: Mapping[Category, frozenset[str]] = {
    "phone": frozenset({"screen_in", "ram_gb", "storage_gb", "battery_mah", "weight_g"}),
    "laptop": frozenset({"screen_in", "ram_gb", "storage_gb", "battery_h", "weight_g"}),
    "headphones": frozenset({"battery_h", "weight_g"}),
    "running-shoes": frozenset({"weight_g", "drop_mm"}),
}


class Product(Fact):
    """One line of products. The cheapest version stands for it."""

    aliases: Texts = ()
    category: Category
    brand: Brand = Field(description="as the shop domain spells it")
    year: Annotated[int, Field(ge=1970, le=2030)] | None = Field(None, description="when it came out")
    price: Price | None = None
    specs: Specs = Specs()
    system: Literal["iOS", "Android", "HarmonyOS", "macOS", "Windows", "ChromeOS"] | None = None
    uses: Annotated[tuple[Use, ...], AfterValidator(distinct)] = Field((), description="what people buy it for")
    features: Annotated[tuple[Feature, ...], AfterValidator(distinct)] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        self.named_after(self.english)
        strange = sorted(self.specs.model_fields_set - MEASURED[self.category])
        if strange:
            raise ValueError(f"specs of {self.category} have no {', '.join(strange)}")
        return self


__all__ = ["MEASURED", "Category", "Price", "Product", "Specs"]
