"""A language model's judgement in the sum: one named term over the best twenty, at a weight that was learned."""

from collections.abc import Sequence

import numpy as np

from chatrec.core.advice import SOURCE, Advice
from chatrec.core.arrays import IntArray
from chatrec.core.attribution import Kind, Term
from chatrec.core.query import Query
from chatrec.core.trouble import Trouble
from chatrec.dialogue import Advised
from chatrec.llm.judging import NARROWED, Judge

BUCKETS = (0, 1, 5, 20)  # least history lengths, as the blend has them
FEWEST = 2  # candidates between which there is something to choose


class Counsel:
    """What `judge` makes of a question's best twenty, as advice, where that was found to help.

    `weights` are one for each history-length bucket; at weight 0 nobody is asked. Nobody is asked either where more than twenty
    are wanted, where there is nothing to choose between, or where whoever asks disputes what models say: neither list nor model
    waits for what would not count. What any other model answers than the one of this `name`, on which the weights were learned,
    does not count.
    """

    def __init__(self, judge: Judge, name: str, weights: Sequence[float], buckets: Sequence[int] = BUCKETS) -> None:
        self._judge = judge
        self._name = name
        self._weights = tuple(weights)
        self._buckets = np.array(buckets, dtype=np.int64)

    def weight(self, known: int) -> float:
        """The weight where so many interactions are known."""
        return self._weights[int(np.searchsorted(self._buckets, known, side="right")) - 1]

    def term(self, query: Query) -> Term | None:
        """What the evidence would be called; None where the model is not asked about this question."""
        term = Term(SOURCE, Kind.MODEL, self._name)
        heard = self.weight(len(query.history)) > 0 and query.n <= NARROWED
        return term if heard and not query.context.heed.disputed(term) else None

    def advised(self, query: Query, items: IntArray) -> Advised:
        """The advice on the first twenty of the candidates (m,), best first. Takes as long as the judge may."""
        narrowed = items[:NARROWED]
        if self.term(query) is None or len(narrowed) < FEWEST:
            return Advised()
        found = self._judge.judged(query, narrowed)
        trouble = found.trouble or (None if found.models == {self._name} else Trouble.DOWN)
        if trouble is not None:
            return Advised(self._name, trouble=trouble, usage=found.usage)
        values = found.values - found.values.min()
        weight = self.weight(len(query.history))
        advice = Advice(self._name, weight, tuple(narrowed.tolist()), tuple(values.tolist()))
        return Advised(self._name, advice, usage=found.usage)


__all__ = ["BUCKETS", "Counsel"]
