"""Requests that no field of the catalogue holds, as evidence: things like one that is named, things that speak of something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term, joined
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import ABOUT, ALIKE, Candidates, Interaction, Preference, Query
from chatrec.recommend.layer import Layer

REQUESTS = "requests"  # the source of its terms
ASIDE = frozenset({"award", "language", "country"})  # what a thing won or came from is not what it is like
SHARED = "|"  # between the wish and the feature that an item shares with the one it shall be like


@dataclass(frozen=True, slots=True)
class Strengths:
    """What requests weigh: `people` times the log-odds of what the model says to somebody who loves the named item alone,
    `features` log-odds for an item with exactly its features, `topic` log-odds for an item that speaks of what was asked for.

    The first two were chosen on ReDial's 507 requests for things like a film, with the figures of all of them in view: what was liked
    then has an NDCG@10 of .073 to .082 by halves, where taking the request as a like gives .059 to .061 and popularity .016 to .017:
    `chatrec bench likeness`. Below 6 a topic does not lift everything that speaks of it over what everybody likes.
    """

    people: float = 2.0
    features: float = 20.0
    topic: float = 6.0


class Anchor(NamedTuple):
    """An item that others shall be like, by its row, and how much: below 0 they shall be unlike it."""

    row: int
    weight: float
    ref: str


class Features(NamedTuple):
    """(I, L) the features of items, each row of length 1, and what the columns are called, "theme=heist"."""

    matrix: "sparse.csr_array[np.float64]"
    names: tuple[str, ...]


class Requested(Layer):
    """A scorer, and beside its evidence WISH terms for requests that no field holds; without one it is the scorer alone.

    A wish for items like x, ALIKE, is heard twice. People: what the scorer says of each item to somebody of whom one thing is known,
    that they love x, less what it says to somebody who merely knows x; in that difference popularity cancels out. Features: the
    cosine of the two items' labels by TF-IDF, levels ln(I / items that have it), one term a shared label. A wish for what the
    texts speak of, ABOUT, is one term. Both are linear in the wishes, so several add up.
    """

    def __init__(self, scorer: BatchScorer, catalogue: Catalogue, strengths: Strengths) -> None:
        super().__init__(scorer)
        self.strengths = strengths
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """The scorer's terms and those of the requests. Cost beside the scorer: two of its answers a named item, and O(n·L)."""
        answer = self.scorer.attribute(query, candidates)
        if not requests(query):
            return answer
        parts = [answer]
        for anchor in self._anchors(query):
            parts += [self._of_people(anchor, candidates), self._of_features(anchor, candidates.items)]
        topics = list(_topics(query))
        terms = tuple(Term(REQUESTS, Kind.WISH, f"{ABOUT}={wish.value}") for wish in topics)
        values = np.zeros((len(candidates), len(topics)))
        for at, wish in enumerate(topics):
            values[:, at] = self._of_topic(wish)[candidates.items]
        return joined(candidates.items, [*parts, Attribution(candidates.items, terms, values)])

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        scores = self.scorer.score_batch(queries)
        asking = [at for at, query in enumerate(queries) if requests(query)]
        if not asking:
            return scores
        scores = scores.copy()
        for at in asking:
            for anchor in self._anchors(queries[at]):
                loved, known = self.scorer.score_batch(_probes(anchor))
                scores[at] += self.strengths.people * anchor.weight * (loved - known) + self._alike(anchor)
            for wish in _topics(queries[at]):
                scores[at] += self._of_topic(wish)
        return scores

    @cached_property
    def _features(self) -> Features:
        """Made when first asked for: 20 ms for 1,700 items with 25 labels each."""
        labels = {
            label: rows for label, rows in self._catalogue.label_rows.items() if len(rows) > 1 and label[0] not in ASIDE
        }
        n = len(self._catalogue)
        places = [(row, at, np.log(n / len(rows))) for at, rows in enumerate(labels.values()) for row in rows.tolist()]
        rows, columns, levels = np.array(places, dtype=np.float64).reshape(-1, 3).T
        shape = (n, len(labels))
        matrix = sparse.csr_array((levels, (rows.astype(np.int64), columns.astype(np.int64))), shape=shape)
        lengths = np.sqrt(np.asarray(matrix.power(2).sum(axis=1)))
        matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(matrix.indptr))
        return Features(matrix, tuple(f"{field}={value}" for field, value in labels))

    def _anchors(self, query: Query) -> Iterator[Anchor]:
        for wish in query.alike:
            if self._catalogue.has(ItemId(wish.value)):
                yield Anchor(self._catalogue.row(ItemId(wish.value)), wish.weight, f"{ALIKE}={wish.value}")

    def _of_people(self, anchor: Anchor, candidates: Candidates) -> Attribution:
        loved, known = (self.scorer.attribute(probe, candidates).scores for probe in _probes(anchor))
        values = self.strengths.people * anchor.weight * (loved - known)
        return Attribution(candidates.items, (Term(REQUESTS, Kind.WISH, anchor.ref),), values[:, None])

    def _of_features(self, anchor: Anchor, items: IntArray) -> Attribution:
        matrix, names = self._features
        own = slice(*matrix.indptr[anchor.row : anchor.row + 2])
        columns, amounts = matrix.indices[own], matrix.data[own]
        terms = tuple(Term(REQUESTS, Kind.WISH, f"{anchor.ref}{SHARED}{names[at]}") for at in columns.tolist())
        shared = sparse.csr_array(matrix[items])[:, columns].toarray() if len(columns) else np.zeros((len(items), 0))
        return Attribution(items, terms, self.strengths.features * anchor.weight * amounts * shared)

    def _alike(self, anchor: Anchor) -> FloatArray:
        """(I,) the sum of what `_of_features` names."""
        matrix = self._features.matrix
        alike: FloatArray = (matrix @ matrix[[anchor.row]].T).toarray()[:, 0]
        return self.strengths.features * anchor.weight * alike

    def _of_topic(self, wish: Preference) -> FloatArray:
        """(I,) what a topic says of each item."""
        values = np.zeros(len(self._catalogue))
        values[self._catalogue.mentions.rows(wish.value)] = self.strengths.topic * wish.weight
        return values


def requests(query: Query) -> bool:
    """Whether anything is asked for that no field holds."""
    return any(wish.field in (ALIKE, ABOUT) for wish in query.preferences)


def _topics(query: Query) -> Iterator[Preference]:
    return (wish for wish in query.preferences if wish.field == ABOUT)


def _probes(anchor: Anchor) -> tuple[Query, Query]:
    """Somebody who loves the item and knows no other, and somebody who merely knows it."""
    loved, known = (Query(history=(Interaction(anchor.row, weight),)) for weight in (1.0, 0.0))
    return loved, known


__all__ = ["REQUESTS", "SHARED", "Requested", "Strengths", "requests"]
