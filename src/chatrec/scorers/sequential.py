"""What comes next, by a transformer over the sequence of a user's items: a black box beside the closed forms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field, model_validator

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term, nothing
from chatrec.core.catalogue import Catalogue
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.scorers.matrix import widened
from chatrec.scorers.transformer import NEURAL, Padded, Shape, loaded, logits, network, states, stored

if TYPE_CHECKING:
    import torch
    from torch import nn


class Sequential:
    """Log-odds of each item to come next, above those of the average item, and what each recent item changes in them."""

    name = "sequential"

    def __init__(self, arrays: Arrays, catalogue: Catalogue) -> None:
        self._arrays = dict(arrays)
        self._shape = Shape(*self._arrays["shape"].tolist())
        self._occluded = int(self._arrays["occluded"][0])
        self._parts = loaded(self._shape, self._arrays)
        self._catalogue = catalogue

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """One HISTORY term for each of the newest `occluded` items, and one MODEL term for the rest.

        The term of an item is what the score loses when the item is taken out of the history and everything is computed
        again (leave-one-out occlusion; Li, Monroe & Jurafsky 2016), so "without it" is answered exactly. Such
        differences do not add up to the score: what the items do together, and what older ones do, is the MODEL term,
        which is stated and not broken down. Items that came after the training say nothing and have no evidence, and
        neither do dislikes (weights below 0). Cost: one pass of the network for each term; 22 ms of one processor for 20 items
        and 50 places, 71 ms for 100.
        """
        items = self._sequence(query)
        if not len(items):
            return nothing(candidates.items)
        places = range(len(items))[-self._occluded :] if self._occluded else range(0)
        scores = self._scores([items, *(np.delete(items, place) for place in places)])
        whole, without = scores[0], scores[1:]
        shares = whole - without
        values = np.vstack([shares, whole - shares.sum(axis=0)]).T
        names = [self._catalogue[row].id for row in items[list(places)].tolist()]
        terms = tuple(Term(self.name, Kind.HISTORY, f"item:{name}") for name in names)
        return Attribution(
            candidates.items,
            (*terms, Term(self.name, Kind.MODEL, "transformer")),
            np.ascontiguousarray(widened(values.T, len(self._catalogue))[:, candidates.items].T),
        )

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue, without the occlusions."""
        return widened(self._scores([self._sequence(query) for query in queries]), len(self._catalogue))

    def arrays(self) -> Arrays:
        return self._arrays

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        return cls(arrays, catalogue)

    def _sequence(self, query: Query) -> IntArray:
        """(h,) what the network can read of a history: known items that were not disliked and still count, newest last."""
        items = query.history_items
        return items[(items < self._shape.n_items) & (query.history_weights > 0)]

    def _scores(self, sequences: Sequence[IntArray]) -> FloatArray:
        """(B, n_items) above the average item; zeros for an empty sequence, of which the network knows nothing."""
        scores = np.zeros((len(sequences), self._shape.n_items))
        asked = [row for row, items in enumerate(sequences) if len(items)]
        found = logits(self._parts, [sequences[row][-self._shape.reach :] for row in asked])
        scores[asked] = found - found.mean(axis=1, keepdims=True)
        return scores


