"""Evidence that comes with the question: what a language model made of some items, added as it was given."""

from collections.abc import Sequence

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, joined
from chatrec.core.query import Candidates, Query
from chatrec.recommend.layer import Layer


class Advisable(Layer):
    """A scorer, and beside its evidence one term for the advice of the query; without advice all is as the scorer alone says, bit
    for bit.
    """

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """The scorer's terms, and that of the advice, 0 for items that it does not speak of."""
        answer, advice = self.scorer.attribute(query, candidates), query.advice
        if advice is None:
            return answer
        values = advice.of(candidates.items)
        return joined(candidates.items, [answer, Attribution(candidates.items, (advice.term,), values[:, None])])

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions."""
        scores = self.scorer.score_batch(queries)
        if all(query.advice is None for query in queries):
            return scores
        scores = scores.copy()
        for row, query in enumerate(queries):
            if query.advice is not None:
                scores[row, query.advice.rows] += query.advice.evidence
        return scores


__all__ = ["Advisable"]
