"""Settings are chosen on rows that the protocol trains on, and on no others."""

from dataclasses import replace

import numpy as np
import pytest
from tests.evaluation.fixed import Fixed, sequences

from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Interactions
from chatrec.evaluation import PROTOCOLS, Study
from chatrec.evaluation.judged import Judged
from chatrec.evaluation.trial import Trial
from chatrec.evaluation.validation import VALIDATIONS, find_validation

DATA = sequences([[(user * 7 + step) % 40 for step in range(12)] for user in range(30)], items=40)
RATED = DATA.with_interactions(replace(DATA.interactions, weights=np.arange(len(DATA.interactions)) % 5 / 2.0 - 1.0))
HELD_OUT = np.arange(len(DATA.interactions)) % 5 == 0


def pairs(rows: Interactions) -> set[tuple[int, int]]:
    return set(zip(rows.users.tolist(), rows.items.tolist(), strict=True))


@pytest.mark.parametrize("name", VALIDATIONS)
def test_no_test_row_of_the_first_split_is_learned_from_shown_or_looked_for(name: str) -> None:
    data, scale = (RATED, (1.0, 5.0)) if name == "ratings" else (DATA, None)
    study = Study(data=data, name="hand", seeds=1, held_out=HELD_OUT if name == "lightgcn" else None, scale=scale)
    scorer = Fixed([0.0] * 40)
    PROTOCOLS[name].run(study, {"fixed": scorer})
    allowed = pairs(scorer.trained[0])
    if name == "next-strict":  # the last row but one is what the protocol keeps for validation
        allowed |= {(user, (user * 7 + 10) % 40) for user in range(30)}
    trial = find_validation(name).trial(study)
    for part in (trial.train, trial.past, trial.relevant):
        assert pairs(part) <= allowed
    assert pairs(trial.train) | pairs(trial.past) | pairs(trial.relevant) == allowed
    assert len(trial.users) > 0


def test_every_protocol_has_one() -> None:
    """But that of explanations, by which nothing is chosen: there the model stays and its reasons are tried."""
    assert set(VALIDATIONS) == set(PROTOCOLS) - {"explanations"}


def test_a_protocol_without_validation_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be chosen for 'best'; they can for: holdout"):
        find_validation("best")


def test_nothing_to_hold_out_is_said() -> None:
    with pytest.raises(DataError, match="Nothing can be held out of the training part of 'hand'"):
        find_validation("holdout").trial(Study(data=sequences([(0,), (1,)], items=4), name="hand"))


def judged(name: str, scorer: Fixed, **more: object) -> tuple[Judged, Trial]:
    validation = find_validation(name)
    study = Study(data=RATED if validation.graded else DATA, name="hand", scale=(1.0, 5.0), **more)  # type: ignore[arg-type]  # whatever a test says otherwise
    trial = validation.trial(study)
    return validation.judged(scorer, trial, study), trial


def test_ratings_are_judged_by_the_error_of_all_of_them_and_less_is_better() -> None:
    """The middle of the scale is predicted for everything: one weight is two stars."""
    found, trial = judged("ratings", Fixed([0.0] * 40))
    rmse = float(np.sqrt(np.mean((2.0 * trial.relevant.weights) ** 2)))
    assert found.metric == "rmse"
    assert found.goodness == pytest.approx(-rmse)
    worse, _ = judged("ratings", Fixed([1.0] * 40))
    best, now, gain = found.gain(worse, np.random.default_rng(0))
    assert best.mean == pytest.approx(rmse)
    assert best.mean < now.mean
    assert gain.mean == pytest.approx(now.mean - best.mean)
    assert best.low < best.mean < best.high
    assert gain.low <= gain.mean <= gain.high


def test_new_people_are_judged_by_the_mean_over_what_was_shown() -> None:
    validation, study = find_validation("cold-users"), Study(data=DATA, name="hand")
    trial, scorer = validation.trial(study), Fixed(range(40))
    parts = [validation.judged(scorer, trial, study, f"ndcg@10 after {shown}").goodness for shown in (1, 5, 10)]
    assert validation.judged(scorer, trial, study).goodness == pytest.approx(np.mean(parts))


def test_new_items_alone_are_ranked() -> None:
    _, trial = judged("cold-items", Fixed([0.0] * 40))
    assert trial.among is not None
    assert set(trial.relevant.items) <= set(trial.among)
    assert not set(trial.train.items) & set(trial.among)


def test_a_metric_is_the_mean_over_those_who_have_one() -> None:
    mine = Judged("ndcg@10", np.array([0.5, np.nan, 1.0]), np.ones(3))
    assert mine.goodness == 0.75
    best, now, gain = mine.gain(Judged("ndcg@10", np.array([0.25, np.nan, 0.75]), np.ones(3)), np.random.default_rng(0))
    assert (best.mean, now.mean, gain.mean, best.n) == pytest.approx((0.75, 0.5, 0.25, 2))
    assert (gain.low, gain.high) == pytest.approx((0.25, 0.25))
