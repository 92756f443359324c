"""The laws of a scorer, all of them with one call. Each raises LawBroken with the numbers that break it.

    def test_my_scorer():
        rng = np.random.default_rng(0)
        check_scorer(MyTrainer(), synthetic_dataset(rng), rng)

One by one, over a question of one's own:

    @pytest.mark.parametrize("law", SCORER_LAWS)
    def test_my_scorer_in_my_case(law):
        law(Case(my_scorer, my_catalogue, my_query, my_candidates))
"""

import numpy as np
from numpy.random import Generator

from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Storable, SumTrainer, Trainer
from chatrec.testing.checking import ranking
from chatrec.testing.evidence import SCORER_LAWS, Case, adds_up_over_the_history, some_cases
from chatrec.testing.storing import check_stored, stored
from chatrec.testing.training import (
    check_sums,
    learns_the_same_from_the_same_seed,
    leaves_its_data_alone,
    says_nothing_of_new_items,
    speaks_of_new_items,
)


def check_scorer(
    trainer: Trainer, data: Dataset, rng: Generator, *, linear: bool = False, content: bool = False
) -> None:
    """Run every law over a trainer and what it fits: those of stored models and of sums where the trainer offers them.

    `linear` says that the evidence is linear in the history, and has that checked too; `content` that it rests on what
    items are, so that it speaks of items that came after the training, while the others must not. Raises LawBroken with
    the first law that is broken. Cost: about twenty fits.
    """
    seed = int(rng.integers(2**32))
    learns_the_same_from_the_same_seed(trainer, data, seed)
    leaves_its_data_alone(trainer, data, seed)
    (speaks_of_new_items if content else says_nothing_of_new_items)(trainer, data, rng)
    scorer = ranking(trainer.fit(data, np.random.default_rng(seed)))
    for case in some_cases(scorer, data.catalogue, rng):
        for law in SCORER_LAWS:
            law(case)
        if linear:
            adds_up_over_the_history(case)
        if isinstance(scorer, Storable):
            check_stored(case, stored(scorer), rng)
    if isinstance(trainer, SumTrainer):
        check_sums(trainer, data, rng)


__all__ = ["SCORER_LAWS", "Case", "check_scorer"]
