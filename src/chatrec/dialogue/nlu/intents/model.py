"""A trained understanding of intents: one logistic regression an intent over weighted features, in numpy alone.

Training needs scikit-learn (`intent_training`); answering needs three arrays and a vocabulary.
"""

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import DataError
from chatrec.dialogue.nlu.intents.features import Blocks, Weights
from chatrec.dialogue.nlu.intents.vectors import VECTORS, WordVectors, english_vectors

MEANING = 1.6  # how much the direction of the words counts beside the blocks


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which features count: by block, the column of each; `rarity` (f,) is the inverse document frequency of a column, and
    `weights` how much each block counts; blocks beyond them are not read. `meaning` are the vectors of words whose direction
    counts too, as further columns, where there are some.
    """

    columns: tuple[dict[str, int], ...]
    rarity: FloatArray
    weights: Weights
    meaning: WordVectors | None = None

    @property
    def size(self) -> int:
        """How many columns there are."""
        return len(self.rarity) + (self.meaning.directions.shape[1] if self.meaning else 0)

    @classmethod
    def of(
        cls, said: Sequence[Blocks], weights: Weights, *, least: int, meaning: WordVectors | None = None
    ) -> "Vocabulary":
        """The features that at least `least` of the utterances have."""
        columns: list[dict[str, int]] = []
        rarity: list[float] = []
        for block in range(len(weights)):
            often = Counter(feature for one in said for feature in set(one[block]))
            kept = sorted(feature for feature, n in often.items() if n >= least)
            columns.append({feature: len(rarity) + at for at, feature in enumerate(kept)})
            rarity += [log((1 + len(said)) / (1 + often[feature])) + 1 for feature in kept]
        return cls(tuple(columns), np.array(rarity), weights, meaning)

    def vector(self, said: Blocks) -> tuple[IntArray, FloatArray]:
        """The columns of an utterance and their values: (1 + log n) · rarity, each block of length one times its weight.

        The direction of its words comes last, of the length MEANING.
        """
        columns: list[int] = []
        values: list[FloatArray] = []
        for known, features, weight in zip(self.columns, said, self.weights, strict=False):
            counts = Counter(column for feature in features if (column := known.get(feature)) is not None)
            if counts:
                block = list(counts)
                sizes = (1 + np.log(np.fromiter(counts.values(), float))) * self.rarity[block]
                columns += block
                values.append(weight * sizes / np.sqrt(sizes @ sizes))
        if self.meaning:
            columns += range(len(self.rarity), self.size)
            values.append(MEANING * self.meaning.of(said))
        return np.array(columns, dtype=np.int64), np.concatenate([np.zeros(0), *values])


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Intents and the logistic regression of each: `weights` (f, k) and `bias` (k,), in log-odds."""

    intents: tuple[str, ...]
    vocabulary: Vocabulary
    weights: FloatArray
    bias: FloatArray

    def probabilities(self, said: Blocks) -> FloatArray:
        """(k,) how probable each intent is by itself; they need not add up to one. 0.1 ms."""
        columns, values = self.vocabulary.vector(said)
        odds: FloatArray = values @ self.weights[columns] + self.bias
        return 1 / (1 + np.exp(-odds))

    def likeliest(self, said: Blocks) -> tuple[str, float]:
        """The most probable intent, and by how much it is more probable than the next."""
        probabilities = self.probabilities(said)
        next_best, best = np.argsort(probabilities)[-2:]
        return self.intents[best], float(probabilities[best] - probabilities[next_best])

    def save(self, path: Path) -> None:
        """Write the arrays, the weights with half precision; of vectors of words, that the package's own count."""
        meant = {"meaning": np.array(VECTORS)} if self.vocabulary.meaning else {}
        features = "\n".join("\t".join(block) for block in self.vocabulary.columns)
        np.savez_compressed(
            path,
            intents=np.array(self.intents),
            features=np.frombuffer(features.encode(), dtype=np.uint8),
            rarity=self.vocabulary.rarity.astype(np.float32),
            blocks=np.array(self.vocabulary.weights),
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
            allow_pickle=False,
            **meant,
        )

    @classmethod
    def load(cls, content: bytes) -> "IntentModel":
        """The model in the bytes of a file. Raises DataError when they are something else."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                blocks = arrays["features"].tobytes().decode().split("\n")
                rarity, weights = arrays["rarity"].astype(np.float64), arrays["weights"].astype(np.float64)
                shares = tuple(map(float, arrays["blocks"]))
                meaning = english_vectors() if "meaning" in arrays.files else None
                intents, bias = tuple(map(str, arrays["intents"])), arrays["bias"].astype(np.float64)
        except (OSError, KeyError, ValueError) as error:
            raise DataError(f"The trained intents cannot be read: {error}.") from error
        return cls(intents, Vocabulary(_numbered(blocks), rarity, shares, meaning), weights, bias)


def _numbered(blocks: Iterable[str]) -> tuple[dict[str, int], ...]:
    columns: list[dict[str, int]] = []
    start = 0
    for block in blocks:
        features = block.split("\t") if block else []
        columns.append({feature: start + at for at, feature in enumerate(features)})
        start += len(features)
    return tuple(columns)


__all__ = ["IntentModel", "Vocabulary"]
