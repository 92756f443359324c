"""What items tell in words: their names, and less of each what else is written of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.protocols import Arrays
from chatrec.scorers.said import WIDTH, column, counted, phrases, placed, stacked


@dataclass(frozen=True, slots=True)
class Telling:
    """TF-IDF of phrases in hashed columns. `levels` (c,) are the inverse document frequencies of `columns` (c,), frozen at the
    training, `rarest` is that of any other, `about` is how much facts and prose count beside names, and `usual` how many phrases
    of those an item has on average.
    """

    columns: IntArray
    levels: FloatArray
    rarest: float
    about: float
    usual: float

    @classmethod
    def fitted(cls, items: Sequence["Read"], about: float) -> Self:
        """A level is ln((1 + n) / (1 + items that tell it)) + 1, as scikit-learn smooths it."""
        n = len(items)
        having = counted(item.names | item.facts for item in items)
        columns = np.array(sorted(having), dtype=np.int64)
        counts = np.array([having[at] for at in columns.tolist()], dtype=np.float64)
        usual = sum(len(item.facts) for item in items) / max(n, 1)
        levels = np.log((1.0 + n) / (1.0 + counts)) + 1.0
        return cls(columns, levels, float(np.log(1.0 + n) + 1.0), about, max(usual, 1.0))

    def matrix(self, items: Sequence["Read"]) -> "sparse.csr_array[np.float64]":
        """(items, WIDTH) names as a vector of length 1; of facts and prose the rarest phrase as `about` and the others by
        their rarity, less where an item has more to tell than is usual, as in BM25 (Robertson and Walker 1994).
        """
        levels = dict(zip(self.columns.tolist(), self.levels.tolist(), strict=True))
        return stacked([self._told(item, levels) for item in items], WIDTH)

    def of(self, columns: IntArray) -> FloatArray:
        """(c,) the levels of any columns."""
        return np.append(self.levels, self.rarest)[placed(columns, self.columns)]

    def _told(self, item: "Read", levels: Mapping[int, float]) -> dict[int, float]:
        names = {at: levels.get(at, self.rarest) for at in item.names}
        length = sum(level**2 for level in names.values()) ** 0.5
        told = {at: level / length for at, level in names.items()}
        facts = {at: levels.get(at, self.rarest) for at in item.facts}
        unit = self.about / self.rarest / max(1.0, len(facts) / self.usual) ** 0.5
        for at, level in facts.items():
            told[at] = told.get(at, 0.0) + unit * level
        return told


class Read(NamedTuple):
    """An item as the columns of what it tells."""

    names: frozenset[int]
    facts: frozenset[int]


class Phrases(NamedTuple):
    """What is told, by phrase: row p of `says` (c, items) belongs to columns[p]."""

    columns: IntArray
    says: "sparse.csr_array[np.float64]"


@dataclass(frozen=True, slots=True)
class Told:
    """What a catalogue tells: `amounts` (m, WIDTH), made by `telling`; items that come later are told of as they come."""

    telling: Telling
    amounts: "sparse.csr_array[np.float64]"

    @classmethod
    def fitted(cls, catalogue: Catalogue, about: float) -> Self:
        """All of a catalogue. Cost 0.1 ms an item."""
        items = list(map(read, catalogue))
        telling = Telling.fitted(items, about)
        return cls(telling, telling.matrix(items))

    def by_phrase(self, catalogue: Catalogue) -> Phrases:
        """How much each item of the catalogue, the later ones too, tells of each phrase, times the phrase's level."""
        known = self.amounts.shape[0]
        later = self.telling.matrix([read(catalogue[row]) for row in range(known, len(catalogue))])
        whole = sparse.csr_array(sparse.vstack([self.amounts, later])) if later.shape[0] else self.amounts
        columns, places = np.unique(whole.indices.astype(np.int64), return_inverse=True)
        levels = self.telling.of(columns)
        values = np.asarray(whole.data) * levels[places]
        narrow = sparse.csr_array((values, places, whole.indptr), shape=(whole.shape[0], len(columns)))
        return Phrases(columns, sparse.csr_array(narrow.T.tocsr()))

    def arrays(self) -> Arrays:
        """What `restored` needs."""
        return {
            "told_data": self.amounts.data,
            "told_indices": self.amounts.indices,
            "told_indptr": self.amounts.indptr,
            "told_columns": self.telling.columns,
            "told_levels": self.telling.levels,
            "told_scale": np.array([self.telling.rarest, self.telling.about, self.telling.usual]),
        }

    @classmethod
    def restored(cls, arrays: Arrays) -> Self:
        """What `arrays` was taken from."""
        data, indices, indptr, columns, levels, scale = (
            arrays[f"told_{name}"] for name in ("data", "indices", "indptr", "columns", "levels", "scale")
        )
        amounts = sparse.csr_array((data, indices, indptr), shape=(len(indptr) - 1, WIDTH))
        return cls(Telling(columns, levels, *scale.tolist()), amounts)


def read(item: Item) -> Read:
    """The columns of the phrases of its titles, and those of its labels and its prose."""
    labels = (value for values in item.labels.values() for value in values)
    return Read(
        _columns((item.title, *item.aliases, *item.titles.values())),
        _columns((*labels, item.text, *item.texts.values())),
    )


def _columns(texts: Sequence[str]) -> frozenset[int]:
    return frozenset(column(phrase) for text in texts for phrase in phrases(text))


__all__ = ["Phrases", "Read", "Telling", "Told", "read"]
