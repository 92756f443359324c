"""The laws of a scorer that was stored and read back, perhaps over a catalogue that has grown."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.random import Generator

from chatrec.adapters.array_archive import read_arrays, write_arrays
from chatrec.core.catalogue import Catalogue
from chatrec.core.protocols import Arrays, BatchScorer, Storable
from chatrec.core.query import Candidates, Interaction
from chatrec.testing.checking import close, demand, ranking, same_arrays
from chatrec.testing.evidence import (
    Case,
    evidence_fits_the_candidates,
    ranks_as_it_explains,
    scores_are_sums_of_evidence,
)
from chatrec.testing.synthetic import some_items

GROWTH = 3  # items that come into the catalogue after the training

Restore = Callable[[Catalogue], BatchScorer]  # reads a stored scorer back, for a catalogue that may have grown


def check_stored(case: Case, restore: Restore, rng: Generator) -> None:
    """The laws of a scorer that was stored and read back."""
    changes_no_bit_when_stored(case, restore)
    grows_with_the_catalogue(case, restore, rng)


def changes_no_bit_when_stored(case: Case, restore: Restore) -> None:
    """A stored scorer comes back with the same arrays and gives the same answers, to the last bit."""
    again = replace(case, scorer=restore(case.catalogue))
    if isinstance(case.scorer, Storable) and isinstance(again.scorer, Storable):
        same_arrays(again.scorer.arrays(), case.scorer.arrays(), "arrays come back as they were")
    mine, theirs = case.answer(), again.answer()
    demand(mine.terms == theirs.terms, "a restored scorer names the same terms")
    demand(np.array_equal(mine.values, theirs.values), "a restored scorer gives the same evidence, bit for bit")
    scores, restored = (one.scorer.score_batch([case.query]) for one in (case, again))
    demand(np.array_equal(scores, restored), "a restored scorer gives the same scores, bit for bit")


def grows_with_the_catalogue(case: Case, restore: Restore, rng: Generator) -> None:
    """Over a catalogue that grew after the training, old items score as before and new ones have finite evidence."""
    n = len(case.catalogue)
    grown = Catalogue([*case.catalogue, *some_items(rng, GROWTH, first=n)], case.catalogue.knowledge)
    candidates = Candidates(np.append(case.candidates.items, np.arange(n, n + GROWTH)))
    later = Case(restore(grown), grown, case.query, candidates)
    for law in (evidence_fits_the_candidates, scores_are_sums_of_evidence, ranks_as_it_explains):
        law(later)
    known = len(case.candidates)
    # Not bit for bit: a matrix product rounds as the size of its operands has it.
    close(later.answer().values[:known], case.answer().values, "new items change no evidence of old ones")
    history = (*case.query.history, Interaction(n, 1.0))
    evidence_fits_the_candidates(replace(later, query=replace(case.query, history=history)))


def stored(scorer: Storable) -> Restore:
    """The scorer through a real file and back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "arrays.npz")
        write_arrays(path, scorer.arrays())
        return partial(_restored, type(scorer), read_arrays(path))


def _restored(kind: type[Storable], arrays: Arrays, catalogue: Catalogue) -> BatchScorer:
    return ranking(kind.restored(arrays, catalogue))


__all__ = ["GROWTH", "Restore", "changes_no_bit_when_stored", "check_stored", "grows_with_the_catalogue", "stored"]
