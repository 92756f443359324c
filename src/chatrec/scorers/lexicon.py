"""A catalogue's prose as weighted words: what an item says, in English, Chinese or any other language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse

from chatrec.core.arrays import BoolArray, FloatArray
from chatrec.core.catalogue import Item, decade
from chatrec.core.protocols import Arrays
from chatrec.data.tokens import GRAM, tokens
from chatrec.scorers.features import YEAR

PIECE = 0.2  # of a word's weight: pieces liken words, but a score should rest on what can be read


@dataclass(frozen=True, slots=True)
class Lexicon:
    """TF-IDF over words and their pieces. `entries` (v,) are sorted; `weights` (v,) are their inverse document frequencies.

    Words and pieces are those of `data.tokens`.
    """

    entries: tuple[str, ...]
    weights: FloatArray

    @classmethod
    def fitted(cls, texts: Sequence[str], *, most: int) -> Self:
        """The entries of at least two texts and at most half of them, up to the `most` commonest.

        weight = ln((1 + n) / (1 + texts with it)) + 1, smoothed as scikit-learn does, and a fifth of it for a piece.
        """
        counts = Counter(entry for text in texts for entry in set(tokens(text)))
        shared = [entry for entry, count in counts.items() if 2 <= count <= max(2, len(texts) // 2)]
        entries = tuple(sorted(sorted(shared, key=lambda entry: (-counts[entry], entry))[:most]))
        having = np.array([counts[entry] for entry in entries], dtype=np.float64)
        shares = np.array([PIECE if entry.startswith(GRAM) else 1.0 for entry in entries])
        return cls(entries, shares * (np.log((1.0 + len(texts)) / (1.0 + having)) + 1.0))

    def matrix(self, texts: Sequence[str]) -> "sparse.csr_array[np.float64]":
        """(texts, v) (1 + ln count) · weight of each entry, every row of length 1, or 0 where nothing is known."""
        column = {entry: at for at, entry in enumerate(self.entries)}
        data: list[FloatArray] = []
        indices: list[int] = []
        starts = [0]
        for text in texts:
            counts = Counter(column[entry] for entry in tokens(text) if entry in column)
            found = sorted(counts)
            amounts = (1.0 + np.log([counts[at] for at in found])) * self.weights[found]
            data.append(amounts / (np.sqrt(amounts @ amounts) or 1.0))
            indices.extend(found)
            starts.append(len(indices))
        values = np.concatenate(data) if data else np.zeros(0)
        return sparse.csr_array((values, indices, starts), shape=(len(texts), len(self.entries)))

    @property
    def words(self) -> BoolArray:
        """(v,) which entries are whole words, fit to be read."""
        return np.array([not entry.startswith(GRAM) for entry in self.entries], dtype=np.bool_)

    def arrays(self) -> Arrays:
        """What `restored` needs."""
        return {"entries": np.array(self.entries, dtype=np.str_), "frequencies": self.weights}

    @classmethod
    def restored(cls, arrays: Arrays) -> Self:
        """The lexicon that `arrays` was taken from."""
        return cls(tuple(arrays["entries"].tolist()), arrays["frequencies"])


def prose(item: Item) -> str:
    """All that an item says in words: its titles, its labels, its year and decade, and its text."""
    labels = (value for values in item.labels.values() for value in values)
    years = (f"{number:g} {decade(number)}" for field, number in item.numbers.items() if field == YEAR)
    return "\n".join((item.title, *item.aliases, *labels, *years, item.text))


__all__ = ["Lexicon", "prose"]
