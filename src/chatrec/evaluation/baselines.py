"""What a scorer of new items must beat: chance, what is popular of their kind, and plain likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue, decade
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Trainer
from chatrec.core.query import Candidates, Query


@dataclass(frozen=True, slots=True)
class Baseline:
    """Scores that rest on nothing nameable: `rows` gives those of all items, one row a query, and they are one term."""

    name: str
    kind: Kind
    rows: "Rows"

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One term, the whole score."""
        values = self.score_batch([query])[0, candidates.items][:, None]
        return Attribution(candidates.items, (Term(self.name, self.kind, self.name),), values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the scores of every item."""
        return self.rows.of(queries)


@dataclass(frozen=True, slots=True)
class Chance:
    """Any order is as likely, another one for every history and the same one again for the same history."""

    seed: int
    n_items: int

    def of(self, queries: Sequence[Query]) -> FloatArray:
        drawn = [
            np.random.default_rng([self.seed, *query.history_items.tolist()]).random(self.n_items) for query in queries
        ]
        return np.array(drawn).reshape(-1, self.n_items)


@dataclass(frozen=True, slots=True)
class Same:
    """The same scores (I,) for everybody."""

    scores: FloatArray

    def of(self, queries: Sequence[Query]) -> FloatArray:
        return np.tile(self.scores, (len(queries), 1))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The cosine of items (I, a), rows of length 1 or 0, to the weighted sum of the history."""

    items: FloatArray

    def of(self, queries: Sequence[Query]) -> FloatArray:
        profiles = np.array([query.history_weights @ self.items[query.history_items] for query in queries])
        return np.asarray(profiles.reshape(-1, self.items.shape[1]) @ self.items.T)


Rows = Chance | Same | Likeness


@dataclass(frozen=True, slots=True)
class RandomTrainer:
    """Chance."""

    name: str = "random"

    def fit(self, data: Dataset, rng: Generator) -> Baseline:
        return Baseline(self.name, Kind.MODEL, Chance(int(rng.integers(2**32)), len(data.catalogue)))


@dataclass(frozen=True, slots=True)
class AttributePopularityTrainer:
    """The mean popularity of an item's attributes; an attribute's popularity is the mean number of users of the items in
    training that have it. Attributes that no item in training has, and items without any, count 0.
    """

    name: str = "attribute-popularity"

    def fit(self, data: Dataset, rng: Generator) -> Baseline:  # noqa: ARG002 - the same for all trainers
        having = attributes(data.catalogue)
        users = np.bincount(data.interactions.items, minlength=len(having)).astype(np.float64)
        popular = having.T @ users / np.maximum(having.T @ (users > 0), 1.0)
        scores = having @ popular / np.maximum(having.sum(axis=1), 1.0)
        return Baseline(self.name, Kind.PRIOR, Same(scores))


@dataclass(frozen=True, slots=True)
class LikenessTrainer:
    """The oldest content recommender: attributes weighted by log(m / how many items have it), the user's as the sum over
    their history, and the cosine between the two (Salton & Buckley 1988).
    """

    name: str = "likeness"

    def fit(self, data: Dataset, rng: Generator) -> Baseline:  # noqa: ARG002 - the same for all trainers
        having = attributes(data.catalogue)
        weighted = having * np.log(len(having) / np.maximum(having.sum(axis=0), 1.0))
        lengths = np.sqrt((weighted**2).sum(axis=1, keepdims=True))
        return Baseline(self.name, Kind.MODEL, Likeness(weighted / np.where(lengths > 0, lengths, 1.0)))


def attributes(catalogue: Catalogue) -> FloatArray:
    """(items, attributes) 1 where the item has the label or is of the decade; dense, 8 bytes a cell."""
    rows = {label: having.tolist() for label, having in catalogue.label_rows.items()}
    for row, item in enumerate(catalogue):
        if "year" in item.numbers:
            rows.setdefault(("year", decade(item.numbers["year"])), []).append(row)
    matrix = np.zeros((len(catalogue), len(rows)))
    for column, label in enumerate(sorted(rows)):
        matrix[rows[label], column] = 1.0
    return matrix


BASELINES: Mapping[str, Trainer] = MappingProxyType(
    {trainer.name: trainer for trainer in (RandomTrainer(), AttributePopularityTrainer(), LikenessTrainer())}
)

__all__ = [
    "BASELINES",
    "AttributePopularityTrainer",
    "Baseline",
    "LikenessTrainer",
    "RandomTrainer",
    "attributes",
]
