"""What is shown: a few items, each with the evidence that put it there."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatrec.core.attribution import Evidence, sum_law_holds
from chatrec.core.errors import LawBroken
from chatrec.core.ids import ModelVersion


@dataclass(frozen=True, slots=True)
class SlateItem:
    """One recommended item: its catalogue row, its score (log-odds), the evidence that adds up to it (`Pieces` of an
    attribution, or any sequence) and the probability with which it was shown (1 = deterministic). Raises LawBroken when the
    evidence does not add up.
    """

    item: int
    score: float
    evidence: Sequence[Evidence]
    pscore: float = 1.0

    def __post_init__(self) -> None:
        if not sum_law_holds(self.evidence, self.score):
            total = math.fsum(piece.value for piece in self.evidence)
            raise LawBroken(f"The evidence of item row {self.item} sums to {total!r}, its score is {self.score!r}.")


@dataclass(frozen=True, slots=True)
class Slate:
    """Items in the order shown, what the hard constraints removed (reason -> how many) and the model that ranked."""

    items: tuple[SlateItem, ...]
    excluded: Mapping[str, int]
    model: ModelVersion


__all__ = ["Slate", "SlateItem"]
