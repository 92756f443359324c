"""What was said in the conversation: a ridge from words and mentions to what was chosen then, and what items tell of themselves."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term, nothing
from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset
from chatrec.core.knowledge import ITEM
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.scorers.matrix import gathered
from chatrec.scorers.said import WIDTH, Amounts, Fading, amounts, column, hashed, lessons, placed, stacked
from chatrec.scorers.sparse_weights import canonical, taken
from chatrec.scorers.told import Told

SPOKEN_OF = "spoken-of"  # the PRIOR term: what people choose when they talk
SINGLE = 1e5  # the largest of the products over the penalty up to which single precision solves them
INTERCEPT = 3.0  # the value of the constant feature: its coefficient is hardly penalised


class Learned(NamedTuple):
    """W of the ridge: `features` (k,) are columns of words, then of items; `items` (t,) are those that were ever chosen after
    something was said; weights (k, t) and prior (t,) in log-odds.
    """

    features: IntArray
    items: IntArray
    weights: FloatArray
    prior: FloatArray


class Hearing(NamedTuple):
    """How a conversation is heard: `texts` times what items tell are log-odds; `named` words at most are named in an answer."""

    fading: Fading
    texts: float
    named: int


class Words:
    """Evidence from each word and mention of the conversation for each candidate: x·W of the ridge, and x·F of what items tell."""

    name = "words"

    def __init__(self, learned: Learned, told: Told, hearing: Hearing, catalogue: Catalogue) -> None:
        self._learned = learned
        self._told = told
        self._hearing = hearing
        self._catalogue = catalogue
        # Items without a column stand beyond the matrix, where `gathered` reads zeros.
        self._places = np.full(len(catalogue), len(learned.items), np.int64)
        self._places[learned.items] = np.arange(len(learned.items))
        self._told_columns, says = told.by_phrase(catalogue)
        self._telling = sparse.csr_array(says * hearing.texts)
        # Over the items of the training, so that what comes later does not change what is named.
        squares = np.where(self._telling.indices < told.amounts.shape[0], self._telling.data**2, 0.0)
        phrases = np.repeat(np.arange(len(self._told_columns)), np.diff(self._telling.indptr))
        self._far = np.sqrt(np.bincount(phrases, squares, minlength=len(self._told_columns)))
        self._reach = np.sqrt(np.einsum("kt,kt->k", learned.weights, learned.weights))

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One TEXT term for each of the words and mentions that move most and of those that are disputed, one REST term for the
        others, one PRIOR term.

        values[i, w] = amount[w] * (W[w, candidate[i]] + texts * level[w] * F[candidate[i], w]), amount = `said.amounts`; the sum
        is exact. Where nothing was said nothing is added; what is `unheard`, and mentions of items that count no more, say nothing.
        Cost O(n·words): 2 ms for 200 candidates and 100 words.
        """
        found = amounts(query.said, self._hearing.fading)
        if not found.words and not found.items:
            return nothing(candidates.items)
        terms, columns, strength = self._telling_apart(_counting(found, query))
        values = self._values(columns, candidates.items) * strength
        moving = strength * self._reaching(columns)
        order = np.argsort(-moving, kind="stable")
        disputed = np.array([query.context.heed.disputed(term) for term in terms], dtype=np.bool_)
        named_too = disputed | (np.argsort(order) < self._hearing.named)
        own, others = order[named_too[order]], order[~named_too[order]]
        prior = gathered(self._learned.prior[None], np.zeros(1, np.int64), self._places[candidates.items])
        rest = values[:, others].sum(axis=1)
        named = [terms[at] for at in own.tolist()]
        named.append(Term(self.name, Kind.REST, f"{Kind.TEXT.value}:{np.count_nonzero(moving[others])}"))
        named.append(Term(self.name, Kind.PRIOR, SPOKEN_OF))
        return Attribution(candidates.items, tuple(named), np.column_stack([values[:, own], rest, prior]))

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        scores = np.zeros((len(queries), len(self._catalogue)))
        every = [amounts(query.said, self._hearing.fading) for query in queries]
        speaking = np.array([bool(one.words or one.items) for one in every], dtype=np.bool_)
        found = [_counting(one, query) for one, query in zip(every, queries, strict=True)]
        if not speaking.any():
            return scores
        learned = np.where(speaking[:, None], self._learned.prior, 0.0)
        scores[:, self._learned.items] = learned + self._said(found, self._learned.features) @ self._learned.weights
        return np.asarray(scores + (self._said(found, self._told_columns) @ self._telling).toarray())

    def arrays(self) -> Arrays:
        # Half the size: the weights were rounded so that this loses nothing.
        weights = self._learned.weights.astype(np.float32)
        learned = {"features": self._learned.features, "items": self._learned.items, "prior": self._learned.prior}
        settings = np.array([*self._hearing.fading, *self._hearing[1:]], dtype=np.float64)
        return {**learned, "weights": weights, "settings": settings, **self._told.arrays()}

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        words, items, theirs, reach, texts, named = arrays["settings"].tolist()
        weights = arrays["weights"].astype(np.float64)
        learned = Learned(arrays["features"], arrays["items"], weights, arrays["prior"])
        hearing = Hearing(Fading(words, items, theirs, int(reach)), texts, int(named))
        return cls(learned, Told.restored(arrays), hearing, catalogue)

    def _telling_apart(self, found: Amounts) -> tuple[list[Term], IntArray, FloatArray]:
        """The terms of what was said, and the column and the amount of each. Phrases that share a column are the first one, as
        strong as the strongest.
        """
        strength = hashed(found)
        names: dict[int, str] = {}
        for phrase in found.words:
            names.setdefault(column(phrase), f"word={phrase}")
        for item in found.items:
            names[WIDTH + item] = f"{ITEM}{self._catalogue[item].id}"
        terms = [Term(self.name, Kind.TEXT, names[at]) for at in strength]
        return terms, np.array(list(strength), np.int64), np.array(list(strength.values()))

    def _values(self, columns: IntArray, items: IntArray) -> FloatArray:
        """(n, c) what a whole word or mention says of each item."""
        rows = placed(columns, self._learned.features)
        learned = gathered(self._learned.weights, rows, self._places[items])
        return learned + taken(self._telling, placed(columns, self._told_columns), items)

    def _reaching(self, columns: IntArray) -> FloatArray:
        """(c,) how far each column moves scores over the whole catalogue, so that what is named depends on no candidate."""
        learned = np.append(self._reach, 0.0)[placed(columns, self._learned.features)]
        return np.asarray(learned + np.append(self._far, 0.0)[placed(columns, self._told_columns)])

    def _said(self, found: Sequence[Amounts], among: IntArray) -> "sparse.csr_array[np.float64]":
        """(B, c) the amounts of the columns `among` sorted ones."""
        rows = []
        for one in found:
            strength = hashed(one)
            places = placed(np.array(list(strength), np.int64), among)
            rows.append(dict(zip(places.tolist(), strength.values(), strict=True)))
        return stacked(rows, len(among))


