"""A catalogue's columns as named features: labels as they are, years by year and decade, other numbers as quarters."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse

from chatrec.core.catalogue import Catalogue, Item, decade
from chatrec.core.protocols import Arrays

YEAR = "year"


@dataclass(frozen=True, slots=True)
class Encoder:
    """Turns items into features. `names` are the columns; `quartiles` cut the numeric fields as they were when fitted,
    so that a feature keeps its meaning while the catalogue grows.
    """

    names: tuple[str, ...]
    quartiles: Mapping[str, tuple[float, ...]]

    @classmethod
    def fitted(cls, catalogue: Catalogue, *, least: int, most: int | None = None) -> Self:
        """Features that at least `least` items have, sorted: rarer ones carry more noise than signal. Of more than `most`
        the commonest.
        """
        quartiles = _quartiles(catalogue)
        counts = Counter(name for item in catalogue for name in set(_features(item, quartiles)))
        names = sorted(
            (name for name, count in counts.items() if count >= least), key=lambda name: (-counts[name], name)
        )
        return cls(tuple(sorted(names[:most])), quartiles)

    def matrix(self, catalogue: Catalogue) -> "sparse.csr_array[np.float64]":
        """(items, features) 1 where the item has the feature."""
        column = {name: at for at, name in enumerate(self.names)}
        pairs = [
            (row, column[name])
            for row, item in enumerate(catalogue)
            for name in set(_features(item, self.quartiles))
            if name in column
        ]
        rows, columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        return sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(catalogue), len(self.names)))

    def arrays(self) -> Arrays:
        """What `restored` needs."""
        fields = sorted(self.quartiles)
        return {
            "names": np.array(self.names, dtype=np.str_),
            "fields": np.array(fields, dtype=np.str_),
            "quartiles": np.array([self.quartiles[field] for field in fields]).reshape(-1, 3),
        }

    @classmethod
    def restored(cls, arrays: Arrays) -> Self:
        """The encoder that `arrays` was taken from."""
        quartiles = {
            str(field): tuple(cuts.tolist()) for field, cuts in zip(arrays["fields"], arrays["quartiles"], strict=True)
        }
        return cls(tuple(arrays["names"].tolist()), quartiles)


def _quartiles(catalogue: Catalogue) -> dict[str, tuple[float, ...]]:
    """The quartiles of every numeric field but the year, over the items that have it."""
    numbers: dict[str, list[float]] = {}
    for item in catalogue:
        for field, value in item.numbers.items():
            if field != YEAR:
                numbers.setdefault(field, []).append(value)
    return {field: tuple(np.quantile(values, (0.25, 0.5, 0.75)).tolist()) for field, values in numbers.items()}


def _features(item: Item, quartiles: Mapping[str, tuple[float, ...]]) -> Iterator[str]:
    """The names of an item's features: "genre=Drama", "decade=1990s", "year=1994", "price=10..25"."""
    for field, values in item.labels.items():
        for value in values:
            yield f"{field}={value}"
    for field, number in item.numbers.items():
        if field == YEAR:
            # Both: what came out lately is liked by the year, and what is old by the decade.
            yield f"decade={decade(number)}"
            yield f"{YEAR}={number:g}"
        elif field in quartiles:
            cuts = ("", *(f"{cut:g}" for cut in quartiles[field]), "")
            quarter = int(np.searchsorted(quartiles[field], number))
            yield f"{field}={cuts[quarter]}..{cuts[quarter + 1]}"


__all__ = ["YEAR", "Encoder"]
