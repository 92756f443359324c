"""The dial between the well known and the less known, as evidence of its own."""

from collections.abc import Sequence

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term, joined
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import Candidates, Query
from chatrec.recommend.layer import Layer

NOVELTY = "novelty"  # the source of its term
LESS_KNOWN = Term(NOVELTY, Kind.WISH, "known=less")
WELL_KNOWN = Term(NOVELTY, Kind.WISH, "known=well")

ROUNDING = 1e-9  # log-odds; a scorer whose opinions of a stranger differ by less has none


class Dialled(Layer):
    """A scorer, and beside its evidence one term that speaks for or against what suits everybody, where the query asks so.

    How well known an item is, k in [0, 1], is what the scorer says of it to a stranger, from the median item and all below, 0,
    to the best, 1: no counts are needed beside the model. At a novelty d in [-1, 1] it gets -d * strength * k²; at 0 there
    is no term, and everything is as the scorer alone says. The square is why a turn of the dial moves a list as far as it
    turns: what popularity adds grows with k, so the sum is greatest at a k that falls with d. A loss in proportion to k
    cancels popularity as a whole or not at all, and then throws up what hardly anybody has chosen.
    """

    def __init__(self, scorer: BatchScorer, *, strength: float) -> None:
        """Cost of one score of the catalogue."""
        super().__init__(scorer)
        self.strength = strength
        prior = scorer.score_batch([Query()])[0]
        above = np.maximum(prior - np.median(prior), 0.0) if len(prior) else prior
        most = float(above.max(initial=0.0))
        self._known: FloatArray = (above / most) ** 2 if most > ROUNDING else np.zeros_like(prior)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """The scorer's terms, and the dial's where it is turned."""
        answer = self.scorer.attribute(query, candidates)
        novelty = query.context.dial.novelty
        if not novelty:
            return answer
        term = LESS_KNOWN if novelty > 0 else WELL_KNOWN
        values = -novelty * self.strength * self._known[candidates.items]
        return joined(candidates.items, [answer, Attribution(candidates.items, (term,), values[:, None])])

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions."""
        scores = self.scorer.score_batch(queries)
        novelty = np.array([query.context.dial.novelty for query in queries])
        return scores - self.strength * np.outer(novelty, self._known) if novelty.any() else scores


__all__ = ["LESS_KNOWN", "NOVELTY", "WELL_KNOWN", "Dialled"]
