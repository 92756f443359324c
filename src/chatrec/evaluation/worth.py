"""What each scorer of a blend is worth to the others, as the blend found while it learned its weights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray

METRIC = "ndcg@10"
_BUCKETS, _WORTH, _WEIGHT = "buckets", "worth/", "weight/"


@runtime_checkable
class Composed(Protocol):
    """A scorer that weighs others, by how long the history is."""

    @property
    def buckets(self) -> IntArray:
        """(b,) the least history lengths, ascending from 0."""
        ...

    @property
    def worth(self) -> Mapping[str, tuple[float, ...]]:
        """How much NDCG@10 each of those that learn adds to the others, one number a bucket."""
        ...

    def weights(self) -> Mapping[str, tuple[float, ...]]:
        """What each one's scores are multiplied by, one number a bucket."""
        ...


@dataclass(frozen=True, slots=True)
class Worth:
    """How much NDCG@10 each scorer adds to the others, and its weight, by history length; means over the trials.

    Measured by cross-validation on rows that the blend holds out of its training rows, never on test rows. Below 0, the
    others alone did better there. `spans` are the history lengths, "0", "1-4" and so on.
    """

    spans: tuple[str, ...]
    gains: Mapping[str, tuple[float, ...]]
    weights: Mapping[str, tuple[float, ...]]


def parts_of(scorer: object) -> dict[str, FloatArray]:
    """What a blend says of its parts, as arrays that can be kept; nothing of another scorer."""
    if not isinstance(scorer, Composed) or not scorer.worth:
        return {}
    weights = scorer.weights()
    found = {_BUCKETS: np.asarray(scorer.buckets, np.float64)}
    found |= {_WORTH + name: np.array(gains) for name, gains in scorer.worth.items()}
    return found | {_WEIGHT + name: np.array(weights[name]) for name in scorer.worth}


def worth_of(trials: Iterable[Mapping[str, FloatArray]]) -> Worth | None:
    """The means over what `parts_of` found in some trials; None where it found nothing."""
    told = [parts for parts in trials if parts]
    if not told:
        return None
    return Worth(_spans(told[0][_BUCKETS].astype(np.int64).tolist()), _means(told, _WORTH), _means(told, _WEIGHT))


def worths(told: Mapping[str, Sequence[Mapping[str, FloatArray]]]) -> dict[str, Worth]:
    """The same by model, of the models that are blends."""
    every = {model: worth_of(trials) for model, trials in told.items()}
    return {model: found for model, found in every.items() if found is not None}


def _means(told: Sequence[Mapping[str, FloatArray]], prefix: str) -> dict[str, tuple[float, ...]]:
    names = [name for name in told[0] if name.startswith(prefix)]
    means = {name.removeprefix(prefix): np.mean([parts[name] for parts in told], axis=0) for name in names}
    return {name: tuple(values.tolist()) for name, values in means.items()}


def _spans(least: Sequence[int]) -> tuple[str, ...]:
    ends = [*(end - 1 for end in least[1:]), None]
    return tuple(
        f"{low}+" if high is None else f"{low}" if low == high else f"{low}-{high}"
        for low, high in zip(least, ends, strict=True)
    )


__all__ = ["METRIC", "Composed", "Worth", "parts_of", "worth_of", "worths"]
