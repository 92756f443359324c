"""Items and texts as vectors: what they say, in the catalogue's own words (see `scorers.meaning`)."""

import threading
from collections.abc import Sequence

import numpy as np

from chatrec.app.live import LiveModel
from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.core.ids import ItemId
from chatrec.scorers.meaning import Meaning, understood

ITEM = "item:"  # before an item's id; anything else is a text
SIZE = 256  # numbers a vector has, at most
WORDS = 50_000  # and pieces of words in the lexicon, at most


class Embeddings:
    """Vectors of the live catalogue's items, and of texts as its words say them."""

    def __init__(self, live: LiveModel) -> None:
        self._live = live
        self._lock = threading.Lock()
        self._read: tuple[Catalogue, Meaning] | None = None

    def of(self, inputs: Sequence[str], size: int | None = None) -> FloatArray:
        """(inputs, k) vectors of length 1, for "item:ID" the item's, else the text's; 0 where nothing is said in words that the
        catalogue knows. With `size` their leading numbers, which tell most. Texts without a common word may be alike all the same:
        words are alike that occur in the same items.

        Raises NotFoundError for an unknown item, InputError for a size that there is not. The catalogue is read by the first
        call, 1 s for a thousand items of 60 words; then 0.1 ms a text.
        """
        catalogue, meaning = self._meaning()
        most = meaning.features.shape[1]
        if size is not None and not 1 <= size <= most:
            raise InputError(f"dimensions = {size!r}: a vector of this catalogue has 1 to {most} numbers.")
        rows = [catalogue.row(ItemId(text.removeprefix(ITEM))) if text.startswith(ITEM) else -1 for text in inputs]
        texts = [text for text, row in zip(inputs, rows, strict=True) if row < 0]
        vectors = np.empty((len(inputs), most))
        known = np.array(rows, dtype=np.int64)
        vectors[known >= 0] = meaning.features[known[known >= 0]]
        if texts:
            vectors[known < 0] = np.asarray(meaning.lexicon.matrix(texts) @ meaning.vectors)
        return _of_length_one(vectors[:, :size])

    def _meaning(self) -> tuple[Catalogue, Meaning]:
        catalogue = self._live.tools().catalogue
        with self._lock:
            if self._read is None or self._read[0] is not catalogue:
                self._read = catalogue, understood(catalogue, None, size=SIZE, most=WORDS)
            return self._read


def _of_length_one(vectors: FloatArray) -> FloatArray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0))


__all__ = ["ITEM", "Embeddings"]
