"""What somebody outside of the recommender makes of some items: evidence that is given with a question, not computed from it."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Kind, Term
from chatrec.core.errors import LawBroken

SOURCE = "language model"  # of its term
NAMED = re.compile(r"(?:[a-z]+:)?(?P<model>.+?)(?:@https?://.*)?")


@dataclass(frozen=True)
class Advice:
    """A judgement of items (k,), catalogue rows, when the question was asked: values (k,) >= 0 are log-odds by which `by`, the full
    name of a model, thinks more of each than of the one that it thinks least of; they count times `weight`, which was learned.

    Nobody loses by being judged: what was not asked about has no such term, and must not win by that. It is part of the question,
    so a list can be made again, and a thousand shadows of it, without asking anybody.
    """

    by: str
    weight: float
    items: tuple[int, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.items) != len(self.values) or len(set(self.items)) != len(self.items):
            raise LawBroken(
                f"Advice is one value for each of some items; got {len(self.items)} and {len(self.values)}."
            )
        if not np.isfinite((self.weight, *self.values)).all() or min((self.weight, *self.values)) < 0:
            raise LawBroken(f"Advice adds evidence or nothing; got weight {self.weight!r} and values {self.values!r}.")

    @property
    def term(self) -> Term:
        """The name of its evidence."""
        return Term(SOURCE, Kind.MODEL, self.by)

    @property
    def called(self) -> str:
        """The model as people call it."""
        return called(self.by)

    @cached_property
    def rows(self) -> IntArray:
        """(k,) the items."""
        return np.array(self.items, dtype=np.int64)

    @cached_property
    def evidence(self) -> FloatArray:
        """(k,) what each gets, log-odds."""
        return self.weight * np.array(self.values, dtype=np.float64)

    def of(self, items: IntArray) -> FloatArray:
        """(n,) the evidence of items, 0 for those that were not asked about."""
        found = dict(zip(self.items, self.evidence.tolist(), strict=True))
        return np.array([found.get(item, 0.0) for item in items.tolist()], dtype=np.float64)


def called(by: str) -> str:
    """A model without its kind and its address: "openai:qwen3:8b@http://127.0.0.1/v1" is "qwen3:8b"."""
    found = NAMED.fullmatch(by)
    return found["model"] if found else by


__all__ = ["SOURCE", "Advice", "called"]
