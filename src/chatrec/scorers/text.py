"""What a user's items say: a ridge from the words of what was chosen to items, old and new."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term, nothing
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.ports.embeddings import CATALOGUE, Embedder
from chatrec.scorers.content import columns, promised, transfer
from chatrec.scorers.lexicon import Lexicon, prose
from chatrec.scorers.matrix import choices, histories, totals
from chatrec.scorers.meaning import Meaning, understood
from chatrec.scorers.sparse_weights import canonical


class Text:
    """Evidence from the words of the history for each candidate: F·W, F (m, k) what items say and W (k, m).

    Serving needs no embedding model: an item that came after the training has the features that its words have.
    """

    name = "text"

    def __init__(
        self, meaning: Meaning, weights: FloatArray, moved: FloatArray, named: int, catalogue: Catalogue
    ) -> None:
        """`weights` (k, m) and `moved` (k, k) as `content` makes them; `named` words at most are named in an answer."""
        self._meaning = meaning
        self._learned = weights
        self._moved = moved
        self._named = named
        later = [prose(catalogue[row]) for row in range(len(meaning.features), len(catalogue))]
        amounts = meaning.lexicon.matrix(later)
        features = np.asarray(amounts @ meaning.vectors)
        self._amounts = sparse.csr_array(sparse.vstack([meaning.amounts, amounts])) if later else meaning.amounts
        self._features = np.vstack([meaning.features, features])
        self._columns = np.vstack([weights.T, features @ moved.T])
        # How far an entry moves scores, were it all that a history says: the length of its row of vectors·W.
        spread = weights @ weights.T
        self._reach = np.sqrt(np.maximum(np.einsum("vk,vk->v", meaning.vectors @ spread, meaning.vectors), 0.0))
        self._reach[~meaning.lexicon.words] = 0.0

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One TEXT term for each of the words of the history that move most, one REST term for all others.

        values[i, w] = amount[w] * vectors[w]·W[:, candidate[i]], amount = what the history holds of each word; REST is what
        its smaller words, pieces of words and, of an embedding model, what no word accounts for add: the sum is exact.
        Cost O(h·v + n·k·named): 2 ms for 200 candidates.
        """
        profile = totals([query], self._features)[0]
        amounts = (histories([query], len(self._features)) @ self._amounts).toarray()[0]
        if not profile.any() and not amounts.any():
            return nothing(candidates.items)
        words = self._moving(amounts, query.context.heed.words())
        wanted = self._columns[candidates.items]
        # Not a matrix product: its rounding would depend on how many candidates there are.
        whole = np.einsum("nk,k->n", wanted, profile)
        values = np.einsum("nk,wk->nw", wanted, self._meaning.vectors[words] * amounts[words, None])
        rest = whole - values.sum(axis=1)
        entries = self._meaning.lexicon.entries
        terms = [Term(self.name, Kind.TEXT, f"word={entries[at]}") for at in words.tolist()]
        others = Term(self.name, Kind.REST, f"{Kind.TEXT.value}:{np.count_nonzero(amounts) - len(words)}")
        return Attribution(candidates.items, (*terms, others), np.column_stack([values, rest]))

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        return np.asarray(totals(queries, self._features) @ self._columns.T)

    def arrays(self) -> Arrays:
        amounts = self._meaning.amounts
        return {
            "weights": self._learned,
            "moved": self._moved,
            "named": np.array([self._named]),
            "vectors": self._meaning.vectors,
            "features": self._meaning.features,
            "data": amounts.data,
            "indices": amounts.indices,
            "indptr": amounts.indptr,
            **self._meaning.lexicon.arrays(),
        }

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        lexicon, vectors = Lexicon.restored(arrays), arrays["vectors"]
        shape = (len(arrays["features"]), len(vectors))
        amounts = sparse.csr_array((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)
        meaning = Meaning(lexicon, amounts, vectors, arrays["features"])
        return cls(meaning, arrays["weights"], arrays["moved"], int(arrays["named"][0]), catalogue)

    def _moving(self, amounts: FloatArray, disputed: frozenset[str]) -> IntArray:
        """The words that move the scores most, the first ones most; whatever the candidates are. What is disputed is always
        named, so that none of it stays among the smaller ones.
        """
        strength = np.abs(amounts) * self._reach
        moving = np.flatnonzero(strength)
        named = moving[np.argsort(-strength[moving], kind="stable")[: self._named]]
        if not disputed:
            return np.asarray(named)
        others = np.setdiff1d(moving, named, assume_unique=True)
        entries = self._meaning.lexicon.entries
        return np.append(named, [at for at in others.tolist() if entries[at] in disputed]).astype(np.int64)


class TextTrainer(BaseModel):
    """Ridge from A = XF, what a user's choices say, to X, what the user chose; F is of the catalogue's own making or a model's.

    As `attributes` does from attributes: each item is left out of what predicts it, and items that nobody chose have the column
    of W that their words promise (`content`). All that is collected is the Gram matrix XᵀX, as
    AᵀA = Fᵀ(XᵀX)F and AᵀX = Fᵀ(XᵀX): the sums know nothing of the texts, which may change, or the model that reads them.
    Memory 12 bytes a pair of items that any user chose together, and 8·size·(2·m + entries) bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True)

    embeddings: str = Field(
        default=CATALOGUE,
        description='What reads the texts: "catalogue", "sentence-transformers:NAME_OR_PATH" or "openai:MODEL@URL".',
    )
    size: int = Field(default=256, ge=1, le=4096, description="Numbers that an item's text becomes, at most.")
    entries: int = Field(default=50_000, ge=1, description="Words and pieces of words in the lexicon, at most.")
    l2: float = Field(default=1000.0, gt=0, description="Ridge penalty, in squared counts of liked texts.")
    l2_new: float = Field(default=2.0, gt=0, description="Ridge penalty for what new items promise, in items.")
    named: int = Field(default=24, ge=0, le=100, description="Words that an answer names, at most.")
    embedder: Embedder | None = Field(
        default=None, exclude=True, repr=False, description="Given by the house, not set."
    )
    _read: dict[int, tuple[Catalogue, Meaning]] = PrivateAttr(default_factory=dict)

    @property
    def name(self) -> str:
        return "text"

    def using(self, embedder: Embedder | None) -> Self:
        """The same settings with the model that `embeddings` names; None for the catalogue's own words."""
        return self.model_validate({**dict(self), "embedder": embedder})

    def collect(self, data: Dataset) -> Sums:
        """XᵀX (m, m), sparse."""
        chosen = choices(data.interactions)
        return Sums({}, {"gram": canonical(chosen.T @ chosen)})

    def solve(self, sums: Sums, catalogue: Catalogue) -> Text:
        """Raises ConfigError when `embeddings` names a model and nobody gave it, LanguageModelError when the model fails."""
        gram, meaning = sums.sparse["gram"], self._meaning(catalogue)
        features, squares = meaning.features, np.asarray(gram.diagonal())
        targets = np.asarray((gram @ features).T)
        weights = columns(targets @ features, targets, squares=squares, features=features, l2=self.l2)
        chosen = squares > 0
        moved = transfer(weights, features, chosen, self.l2_new)
        return Text(meaning, promised(weights, features, moved, chosen), moved, self.named, catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Text:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)

    def _meaning(self, catalogue: Catalogue) -> Meaning:
        """What the catalogue says, read once: a training fits five times on one catalogue."""
        if (self.embeddings == CATALOGUE) != (self.embedder is None):
            raise ConfigError(
                f"embeddings = {self.embeddings!r} needs the model that it names; `chatrec.app.trainers` gives it."
            )
        if id(catalogue) not in self._read:
            meaning = understood(catalogue, self.embedder, size=self.size, most=self.entries)
            self._read.clear()
            self._read[id(catalogue)] = (catalogue, meaning)
        return self._read[id(catalogue)][1]


PLUGIN = ScorerPlugin("text", TextTrainer, Text, content=True, family=Family.WORDS)

__all__ = ["PLUGIN", "Text", "TextTrainer"]
