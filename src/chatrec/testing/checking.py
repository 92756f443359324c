"""How a law says that it is broken."""

from collections.abc import Callable

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.core.errors import LawBroken
from chatrec.core.protocols import Arrays, BatchScorer
from chatrec.core.sums import Sums


def demand(holds: bool, words: str) -> None:
    """Raise LawBroken with the law in words unless it holds."""
    if not holds:
        raise LawBroken(f"A law is broken: {words}.")


def expect(got: object, wanted: object, law: str) -> None:
    """Raise LawBroken unless both are equal."""
    if got != wanted:
        raise LawBroken(f"{law}: got {got!r}; the law asks for {wanted!r}.")


def raises(kind: type[Exception], action: Callable[[], object], law: str) -> None:
    """Raise LawBroken unless the action raises this kind of error."""
    try:
        action()
    except kind:
        return
    raise LawBroken(f"{law}: nothing was raised; the law asks for {kind.__name__}.")


def close(got: FloatArray, wanted: FloatArray, words: str, *, tolerance: float = SUM_TOLERANCE) -> None:
    """Raise LawBroken unless |got - wanted| <= tolerance * max(1, |wanted|) everywhere."""
    demand(got.shape == wanted.shape, f"{words}; got shape {got.shape} and not {wanted.shape}")
    off = np.abs(got - wanted) / np.maximum(1.0, np.abs(wanted))
    worst = float(off.max(initial=0.0))
    demand(worst <= tolerance, f"{words}; off by {worst:.3g}, more than {tolerance:g}")


def same_arrays(got: Arrays, wanted: Arrays, words: str) -> None:
    """Raise LawBroken unless both hold the same names, and under each the same shape, dtype and bits."""
    demand(got.keys() == wanted.keys(), f"{words}; got the names {sorted(got)} and not {sorted(wanted)}")
    for name, array in wanted.items():
        same = got[name].dtype == array.dtype and got[name].shape == array.shape
        demand(same and got[name].tobytes() == array.tobytes(), f"{words}; {name!r} differs")


def same_sums(got: Sums, wanted: Sums, words: str) -> None:
    """Raise LawBroken unless both are the same bit for bit, the sparse matrices in all their parts."""
    same_arrays(got.parts(), wanted.parts(), words)


def ranking(scorer: object) -> BatchScorer:
    """The scorer as one that ranks. Raises LawBroken for one without `score_batch`."""
    if not isinstance(scorer, BatchScorer):
        raise LawBroken(
            f"{scorer!r} is no scorer that a blend can take; it needs `name`, `attribute` and `score_batch`."
        )
    return scorer


__all__ = ["close", "demand", "expect", "raises", "ranking", "same_arrays", "same_sums"]
