"""Learning how much a view, a play or a buy says: the weights that rank later likes best, of a small grid."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import IntArray
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.profile import positive_from
from chatrec.core.protocols import Trainer
from chatrec.core.weights import LIKED, KindWeights
from chatrec.data import holdout
from chatrec.evaluation import measured
from chatrec.learning.behaviour import Behaviour

POWERS = (0.5, 1.0, 2.0)  # below 1 the kinds become more alike, above 1 the strong ones stand out
WEAK = ("view", "click")
DECIDING = "ndcg@10"


class ChosenWeights(NamedTuple):
    """How much what people do says, and the validation NDCG@10 of every candidate, by its text, where that was learned."""

    chosen: KindWeights
    tried: dict[str, float]


def candidates(weights: KindWeights) -> Iterator[KindWeights]:
    """The grid around `weights`, these first: w becomes L (w / L)^p, L = .75, with and without what is weak."""
    for power in sorted(POWERS, key=lambda power: power != 1.0):
        bent = {name: LIKED * (weight / LIKED) ** power for name, weight in asdict(weights).items()}
        yield weights if power == 1.0 else KindWeights(**bent)
        yield KindWeights(**bent | dict.fromkeys(WEAK, 0.0))


def learned_weights(
    behaviour: Behaviour,
    weights: KindWeights,
    trainer: Trainer,
    *,
    hidden: Interactions,
    seed: int,
) -> ChosenWeights:
    """The best weights of the grid; the given ones when nothing can be told.

    A fifth of everybody's behaviour that is not `hidden` (the test part of this training, never looked at) is set aside;
    relevant are its positive responses by the given weights, whatever the candidate, so that all are judged alike. A
    candidate must win by more than a thousandth to replace the given ones. Cost: six fits of the trainer.
    """
    base = behaviour.dataset(weights)
    rng = np.random.default_rng(seed)
    seen = base.interactions.where(~np.isin(base.interactions.pairs(), hidden.pairs()))
    past, future = holdout(seen, 0.2, rng)
    relevant = future.where(future.weights >= positive_from(seen.weights))
    judged = Interactions(
        relevant.users, relevant.items, np.ones(len(relevant)), relevant.times, relevant.n_users, relevant.n_items
    )
    shown = past.pairs()
    found = {
        candidate: _value(behaviour.dataset(candidate), shown, judged, trainer, np.random.default_rng(seed))
        for candidate in candidates(weights)
    }
    best = max(found, key=lambda one: found[one] - (0.001 if one != weights else 0.0))
    return ChosenWeights(best, {_text(candidate): value for candidate, value in found.items()})


def _value(data: Dataset, shown: IntArray, relevant: Interactions, trainer: Trainer, rng: Generator) -> float:
    """NDCG@10 of the relevant, trained on the pairs that are shown, weighed as `data` weighs them."""
    train = data.interactions.where(np.isin(data.interactions.pairs(), shown))
    if not len(train):
        return 0.0
    metrics = measured(trainer.fit(data.with_interactions(train), rng), train, relevant, rng=rng)
    return metrics[DECIDING].mean if DECIDING in metrics else 0.0


def _text(weights: KindWeights) -> str:
    return ", ".join(f"{name} {weight:.3g}" for name, weight in asdict(weights).items())


__all__ = ["ChosenWeights", "candidates", "learned_weights"]
