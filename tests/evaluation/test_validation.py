"""Settings are chosen on rows that the protocol trains on, and on no others."""

import numpy as np
import pytest
from tests.evaluation.fixed import Fixed, sequences

from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Interactions
from chatrec.evaluation import PROTOCOLS, Study
from chatrec.evaluation.validation import VALIDATIONS, find_validation

DATA = sequences([[(user * 7 + step) % 40 for step in range(12)] for user in range(30)], items=40)
HELD_OUT = np.arange(len(DATA.interactions)) % 5 == 0


def pairs(rows: Interactions) -> set[tuple[int, int]]:
    return set(zip(rows.users.tolist(), rows.items.tolist(), strict=True))


@pytest.mark.parametrize("name", VALIDATIONS)
def test_no_test_row_of_the_first_split_is_learned_from_shown_or_looked_for(name: str) -> None:
    study = Study(data=DATA, name="hand", seeds=1, held_out=HELD_OUT)
    scorer = Fixed([0.0] * 40)
    PROTOCOLS[name].run(study, {"fixed": scorer})
    allowed = pairs(scorer.trained[0])
    if name == "next-strict":  # the last row but one is what the protocol keeps for validation
        allowed |= {(user, (user * 7 + 10) % 40) for user in range(30)}
    trial = find_validation(name).trial(study)
    for part in (trial.train, trial.past, trial.relevant):
        assert pairs(part) <= allowed
    assert pairs(trial.train) | pairs(trial.relevant) == allowed
    assert len(trial.users) > 0


def test_every_ranking_protocol_that_is_measured_by_split_has_one() -> None:
    assert set(VALIDATIONS) <= set(PROTOCOLS)


def test_a_protocol_without_validation_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be chosen for 'best'; they can for: holdout"):
        find_validation("best")


def test_nothing_to_hold_out_is_said() -> None:
    with pytest.raises(DataError, match="Nothing can be held out of the training part of 'hand'"):
        find_validation("holdout").trial(Study(data=sequences([(0,), (1,)], items=4), name="hand"))
