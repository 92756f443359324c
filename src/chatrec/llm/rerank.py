"""A language model's judgement in the sum: one named term over the best twenty, at a weight that was learned."""

from collections.abc import Sequence

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term, joined
from chatrec.core.protocols import Reranker
from chatrec.core.query import Query
from chatrec.core.slate import SlateItem
from chatrec.core.top import best
from chatrec.llm.judging import NARROWED, Judge

SOURCE = "language model"  # of its term
BUCKETS = (0, 1, 5, 20)  # least history lengths, as the blend has them


class JudgedReranker:
    """Narrows a ranking to its best twenty, adds `weight` times what `judge` makes of each, and lets `inner` choose.

    `weights` are one for each history-length bucket; at weight 0 nobody is asked and the list is that of `inner`, as it is where
    more than twenty are wanted or the model says nothing.
    """

    def __init__(
        self, inner: Reranker, judge: Judge, weights: Sequence[float], buckets: Sequence[int] = BUCKETS
    ) -> None:
        self._inner = inner
        self._judge = judge
        self._weights = tuple(weights)
        self._buckets = np.array(buckets, dtype=np.int64)
        self.term = Term(SOURCE, Kind.MODEL, judge.name)

    def rerank(self, query: Query, attribution: Attribution) -> tuple[SlateItem, ...]:
        """The choice of `inner`, whose items carry the judgement as one term. Takes as long as the judge may."""
        weight = self.weight(len(query.history))
        if not weight or query.n > NARROWED:
            return self._inner.rerank(query, attribution)
        narrowed = narrowed_to(attribution, NARROWED)
        judgement = self._judge.judged(query, narrowed.items)
        if judgement.trouble is not None:
            return self._inner.rerank(query, attribution)
        return self._inner.rerank(query, with_term(narrowed, self.term, weight * judgement.values))

    def weight(self, known: int) -> float:
        """The weight where so many interactions are known."""
        return self._weights[int(np.searchsorted(self._buckets, known, side="right")) - 1]


def narrowed_to(attribution: Attribution, n: int) -> Attribution:
    """The evidence of the n candidates with the highest scores, best first."""
    rows = best(attribution.scores[None], n)[0]
    return Attribution(attribution.items[rows], attribution.terms, attribution.values[rows])


def with_term(attribution: Attribution, term: Term, values: FloatArray) -> Attribution:
    """The same evidence and one term more, values (n,)."""
    return joined(attribution.items, [attribution, Attribution(attribution.items, (term,), values[:, None])])


__all__ = ["BUCKETS", "SOURCE", "JudgedReranker", "narrowed_to", "with_term"]
