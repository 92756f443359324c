"""Features of items as claims: "genre=Drama" is a label, "decade=1990s" rests on a year."""

from chatrec.core.catalogue import Item, decade
from chatrec.core.claims import Claim, ClaimKind

DECADE = "decade"
YEAR = "year"


def feature_claim(item: Item, ref: str) -> Claim | None:
    """The claim that an item has the feature that an ATTRIBUTE term names; None when it has not, or when the feature is
    a quarter of a numeric field, which no catalogue field states.
    """
    field, _, value = ref.partition("=")
    if value in item.labels.get(field, ()):
        return Claim(ClaimKind.LABEL, item.id, ref)
    year = item.numbers.get(YEAR)
    if field == DECADE and year is not None and value == decade(year):
        return Claim(ClaimKind.NUMBER, item.id, f"{YEAR}={year:g}")
    return None


__all__ = ["DECADE", "YEAR", "feature_claim"]
