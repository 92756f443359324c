"""A black box seen from one place: which items of a history move one score, by leaving them out, and how far that can be trusted."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from scipy import linalg

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.errors import InputError
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import Query

VARIED = 24  # items at most whose shares are fitted: those that move the score most when they are left out alone
ALONE = 200  # items at most that are left out alone, the newest
L2 = 1e-6  # there is no noise to shrink away: the ridge only keeps items apart that always leave together
WIDTH = 0.75  # of the kernel, in roots of how many items are varied, as LIME has it for tables
LEAST = 128  # perturbations that are fitted; more where many items are varied
EACH = 12  # perturbations for each item that is varied


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """What a scorer's score of one item rests on, near one history; all in the unit of the scorer.

    `items` (k,) are catalogue rows, those that move the score most first. `occluded` (k,) is what the score loses without each of
    them alone, measured; `coefficients` (k,) are the shares in the linear picture that fits best when any of them are left out,
    and `intercept` what it says without all of them. `fit` is that picture's R² on perturbations that it was not fitted to: 1 = it
    is the model, 0 or less = the mean says as much; None = nothing that was left out moves the score. `whole` is the score as it is.
    """

    items: IntArray
    occluded: FloatArray
    coefficients: FloatArray
    intercept: float
    whole: float
    fit: float | None
    samples: int


def local(scorer: BatchScorer, query: Query, item: int, rng: Generator) -> Local:
    """LIME (Ribeiro, Singh & Guestrin, KDD 2016) over histories: z in {0, 1}^k says which items count, π(z) = exp(-removed /
    (2·width²·k)) how near that is, and w minimises Σ π(z)·(f(z) - b - z·w)² + l2|w|².

    What is left out is muted, so the history stays as long as it was. Raises InputError for a history in which nothing counts.
    Cost: the scores of up to 200 + 18·k queries.
    """
    counting = np.flatnonzero(query.history_weights)
    if not len(counting):
        raise InputError(
            "Nothing in this history counts, so there is nothing that could be left out; like something first."
        )
    asking = _Asking(scorer, query, item)
    newest = counting[-ALONE:]
    alone = asking.scores(~np.eye(len(newest), dtype=np.bool_), newest)
    whole = float(asking.scores(np.ones((1, len(newest)), dtype=np.bool_), newest)[0])
    strongest = np.argsort(-np.abs(whole - alone), kind="stable")[:VARIED]
    varied, occluded = newest[strongest], whole - alone[strongest]
    samples = max(LEAST, EACH * len(varied))
    masks = _perturbations(len(varied), samples + samples // 2, rng)
    scores, weights = asking.scores(masks, varied), _nearness(masks)
    coefficients, intercept = ridge(masks[:samples], scores[:samples], weights[:samples], l2=L2)
    told = intercept + masks[samples:] @ coefficients
    return Local(
        items=query.history_items[varied],
        occluded=occluded,
        coefficients=coefficients,
        intercept=intercept,
        whole=whole,
        fit=explained(scores[samples:], told, weights[samples:]),
        samples=samples,
    )


def ridge(masks: BoolArray, scores: FloatArray, weights: FloatArray, *, l2: float) -> tuple[FloatArray, float]:
    """(k,) coefficients and the intercept, which is not shrunk, of a weighted ridge from masks (s, k) to scores (s,)."""
    share = weights / weights.sum()
    center, level = share @ masks, float(share @ scores)
    moved = masks - center
    gram = moved.T @ (moved * weights[:, None])
    gram[np.diag_indices_from(gram)] += l2
    found = np.asarray(linalg.solve(gram, moved.T @ (weights * (scores - level)), assume_a="pos"), dtype=np.float64)
    return found, level - float(center @ found)


def explained(scores: FloatArray, told: FloatArray, weights: FloatArray) -> float | None:
    """The weighted R² of what was told; None where the scores are all the same."""
    level = float(weights @ scores) / float(weights.sum())
    spread = float(weights @ (scores - level) ** 2)
    if spread <= np.finfo(np.float64).eps * max(1.0, level**2) * float(weights.sum()):
        return None
    return 1.0 - float(weights @ (scores - told) ** 2) / spread


@dataclass(frozen=True, slots=True)
class _Asking:
    """The score of one item for one history, parts of it left out."""

    scorer: BatchScorer
    query: Query
    item: int

    def scores(self, masks: BoolArray, places: IntArray) -> FloatArray:
        """(s,) with the history entries at `places` (k,) counting as `masks` (s, k) say."""
        queries = [self._muting(places[~mask]) for mask in masks]
        return np.asarray(self.scorer.score_batch(queries)[:, self.item], dtype=np.float64)

    def _muting(self, places: IntArray) -> Query:
        history = list(self.query.history)
        for at in places.tolist():
            history[at] = history[at]._replace(weight=0.0)
        return replace(self.query, history=tuple(history))


def _perturbations(k: int, samples: int, rng: Generator) -> BoolArray:
    """(samples, k) masks in which any number of items from one to all is left out, each number as often as another."""
    removed = rng.integers(1, k + 1, samples)
    places = np.argsort(rng.random((samples, k)), axis=1)
    return np.argsort(places, axis=1) >= removed[:, None]


def _nearness(masks: BoolArray) -> FloatArray:
    """(samples,) the kernel."""
    removed = (~masks).sum(axis=1)
    return np.asarray(np.exp(-removed / (2.0 * WIDTH**2 * masks.shape[1])))


__all__ = ["L2", "VARIED", "Local", "explained", "local", "ridge"]
