"""Non-negative weights that put the right items at the top: a softmax over the hardest candidates, then NDCG itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from chatrec.core.arrays import BoolArray, FloatArray, IntArray

CUTOFF = 10
FACTORS = (0.0, 0.5, 0.8, 1.25, 2.0)  # by which a weight is tried
ROUNDS = 3
FOLDS = 2
DISCOUNTS = 1.0 / np.log2(np.arange(2, CUTOFF + 2))
GAIN = 1e-4  # of NDCG; less is not worth a step away from the softmax's solution


@dataclass(frozen=True, slots=True)
class Contest:
    """The hardest candidates of q questions, padded to c: scores (q, c, k) of k scorers, `present` (q, c) where there is a
    candidate, `relevant` (q, c) where it should be found, and `wanted` (q,) how many items should be found in all.
    """

    scores: FloatArray
    present: BoolArray
    relevant: BoolArray
    wanted: IntArray

    def where(self, keep: BoolArray) -> "Contest":
        """The questions at which `keep` (q,) is true."""
        return Contest(self.scores[keep], self.present[keep], self.relevant[keep], self.wanted[keep])

    def only(self, scorers: BoolArray) -> "Contest":
        """The same questions, seen by some of the scorers."""
        return Contest(self.scores[:, :, scorers], self.present, self.relevant, self.wanted)

    def ndcg(self, weights: FloatArray) -> FloatArray:
        """(a,) NDCG@10 of every question that wants something, by the weighted sum (k,) of the scores; ties count against
        what is wanted.
        """
        asked = self.wanted > 0
        at, column = np.nonzero(self.relevant)
        totals = self.scores @ weights
        own = totals[at, column]
        rank = np.count_nonzero((totals[at] >= own[:, None]) & self.present[at], axis=1) - 1
        shown = rank < CUTOFF
        gains = np.bincount(at[shown], DISCOUNTS[rank[shown]], minlength=len(self.wanted))[asked]
        return np.asarray(gains / np.cumsum(DISCOUNTS)[np.minimum(self.wanted[asked], CUTOFF) - 1])


def ordered(contest: Contest) -> FloatArray:
    """(k,) weights >= 0 under which what is relevant stands at the top; ones where no question can tell.

    First those that minimise the softmax loss (`softmax_weights`), which is convex and bounds NDCG from below (Bruch et al.,
    ICTIR 2019); then each weight in turn is changed as long as NDCG@10 grows (coordinate ascent, Metzler & Croft 2007).
    """
    weights = softmax_weights(contest)
    best = _mean(contest.ndcg(weights))
    for _ in range(ROUNDS):
        before = best
        for at, factor in ((at, factor) for at in range(len(weights)) for factor in FACTORS):
            trial = weights.copy()
            trial[at] *= factor
            value = _mean(contest.ndcg(trial)) if trial.any() else -np.inf
            if value > best + GAIN:
                weights, best = trial, value
        if best == before:
            break
    return weights


def softmax_weights(contest: Contest, *, l2: float = 1e-3) -> FloatArray:
    """(k,) weights >= 0 that minimise the mean over questions of -log softmax of each relevant candidate against all
    candidates that are not relevant, plus l2/2·|w|² over standardised scores. A score that never varies gets weight 0.
    """
    k = contest.scores.shape[2]
    telling = np.asarray(contest.relevant.any(axis=1) & (contest.present & ~contest.relevant).any(axis=1))
    if not telling.any():
        return np.ones(k)
    contest = contest.where(telling)
    rows = contest.scores[contest.present]
    varies = np.ptp(rows, axis=0) > 0
    scale = np.where(varies, rows.std(axis=0), 1.0)
    scores = contest.scores / scale
    others = contest.present & ~contest.relevant
    flat = scores.reshape(-1, k)
    at, column = np.nonzero(contest.relevant)
    share = 1.0 / contest.relevant.sum(axis=1)[at]

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        totals = scores @ weights
        against = np.where(others, totals, -np.inf)
        peak = against.max(axis=1, keepdims=True)
        odds = np.exp(against - peak)
        norm = odds.sum(axis=1, keepdims=True)
        # -log of the softmax of one candidate and the others, for the few that are relevant only.
        margin = np.logaddexp(0.0, (peak + np.log(norm))[at, 0] - totals[at, column])
        miss = share * -np.expm1(-margin)
        pulled = odds / norm * np.bincount(at, miss, minlength=len(totals))[:, None]
        pulled[at, column] -= miss
        value = float(share @ margin) / len(totals) + l2 / 2.0 * float(weights @ weights)
        return value, pulled.ravel() @ flat / len(totals) + l2 * weights

    from scipy.optimize import minimize  # noqa: PLC0415 - a quarter of a second, and only training needs it

    bounds = [(0.0, None if moves else 0.0) for moves in varies]
    solution = minimize(loss, varies.astype(np.float64), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(solution.x / scale)


def chosen_weights(contest: Contest) -> tuple[FloatArray, FloatArray]:
    """(weights (k,), worth (k,)): the weights, and how much NDCG@10 each scorer adds to the others.

    Both rest on cross-validation over the questions: weights are learned on one part and measured on the other. Where
    the best scorer alone is better than all of them weighted, by more than a standard error, it gets the only weight. One
    scorer leaves nothing to choose.
    """
    scorers = np.arange(contest.scores.shape[2])
    if len(scorers) == 1:
        return np.ones(1), np.array([_mean(contest.ndcg(np.ones(1)))])
    values = validated(contest, scorers >= 0)
    alone = [validated(contest, scorers == at) for at in scorers]
    best = int(np.argmax([_mean(one) for one in alone]))
    gain = alone[best] - values
    weights = ordered(contest)
    if len(gain) and _mean(gain) > gain.std() / np.sqrt(len(gain)):
        weights, values = (scorers == best).astype(np.float64), alone[best]
    without = [validated(contest, scorers != at) if len(scorers) > 1 else np.zeros(1) for at in scorers]
    return weights, np.array([_mean(values) - _mean(one) for one in without])


def validated(contest: Contest, scorers: BoolArray) -> FloatArray:
    """(a,) NDCG@10 of the weights of some scorers on questions that they were not learned on, fold by fold."""
    seen, alone = contest.only(scorers), scorers.sum() == 1
    return np.concatenate([test.ndcg(np.ones(1) if alone else ordered(train)) for train, test in _folds(seen)])


def _folds(contest: Contest) -> Iterator[tuple[Contest, Contest]]:
    part = np.arange(len(contest.wanted)) % FOLDS
    return ((contest.where(part != fold), contest.where(part == fold)) for fold in range(FOLDS))


def _mean(values: FloatArray) -> float:
    return float(values.mean()) if len(values) else 0.0


__all__ = ["CUTOFF", "Contest", "chosen_weights", "ordered", "softmax_weights", "validated"]
