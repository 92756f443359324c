"""`together` that follows its users without a refit: low-rank updates of the inverse that it is read off."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.core.interactions import Interactions
from chatrec.core.sums import Sums
from chatrec.scorers.matrix import choices, influence
from chatrec.scorers.together import TYPICAL, Together, TogetherTrainer


@dataclass(frozen=True, slots=True)
class Revision:
    """P = (G + Λ)^-1 (m, m) and how much each item was `chosen` (m,), for the settings of a trainer.

    A user with h choices x of influence w changes G + Λ by w·(xxᵀ + dropout/(1 - dropout)·diag(x²)), which is zero but for h
    rows and columns M (h, h): with P_S the h columns of P, P becomes P - P_S·M·(I + P_SS·M)^-1·P_Sᵀ (Woodbury 1950). Cost
    O(m²·h) instead of O(m³); equal to a refit to 1e-8. Rounding adds up: after some thousand revisions, solve anew.
    """

    trainer: TogetherTrainer
    inverse: FloatArray
    chosen: FloatArray

    @classmethod
    def of(cls, trainer: TogetherTrainer, sums: Sums) -> Self:
        """From the sums of a training; cost as of its solve. Raises InputError for a trainer with `k`: the places that its
        weights are solved in may change with every user, so only a training knows them.
        """
        if trainer.k is not None:
            raise InputError(
                f"A 'together' with k = {trainer.k!r} cannot follow its users, because whom it keeps must be chosen anew; "
                "leave k out or train again."
            )
        return cls(trainer, trainer.inverse(sums), np.asarray(sums["chosen"], np.float64))

    def including(self, user: Interactions) -> "Revision":
        """As if one more user had been trained on. Raises InputError for the rows of several."""
        return self._revised(user, 1.0)

    def without(self, user: Interactions) -> "Revision":
        """As if that user, given by all that was trained on of theirs, had never been there."""
        return self._revised(user, -1.0)

    def updated(self, before: Interactions, after: Interactions) -> "Revision":
        """As if a user's behaviour had been `after` all along, after an event say; a longer history weighs less as a whole."""
        return self.without(before).including(after)

    def scorer(self, catalogue: Catalogue) -> Together:
        """The scorer to use; cost O(m²)."""
        return Together(self.trainer.weights(self.inverse, self.chosen), catalogue)

    def _revised(self, user: Interactions, sign: float) -> "Revision":
        if len(users := np.unique(user.users)) > 1:
            raise InputError(f"A revision takes one user at a time; got rows of {len(users)}.")
        row = choices(user)[user.users[:1]]
        items, strengths = row.indices, row.data
        if not len(items):
            return self
        weight = sign * float(influence(row, self.trainer.user_power, typical=TYPICAL)[0])
        doubt = self.trainer.dropout / (1.0 - self.trainer.dropout)
        change = weight * (np.outer(strengths, strengths) + doubt * np.diag(strengths**2))
        columns = self.inverse[:, items]
        core = change @ np.linalg.inv(np.eye(len(items)) + columns[items] @ change)
        inverse = self.inverse - columns @ ((core + core.T) / 2.0) @ columns.T
        chosen = self.chosen.copy()
        chosen[items] += sign * strengths
        return Revision(self.trainer, inverse, chosen)


__all__ = ["Revision"]
