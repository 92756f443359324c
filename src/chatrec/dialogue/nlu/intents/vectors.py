"""Vectors of words, learned from what is said before and after them in conversations that nobody labelled.

Words that are answered alike mean alike ("awesome", "a classic"), also where the labelled utterances have only one of them. The
vectors are the canonical directions between an utterance and its neighbours, each side whitened by how often its words occur, as in
Dhillon, Foster and Ungar (2011); `tools/vectors.py` makes them.
"""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import DataError
from chatrec.dialogue.nlu.intents.features import Blocks

VECTORS = "vectors.npz"
READ = (0, 2, 4)  # blocks: words, negated words, and how sentences begin and end
NEGATED = 2


@dataclass(frozen=True, slots=True, eq=False)
class WordVectors:
    """The row of each feature in `directions` (f, d), which hold the rarity of the features too."""

    rows: dict[str, int]
    directions: FloatArray

    def of(self, said: Blocks) -> FloatArray:
        """(d,) the direction of an utterance, of length one; zeros where none of its words is known. 0.05 ms."""
        counts = Counter(row for feature in readable(said) if (row := self.rows.get(feature)) is not None)
        if not counts:
            return np.zeros(self.directions.shape[1])
        sizes = 1 + np.log(np.fromiter(counts.values(), float))
        found: FloatArray = sizes @ self.directions[list(counts)]
        return found / max(float(np.sqrt(found @ found)), 1e-12)

    @classmethod
    def load(cls, content: bytes) -> "WordVectors":
        """The vectors in the bytes of a file. Raises DataError when they are something else."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                features = arrays["features"].tobytes().decode().split("\n")
                directions = arrays["directions"].astype(np.float64)
        except (OSError, KeyError, ValueError) as error:
            raise DataError(f"The vectors of words cannot be read: {error}.") from error
        return cls({feature: row for row, feature in enumerate(features)}, directions)


def readable(said: Blocks) -> Iterator[str]:
    """The features of an utterance that vectors are of, each with its block."""
    for block in READ:
        yield from (f"{block} {one}" for one in said[block] if block != NEGATED or one.startswith("not "))


@cache
def english_vectors() -> WordVectors:
    """Those learned from English conversations about films, which come with the package."""
    return WordVectors.load(files("chatrec.dialogue.nlu.intents").joinpath(VECTORS).read_bytes())


__all__ = ["VECTORS", "WordVectors", "english_vectors", "readable"]
