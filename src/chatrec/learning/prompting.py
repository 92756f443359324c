"""Which suggestions to show: Thompson sampling on how often each kind was taken."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.random import Generator

from chatrec.dialogue import Prompt, Shown
from chatrec.ports.prompts import Tally

DRAWS = 256
PRIOR = 20.0  # imagined showings, of which the share that is expected was taken


class Thompson:
    """Draws how likely each kind is to be taken from Beta(prior + taken, prior + not taken) and shows the largest draws
    (Thompson 1933; Chapelle & Li 2011).

    The propensity of a suggestion, the probability with which it was shown, is its share of `DRAWS` such choices, of which
    the first is the one that is shown; it is at least 1/256. Cost .1 ms.
    """

    def __init__(self, tallies: Mapping[str, Tally], rng: Generator) -> None:
        self._tallies = tallies
        self._rng = rng

    def chosen(self, options: Sequence[Prompt], n: int) -> tuple[Shown, ...]:
        """At most `n` of the options, the largest draw first, each with its propensity."""
        n = min(n, len(options))
        if n == 0:
            return ()
        counts = [self._tallies.get(option.kind, Tally()) for option in options]
        taken = [PRIOR * option.expected + tally.taken for option, tally in zip(options, counts, strict=True)]
        left = [
            PRIOR * (1.0 - option.expected) + max(0, tally.shown - tally.taken)
            for option, tally in zip(options, counts, strict=True)
        ]
        draws = self._rng.beta(taken, left, size=(DRAWS, len(options)))
        best = np.argsort(-draws, axis=1, kind="stable")[:, :n]
        shares = np.bincount(best.ravel(), minlength=len(options)) / DRAWS
        return tuple(Shown(options[at].said, options[at].kind, float(shares[at])) for at in best[0].tolist())


__all__ = ["Thompson"]
