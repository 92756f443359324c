"""The laws of a scorer's answers: each takes a case, one question to one fitted scorer."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import SUM_TOLERANCE, Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.knowledge import path_parts
from chatrec.core.protocols import BatchScorer, MatrixScorer
from chatrec.core.query import Candidates, Query
from chatrec.testing.checking import close, demand
from chatrec.testing.synthetic import some_query

CASES = 5  # random questions that `some_cases` asks
LINEAR_TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Case:
    """One question to one fitted scorer."""

    scorer: BatchScorer
    catalogue: Catalogue
    query: Query
    candidates: Candidates

    def answer(self) -> Attribution:
        """What the scorer says."""
        return self.scorer.attribute(self.query, self.candidates)


def some_cases(scorer: BatchScorer, catalogue: Catalogue, rng: Generator) -> list[Case]:
    """Random questions over a catalogue, the first of them about everything."""
    sizes = [len(catalogue), *rng.integers(1, len(catalogue) + 1, CASES - 1).tolist()]
    return [
        Case(scorer, catalogue, some_query(rng, catalogue), Candidates(rng.permutation(len(catalogue))[:size]))
        for size in sizes
    ]


def evidence_fits_the_candidates(case: Case) -> None:
    """One row a candidate, in their order; one column a term, each term once; every value finite."""
    answer = case.answer()
    demand(np.array_equal(answer.items, case.candidates.items), "the evidence is about the candidates, in their order")
    demand(answer.values.shape == (len(case.candidates), len(answer.terms)), "one value a candidate and term")
    demand(len(set(answer.terms)) == len(answer.terms), f"every term is named once; got {answer.terms}")
    demand(bool(np.isfinite(answer.values).all()), "evidence is finite; no opinion is 0")


def scores_are_sums_of_evidence(case: Case) -> None:
    """|sum(evidence) - score| <= 1e-9 * max(1, |score|), summed without rounding."""
    answer = case.answer()
    for row, score in enumerate(answer.scores.tolist()):
        total = math.fsum(piece.value for piece in answer.evidence(row))
        near = abs(total - score) <= SUM_TOLERANCE * max(1.0, abs(score))
        demand(near, f"the evidence of row {row} sums to its score {score!r}; got {total!r}")


def ranks_as_it_explains(case: Case) -> None:
    """`score_batch` is the sums of the attributions, for every item, whatever else is in the batch."""
    everything = Candidates(np.arange(len(case.catalogue)))
    sums = case.scorer.attribute(case.query, everything).scores
    batch = case.scorer.score_batch([Query(), case.query, case.query])
    demand(batch.shape == (3, len(case.catalogue)), f"score_batch gives (queries, items); got {batch.shape}")
    for row in (1, 2):
        close(batch[row], sums, "score_batch equals the sums of the attributions")
    close(case.answer().scores, sums[case.candidates.items], "an item's score does not depend on the other candidates")
    demand(case.scorer.score_batch([]).shape == (0, len(case.catalogue)), "no query, no row of scores")


def ranks_a_matrix_alike(case: Case) -> None:
    """Where a scorer takes histories as a matrix, the scores are those of `score_batch`, whatever else is in the matrix,
    and the matrix is as it was.
    """
    if not isinstance(case.scorer, MatrixScorer):
        return
    items, weights = case.query.history_items, case.query.history_weights
    shape, starts = (3, len(case.catalogue)), np.array([0, 0, len(items), 2 * len(items)])
    past = sparse.csr_array((np.tile(weights, 2), np.tile(items, 2), starts), shape=shape)
    scores = case.scorer.score_matrix(past)
    demand(scores.shape == shape, f"score_matrix gives (histories, items); got {scores.shape}")
    wanted = case.scorer.score_batch([Query(), case.query, case.query])
    close(scores, wanted, "score_matrix equals score_batch of the same histories")
    kept = np.array_equal(past.data, np.tile(weights, 2)) and np.array_equal(past.indices, np.tile(items, 2))
    demand(kept, "inputs are not changed")
    nobody = case.scorer.score_matrix(sparse.csr_array((0, len(case.catalogue))))
    demand(nobody.shape == (0, len(case.catalogue)), "no history, no row of scores")


def names_what_it_rests_on(case: Case) -> None:
    """HISTORY terms name items of the history as "item:<id>", PATH terms start at one, and WISH terms name preferences as
    "field=value", behind which a "|" and a feature of the wished item may stand.
    """
    known = {f"item:{case.catalogue[past.item].id}" for past in case.query.history}
    wished = {f"{wish.field}={wish.value}" for wish in case.query.preferences}
    for term in case.answer().terms:
        demand(
            term.kind is not Kind.HISTORY or term.ref in known, f"a HISTORY term names an item of the history: {term}"
        )
        starts = term.kind is not Kind.PATH or path_parts(term.ref)[0] in known
        demand(starts, f"a PATH term starts at an item of the history: {term}")
        named = {term.ref, term.ref.rpartition("|")[0]}
        demand(term.kind is not Kind.WISH or bool(named & wished), f"a WISH term names a stated preference: {term}")


def knows_nothing_of_strangers(case: Case) -> None:
    """Without a history, wishes and words, only what holds for everybody speaks."""
    answer = case.scorer.attribute(Query(), case.candidates)
    spoken = {term for at, term in enumerate(answer.terms) if answer.values[:, at].any()}
    demand(all(term.kind is Kind.PRIOR for term in spoken), f"only PRIOR terms speak to a stranger; got {spoken}")


def says_nothing_of_nothing(case: Case) -> None:
    """No candidates, no evidence."""
    answer = case.scorer.attribute(case.query, Candidates(np.zeros(0, dtype=np.int64)))
    demand(answer.values.shape == (0, len(answer.terms)), f"no candidates, no rows; got {answer.values.shape}")


def follows_its_candidates(case: Case) -> None:
    """Permuting the candidates permutes the rows and changes nothing else."""
    answer, backwards = case.answer(), replace(case, candidates=Candidates(case.candidates.items[::-1])).answer()
    demand(answer.terms == backwards.terms, "the terms do not depend on the order of the candidates")
    close(backwards.values, answer.values[::-1], "permuted candidates permute the rows")


def leaves_its_inputs_alone(case: Case) -> None:
    """The question is as it was, the same question has the same answer, and writing into an answer changes no other."""
    items, query = case.candidates.items.copy(), replace(case.query)
    first = case.answer()
    kept, batch = first.values.copy(), case.scorer.score_batch([case.query])
    scores = batch.copy()
    for given in (first.values, batch):
        if given.flags.writeable:
            given[...] = 1.0
    demand(np.array_equal(case.candidates.items, items) and case.query == query, "inputs are not changed")
    demand(np.array_equal(case.answer().values, kept), "the same question has the same evidence")
    demand(np.array_equal(case.scorer.score_batch([case.query]), scores), "the same query has the same scores")


def adds_up_over_the_history(case: Case) -> None:
    """For scorers that are linear in the history: taking an item out takes out exactly what it says alone.

    So the evidence of every other item stays, and an attribute's changes by that item's share. A blend is not linear:
    its weights depend on the length of the history.
    """
    whole, silence = _by_term(case.answer()), np.zeros(len(case.candidates))
    for at, past in enumerate(case.query.history):
        others = case.query.history[:at] + case.query.history[at + 1 :]
        without = _by_term(replace(case, query=replace(case.query, history=others)).answer())
        alone = _by_term(replace(case, query=Query(history=(past,))).answer())
        for term in whole.keys() | without.keys():
            own = silence if term.kind in (Kind.PRIOR, Kind.WISH) else alone.get(term, silence)
            change = whole.get(term, silence) - without.get(term, silence)
            close(change, own, f"without {past} only its own share of {term} goes", tolerance=LINEAR_TOLERANCE)


def is_silent_about_what_is_muted(case: Case) -> None:
    """An item of the history at weight 0 says nothing: no HISTORY or PATH term of it, and where all are,
    nothing but what holds for everybody. It is how what a user disputes stays known and counts no more; a scorer of
    graded ratings, where 0 is a middling one, cannot be muted so.
    """
    muted = tuple(past._replace(weight=0.0) if at % 2 else past for at, past in enumerate(case.query.history))
    silent = {f"item:{case.catalogue[past.item].id}" for past in muted if not past.weight}
    answer = replace(case, query=replace(case.query, history=muted)).answer()
    for at, term in enumerate(answer.terms):
        named = term.ref if term.kind is Kind.HISTORY else path_parts(term.ref)[0] if term.kind is Kind.PATH else ""
        quiet = named not in silent or not answer.values[:, at].any()
        demand(quiet, f"what is muted says nothing; got evidence of {term}")
    everything = tuple(past._replace(weight=0.0) for past in case.query.history)
    spoken = replace(case, query=replace(case.query, history=everything, preferences=(), said=())).answer()
    for at, term in enumerate(spoken.terms):
        quiet = term.kind is Kind.PRIOR or not spoken.values[:, at].any()
        demand(quiet, f"of somebody with everything muted nothing speaks; got evidence of {term}")


SCORER_LAWS: tuple[Callable[[Case], None], ...] = (
    evidence_fits_the_candidates,
    scores_are_sums_of_evidence,
    ranks_as_it_explains,
    ranks_a_matrix_alike,
    names_what_it_rests_on,
    knows_nothing_of_strangers,
    says_nothing_of_nothing,
    follows_its_candidates,
    leaves_its_inputs_alone,
)


def _by_term(answer: Attribution) -> dict[Term, FloatArray]:
    return dict(zip(answer.terms, answer.values.T, strict=True))


__all__ = [
    "SCORER_LAWS",
    "Case",
    "adds_up_over_the_history",
    "evidence_fits_the_candidates",
    "follows_its_candidates",
    "is_silent_about_what_is_muted",
    "knows_nothing_of_strangers",
    "leaves_its_inputs_alone",
    "names_what_it_rests_on",
    "ranks_a_matrix_alike",
    "ranks_as_it_explains",
    "says_nothing_of_nothing",
    "scores_are_sums_of_evidence",
    "some_cases",
]
