"""What a solution of `together` becomes when a user joins or leaves: low-rank updates of the inverse that it is read off."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import InputError
from chatrec.core.interactions import Interactions
from chatrec.scorers.matrix import choices, influence

TYPICAL = 100.0  # choices of a user whose row weighs 1, whatever the data: a row depends on its own user alone


class Rules(NamedTuple):
    """The settings that say how much a user changes; see `TogetherTrainer`."""

    dropout: float
    user_power: float
    rarity: float

    def penalty(self, strength: FloatArray) -> FloatArray:
        """What dropout adds to the diagonal of G, given that diagonal."""
        return self.dropout / (1.0 - self.dropout) * strength

    def rareness(self, chosen: FloatArray) -> FloatArray:
        """(m,) what scores of an item are multiplied by that was `chosen` so much."""
        return np.asarray((1.0 + chosen) ** -self.rarity)


@dataclass(frozen=True, slots=True)
class Revision:
    """P = (G + Λ)^-1 (m, m) and how much each item was `chosen` (m,).

    A user with h choices x of influence w changes G + Λ by w·(xxᵀ + dropout/(1 - dropout)·diag(x²)), which is zero but for h
    rows and columns M (h, h): with P_S the h columns of P, P becomes P - P_S·M·(I + P_SS·M)^-1·P_Sᵀ (Woodbury 1950). Cost
    O(m²·h) instead of O(m³); equal to a refit to 1e-8. Rounding adds up: after some thousand revisions, solve anew.
    """

    rules: Rules
    inverse: FloatArray
    chosen: FloatArray

    @classmethod
    def read_off(cls, rules: Rules, weights: FloatArray, diagonal: FloatArray, chosen: FloatArray) -> Self:
        """From the weights B (m, m) that were read off P, and P's diagonal (m,): P again but for rounding."""
        inverse = weights * (-diagonal / rules.rareness(chosen))
        np.fill_diagonal(inverse, diagonal)
        return cls(rules, inverse, chosen)

    def weights(self, *, out: FloatArray | None = None) -> FloatArray:
        """B (m, m): P·diag(P)^-1 negated, each column by the item's rareness, the diagonal 0. Cost O(m²); `out` may be P
        itself, and is overwritten.
        """
        scales = -self.rules.rareness(self.chosen) / np.diag(self.inverse)
        weights: FloatArray = np.multiply(self.inverse, scales, out=out)
        np.fill_diagonal(weights, 0.0)
        return weights

    def including(self, user: Interactions) -> "Revision":
        """As if one more user had been trained on. Raises InputError for the rows of several."""
        return self._revised(user, 1.0)

    def without(self, user: Interactions) -> "Revision":
        """As if that user, given by all that was trained on of theirs, had never been there."""
        return self._revised(user, -1.0)

    def updated(self, before: Interactions, after: Interactions) -> "Revision":
        """As if a user's behaviour had been `after` all along, after an event say; a longer history weighs less as a whole."""
        return self.without(before).including(after)

    def _revised(self, user: Interactions, sign: float) -> "Revision":
        if len(users := np.unique(user.users)) > 1:
            raise InputError(f"A revision takes one user at a time; got rows of {len(users)}.")
        row = choices(user)[user.users[:1]]
        items, strengths = row.indices, row.data
        if not len(items):
            return self
        weight = sign * float(influence(row, self.rules.user_power, typical=TYPICAL)[0])
        change = weight * (np.outer(strengths, strengths) + np.diag(self.rules.penalty(strengths**2)))
        columns = self.inverse[:, items]
        core = change @ np.linalg.inv(np.eye(len(items)) + columns[items] @ change)
        inverse = self.inverse - columns @ ((core + core.T) / 2.0) @ columns.T
        chosen = self.chosen.copy()
        chosen[items] += sign * strengths
        return Revision(self.rules, inverse, chosen)


__all__ = ["TYPICAL", "Revision", "Rules"]
