"""The service desk: which passage of the house's documents answers a question, and when to say that none does."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.passages import Passage
from chatrec.data.tokens import GRAM, tokens

if TYPE_CHECKING:
    from bm25s import BM25

COVERED = (
    0.5  # of what a question says, at least, must stand in a passage that answers it; chosen on held-out questions
)
HALF = 0.5
HEADED = 0.6  # a heading that the question says in full counts so much beside a whole point for words and for pieces
# What questions are made of, beside the words that hold any sentence together.
ASKING = frozenset(
    [
        "long",
        "much",
        "many",
        "policy",
        "policies",
        "please",
        "tell",
        "want",
        "need",
        "would",
        "like",
        "know",
        "possible",
        "able",
        "work",
        "works",
        "something",
        "else",
        "happens",
        "多少",
        "多久",
        "多长",
        "什么时候",
        "时候",
        "怎么办",
        "多少钱",
        "几天",
        "几年",
        "之内",
        "请问",
        "能否",
        "能不能",
        "可不可以",
        "是不是",
        "有没有",
        "你们",
        "咱们",
        "想要",
        "想问",
        "一下",
        "需要",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """The best passage for a question, and how much of what the question says it covers, in [0, 1]."""

    passage: Passage
    covers: float

    @property
    def good(self) -> bool:
        """Whether the passage answers."""
        return self.covers >= COVERED


class Desk:
    """Ranks passages by BM25 over whole words (Robertson & Zaragoza 2009, by bm25s) plus the cosine of TF-IDF vectors over
    pieces of words, which liken "refunds" and "refunded", 退货 and 退换货.

    Neither says whether the best is good enough. That is told by coverage: the share of the question's entries, weighed by how
    rare they are in the documents, that stand in the passage; what no passage knows weighs most. `contact` is who is asked
    instead. Cost: 1 s a thousand passages to make, under 1 ms a question.
    """

    def __init__(self, passages: Sequence[Passage], *, contact: str = "") -> None:
        self.passages = tuple(passages)
        self.contact = contact
        # The heading twice: it says what a passage is about.
        texts = [_entries(f"{passage.heading}\n{passage.heading}\n{passage.text}") for passage in self.passages]
        self._having = [frozenset(text) for text in texts]
        counts = Counter(entry for having in self._having for entry in having)
        self._rarity = {entry: math.log((1 + len(texts)) / (1 + count)) + 1 for entry, count in counts.items()}
        self._unknown = math.log(1 + len(texts)) + 1
        self._texts = texts

    def find(self, question: str) -> Found | None:
        """The passage that answers best; None where none has a word of the question."""
        asked = _entries(question)
        if not asked or not self.passages:
            return None
        scores = self._by_words(asked) + self._by_pieces(asked) + HEADED * self._by_headings(asked)
        best = int(np.argmax(scores))
        return Found(self.passages[best], self._coverage(question, best)) if scores[best] > 0 else None

    def answers(self, question: str) -> Passage | None:
        """The passage that answers, None where the documents do not say."""
        found = self.find(question)
        return found.passage if found is not None and found.good else None

    def says(self, source: str, text: str) -> bool:
        """Whether a passage of this source reads so, word for word."""
        return any(passage.source == source and passage.text == text for passage in self.passages)

    def _coverage(self, question: str, at: int) -> float:
        """By words; by pieces where the question has no whole word, as short Chinese ones."""
        asked = set(_entries(question))
        asked = {entry for entry in asked if not entry.startswith(GRAM)} or asked
        weights = {entry: self._rarity.get(entry, self._unknown) for entry in asked}
        covered = sum(weight * _share(entry, self._having[at]) for entry, weight in weights.items())
        return covered / sum(weights.values())

    def _by_words(self, asked: Sequence[str]) -> FloatArray:
        """(passages,) BM25, the best of them 1."""
        known = [word for word in asked if not word.startswith(GRAM) and word in self._rarity]
        if not known:
            return np.zeros(len(self.passages))
        return _scaled(np.asarray(self._index.get_scores(known), dtype=np.float64))

    @cached_property
    def _index(self) -> "BM25":
        from bm25s import BM25  # noqa: PLC0415 - only homes that have documents need it

        index = BM25()
        words = [[entry for entry in text if not entry.startswith(GRAM)] or [""] for text in self._texts]
        index.index(words, show_progress=False)
        return index

    def _by_pieces(self, asked: Sequence[str]) -> FloatArray:
        """(passages,) the cosine of the vectors of pieces."""
        vector = {
            piece: self._rarity[piece] for piece in set(asked) if piece.startswith(GRAM) and piece in self._rarity
        }
        dots = np.array([sum(vector[piece] ** 2 for piece in vector.keys() & having) for having in self._having])
        return dots / np.maximum(self._lengths * (math.hypot(*vector.values()) or 1.0), 1e-12)

    def _by_headings(self, asked: Sequence[str]) -> FloatArray:
        """(passages,) the share of a heading's words that the question says: "Delivery" before "Delivery costs"."""
        said = frozenset(asked)
        return np.array(
            [sum(_share(word, said) for word in heading) / max(1, len(heading)) for heading in self._headings]
        )

    @cached_property
    def _headings(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(entry for entry in _entries(passage.heading) if not entry.startswith(GRAM))
            for passage in self.passages
        )

    @cached_property
    def _lengths(self) -> FloatArray:
        pieces = ([self._rarity[entry] for entry in having if entry.startswith(GRAM)] for having in self._having)
        return np.array([math.hypot(*weights) for weights in pieces])


def _share(entry: str, having: frozenset[str]) -> float:
    """How much of an entry stands among others: a word that does not, by its pieces, where half of them do."""
    if entry in having:
        return 1.0
    pieces = [piece for piece in tokens(entry) if piece.startswith(GRAM)]
    share = sum(piece in having for piece in pieces) / max(1, len(pieces))
    return share if share >= HALF else 0.0


def _entries(text: str) -> list[str]:
    """Words and pieces, without what questions are made of."""
    return [entry for entry in tokens(text) if entry not in ASKING]


def _scaled(scores: FloatArray) -> FloatArray:
    return scores / max(float(scores.max(initial=0.0)), 1e-12)


__all__ = ["Desk", "Found"]