class SequentialTrainer(BaseModel):
    """gSASRec (Petrov & Macdonald, RecSys 2023): SASRec's causal transformer (Kang & McAuley, ICDM 2018) under the gBCE loss.

    At every place the network tells the next item from `negatives` random ones: loss = β·softplus(-s⁺) + Σ softplus(s⁻), with
    β = a·(t·(1 - 1/a) + 1/a) for the sampling rate a = negatives / (items - 1) and t = `calibration`; t = 0 is binary
    cross-entropy, which overestimates what it ranks high, and t = 1 undoes the sampling. Each epoch reads one window
    of `reach` items from every user at random; items of weights below 0 are neither read nor predicted. Rows of negatives are shared
    within a user's window, so that the loss is one product of matrices. Trained by Adam in float32 on as many threads as
    torch has; asked in float64. The same seed trains the same bits on one machine with one number of threads. The order of the interactions is all it knows of time.

    Needs the extra `neural`. Memory: 32·(2·items + reach)·size bytes in training, 12·items·size in use, and a batch's
    activations. The defaults are what a processor without a GPU gets through, 12 s an epoch on ML-1M; they were not searched for.
    After 8 epochs the last items of ML-1M read HR@10 .162 and NDCG@10 .086 (`next-strict`); the paper's .300 and .173 take far longer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    size: int = Field(default=64, ge=2, description="Numbers that stand for an item.")
    heads: int = Field(default=2, ge=1, description="Attention heads a layer; they divide the size.")
    layers: int = Field(default=2, ge=1, description="Transformer layers.")
    reach: int = Field(default=50, ge=1, description="How many of the last items count.")
    dropout: float = Field(default=0.2, ge=0, lt=1, description="Share of the activations that training hides.")
    negatives: int = Field(default=128, ge=1, description="Random items that the next one is told from.")
    calibration: float = Field(default=0.75, ge=0, le=1, description="How far the sampling's bias is undone, t.")
    epochs: int = Field(default=30, ge=1, description="Times that training goes through the users.")
    batch: int = Field(default=64, ge=1, description="Users a step.")
    learning_rate: float = Field(default=3e-3, gt=0, description="Of Adam.")
    occluded: int = Field(default=20, ge=0, description="Newest items whose share is measured by leaving them out.")

    @model_validator(mode="after")
    def _heads_divide_the_size(self) -> Self:
        if self.size % self.heads:
            raise ValueError(f"size {self.size} is no multiple of heads {self.heads}")
        return self

    @property
    def name(self) -> str:
        return "sequential"

    def fit(self, data: Dataset, rng: Generator) -> Sequential:
        """Cost: epochs · users · reach · (layers · (6·size² + 2·reach·size) + 2·negatives·size) multiplications, three times."""
        torch = NEURAL.load("torch", f"the scorer {self.name!r}")
        shape = Shape(data.interactions.n_items, self.size, self.heads, self.layers, self.reach)
        past = _sequences(data.interactions)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(int(rng.integers(2**63 - 1)))
            parts = network(shape, self.dropout).train()
            optimizer = torch.optim.Adam(parts.parameters(), lr=self.learning_rate, betas=(0.9, 0.98))
            for _ in range(self.epochs):
                for users in _batches(len(past), self.batch, rng):
                    loss = self._loss(parts, [_window(past[user], self.reach + 1, rng) for user in users], rng)
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
        learned = {"shape": np.array(shape, dtype=np.int64), "occluded": np.array([self.occluded])}
        return Sequential({**learned, **stored(parts)}, data.catalogue)

    def _loss(self, parts: "nn.ModuleDict", windows: Sequence[IntArray], rng: Generator) -> "torch.Tensor":
        """The mean of gBCE over every place of every window."""
        torch = NEURAL.load("torch", f"the scorer {self.name!r}")
        past, future = Padded.of([window[:-1] for window in windows]), Padded.of([window[1:] for window in windows])
        n_items = parts["outputs"].num_embeddings
        others = torch.from_numpy(rng.integers(0, n_items, (len(windows), self.negatives)))
        found, real = states(parts, past), torch.from_numpy(past.real)
        positive = (found * parts["outputs"](torch.from_numpy(future.items))).sum(dim=2)
        negative = found @ parts["outputs"](others).transpose(1, 2)
        softplus = torch.nn.functional.softplus
        losses = self._power(n_items) * softplus(-positive) + softplus(negative).sum(dim=2)
        return losses[real].mean()

    def _power(self, n_items: int) -> float:
        """β, the power of the positive probability."""
        rate = min(1.0, self.negatives / max(1, n_items - 1))
        return rate * (self.calibration * (1.0 - 1.0 / rate) + 1.0 / rate)


def _sequences(interactions: Interactions) -> list[IntArray]:
    """What each user chose and did not dislike, oldest first, where that is two items or more."""
    kept = interactions.where(interactions.weights >= 0)
    offsets = kept.offsets()
    found = np.split(kept.items, offsets[1:-1])
    return [items for items in found if len(items) > 1]


def _batches(n: int, size: int, rng: Generator) -> list[IntArray]:
    order = rng.permutation(n)
    return [order[start : start + size] for start in range(0, n, size)]


def _window(items: IntArray, size: int, rng: Generator) -> IntArray:
    """`size` consecutive items, or all where there are fewer."""
    start = int(rng.integers(0, max(0, len(items) - size) + 1))
    return items[start : start + size]


PLUGIN = ScorerPlugin("sequential", SequentialTrainer, Sequential, extra=NEURAL, family=Family.SEQUENCE)

__all__ = ["PLUGIN", "Sequential", "SequentialTrainer"]