def _counting(found: Amounts, query: Query) -> Amounts:
    """What was said without what does not count."""
    silent = {past.item for past in query.history if not past.weight}
    words = {phrase: amount for phrase, amount in found.words.items() if phrase not in query.unheard}
    return Amounts(words, {item: amount for item, amount in found.items.items() if item not in silent})


class WordsTrainer(BaseModel):
    """Ridge from x, what was said before a choice, to y, what was chosen, over all choices after something was said; with an
    intercept, so that a word says what differs from what people choose anyhow. Being as likely as the most chosen item is
    worth `strength` log-odds.

    The statistics are Σ xxᵀ and Σ xyᵀ (sparse) and counts; which words count, and their weights, are decided by the solve, so
    that they add up over users exactly. Where nobody ever said anything, what items tell of themselves is all there is.
    Memory 12 bytes a pair of phrases that anybody said together, and 8·(words + mentions)·(items chosen) bytes; the solve
    is cubic in words + mentions: 4 s for 4,000. Good for catalogues of up to about 30,000 items.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    l2: float = Field(default=500.0, gt=0, description="Ridge penalty.")
    word: float = Field(
        default=0.3, ge=0, description="How much a word says, times its rarity ln(users / users who said it)."
    )
    mention: float = Field(default=2.0, ge=0, description="How much an item that was named says.")
    fading: float = Field(default=0.95, gt=0, le=1, description="What is left of a word a message later.")
    fading_items: float = Field(default=0.95, gt=0, le=1, description="What is left of a mention a message later.")
    theirs: float = Field(default=0.5, ge=0, le=1, description="How much the other side's words count.")
    reach: int = Field(default=20, ge=1, le=200, description="Messages that are looked back upon.")
    window_hours: float = Field(default=6.0, gt=0, description="How long after a search a choice may come from it.")
    least: int = Field(default=5, ge=1, description="Users who must have said a word for it to be learned from.")
    least_named: int = Field(
        default=3, ge=1, description="Users before whose choice an item must have been named, likewise."
    )
    most: int = Field(default=2000, ge=1, le=20_000, description="Words that are learned from, the commonest.")
    strength: float = Field(
        default=2.0, ge=0, le=20, description="Log-odds of being as likely as the most chosen item."
    )
    texts: float = Field(default=0.3, ge=0, description="Log-odds of a word that an item tells, times its rarity.")
    about: float = Field(default=0.5, ge=0, description="How much facts and prose of an item count beside its names.")
    named: int = Field(default=24, ge=0, le=100, description="Words that an answer names, at most.")

    _told: dict[int, tuple[Catalogue, Told]] = PrivateAttr(default_factory=dict)

    @property
    def name(self) -> str:
        return "words"

    def collect(self, data: Dataset) -> Sums:
        """Σ xxᵀ and Σ xyᵀ (x over WIDTH columns of words and m of items, y over m), Σ x, Σ y, how many users said each, and how
        many choices and users there are.
        """
        said, chosen, users = lessons(data, self._faded, window_s=self.window_hours * 3600.0)
        by_user = sparse.csr_array(
            (np.ones(len(users)), (users, np.arange(len(users)))), shape=(data.interactions.n_users, len(users))
        )
        having = (by_user @ (said > 0).astype(np.float64)) > 0
        return Sums(
            {
                "said": np.asarray(said.sum(axis=0)),
                "chosen": np.asarray(chosen.sum(axis=0)),
                "users": np.asarray(having.astype(np.float64).sum(axis=0)),
                "lessons": np.array([len(users), len(np.unique(users))], dtype=np.float64),
            },
            {"words": canonical(said.T @ said), "items": canonical(said.T @ chosen)},
        )

    def solve(self, sums: Sums, catalogue: Catalogue) -> Words:
        hearing = Hearing(self._faded, self.texts, self.named)
        return Words(self._learned(sums), self._telling(catalogue), hearing, catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Words:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)

    @property
    def _faded(self) -> Fading:
        return Fading(self.fading, self.fading_items, self.theirs, self.reach)

    def _learned(self, sums: Sums) -> Learned:
        """W by one factorisation, with an intercept; features are scaled by how much they are to say."""
        features, scales = self._features(sums)
        items = np.flatnonzero(sums["chosen"])
        if not len(items) or not len(features):
            none = np.zeros(0, np.int64)
            return Learned(none, none, np.zeros((0, 0)), np.zeros(0))
        k = len(features)
        products = np.empty((k + 1, k + 1))
        products[:k, :k] = _block(sums.sparse["words"], features, features) * scales[:, None] * scales
        products[:k, k] = products[k, :k] = INTERCEPT * scales * sums["said"][features]
        products[k, k] = INTERCEPT**2 * sums["lessons"][0]
        products[np.diag_indices(k + 1)] += self.l2
        # In single precision, as they are stored, where that is enough: the factorisation takes half of the time.
        exact = float(products.diagonal().max()) > SINGLE * self.l2
        targets = np.vstack(
            [_block(sums.sparse["items"], features, items) * scales[:, None], INTERCEPT * sums["chosen"][None, items]]
        )
        if not exact:
            products, targets = products.astype(np.float32), targets.astype(np.float32)
        factor = linalg.cho_factor(products, lower=True, overwrite_a=True)
        weights = linalg.cho_solve(factor, targets, overwrite_b=True)
        prior = INTERCEPT * weights[k].astype(np.float64)
        unit = self.strength / max(float(prior.max()), float(np.finfo(np.float32).tiny))
        learned = (unit * scales[:, None] * weights[:k]).astype(np.float32).astype(np.float64)
        return Learned(features, items, learned, unit * prior)

    def _features(self, sums: Sums) -> tuple[IntArray, FloatArray]:
        """The columns that count and their scales: of words those that enough users said and not more than half of them."""
        users, whole = sums["users"], float(sums["lessons"][1])
        said = users[:WIDTH]
        words = np.flatnonzero((said >= self.least) & (said <= max(self.least, whole / 2)))
        words = np.sort(words[np.argsort(-said[words], kind="stable")[: self.most]])
        items = np.flatnonzero(users[WIDTH:] >= self.least_named) + WIDTH
        rarity = self.word * np.log(max(whole, 1.0) / said[words]).clip(min=0.0)
        return np.concatenate([words, items]), np.concatenate([rarity, np.full(len(items), self.mention)])

    def _telling(self, catalogue: Catalogue) -> Told:
        """What the catalogue tells, read once: a training fits several times on one catalogue."""
        if id(catalogue) not in self._told:
            self._told.clear()
            self._told[id(catalogue)] = (catalogue, Told.fitted(catalogue, self.about))
        return self._told[id(catalogue)][1]


def _block(matrix: "sparse.csr_array[np.float64]", rows: IntArray, columns: IntArray) -> FloatArray:
    """(len(rows), len(columns)) a dense part of a matrix."""
    return np.asarray(sparse.csr_array(sparse.csr_array(matrix[rows])[:, columns]).toarray())


PLUGIN = ScorerPlugin("words", WordsTrainer, Words, spoken=True, content=True)

__all__ = ["PLUGIN", "Words", "WordsTrainer"]
