"""Evidence that a person disputes adds nothing, in lists as in explanations."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution
from chatrec.core.query import Candidates, Query
from chatrec.recommend.layer import Layer

AT_ONCE = 4096  # items whose terms are held together


class Disputing(Layer):
    """A scorer whose terms say nothing to those who dispute what they rest on; all else is bit for bit as it says it."""

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """The scorer's terms, 0 where they are disputed."""
        answer, heed = self.scorer.attribute(query, candidates), query.context.heed
        if not heed.disputes:
            return answer
        kept = np.array([not heed.disputed(term) for term in answer.terms], dtype=np.bool_)
        return Attribution(answer.items, answer.terms, np.where(kept, answer.values, 0.0))

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions. Cost: for each query with disputes, the evidence of the whole catalogue."""
        scores = self.scorer.score_batch(queries)
        if not any(query.context.heed.disputes for query in queries):
            return scores
        scores = scores.copy()
        for row, query in enumerate(queries):
            if query.context.heed.disputes:
                for start in range(0, scores.shape[1], AT_ONCE):
                    items = np.arange(start, min(start + AT_ONCE, scores.shape[1]))
                    scores[row, items] = self.attribute(query, Candidates(items)).scores
        return scores


def undisputed(query: Query) -> Query:
    """The same question as if nothing were disputed."""
    context = query.context
    return replace(query, context=replace(context, heed=replace(context.heed, disputes=())))


__all__ = ["Disputing", "undisputed"]
