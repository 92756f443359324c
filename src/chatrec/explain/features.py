"""Features of items as claims: "genre=Drama" is a label, "decade=1990s" and "year=1994" rest on a year."""

from collections.abc import Mapping

import numpy as np

from chatrec.core.arrays import IntArray
from chatrec.core.catalogue import Catalogue, Item, decade
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
    if year is not None and (field, value) in ((DECADE, decade(year)), (YEAR, f"{year:g}")):
        return Claim(ClaimKind.NUMBER, item.id, f"{YEAR}={year:g}")
    return None


def having(catalogue: Catalogue) -> Mapping[str, IntArray]:
    """The rows of the items for which `feature_claim` finds something, by the ref of the feature."""
    dated: dict[str, list[int]] = {}
    for row, item in enumerate(catalogue):
        if (year := item.numbers.get(YEAR)) is not None:
            dated.setdefault(f"{DECADE}={decade(year)}", []).append(row)
            dated.setdefault(f"{YEAR}={year:g}", []).append(row)
    rows = {f"{field}={value}": rows for (field, value), rows in catalogue.label_rows.items()}
    for ref, found in dated.items():
        rows[ref] = np.union1d(rows.get(ref, np.zeros(0, np.int64)), np.array(found, np.int64))
    return rows


__all__ = ["DECADE", "YEAR", "feature_claim", "having"]
