"""Several models at once: who is better, for whom, and what their lists are like."""

import json

import numpy as np
import pytest
from tests.evaluation.fixed import Fixed, sequences

from chatrec.evaluation import PROTOCOLS, Report, Study
from chatrec.evaluation.tables import PARTS, report_lines

# User u has u + 2 items of 30; the last is to be found.
DATA = sequences([[(user * 7 + step) % 30 for step in range(user % 9 + 2)] for user in range(40)], items=30)


@pytest.fixture(scope="module")
def report() -> Report:
    models = {"up": Fixed(range(30)), "down": Fixed([-item for item in range(30)]), "flat": Fixed([0.0] * 30)}
    return PROTOCOLS["next"].run(Study(data=DATA, name="hand"), models)


def test_every_other_model_stands_against_the_best(report: Report) -> None:
    assert report.paired is not None
    best = max(report.models, key=lambda model: report.models[model]["ndcg@10"].mean)
    assert report.paired.against == best
    assert set(report.paired.models) == set(report.models) - {best}
    for model, found in report.paired.models.items():
        for metric, one in found.items():
            wanted = report.models[model][metric].mean - report.models[best][metric].mean
            assert one.estimate.mean == pytest.approx(wanted, abs=1e-12)
            assert one.estimate.low <= one.estimate.mean <= one.estimate.high
            assert 0 < one.p <= one.p_holm <= 1


def test_the_blend_is_what_others_stand_against_when_it_runs() -> None:
    models = {"best": Fixed(range(30)), "blend": Fixed([0.0] * 30)}
    found = PROTOCOLS["next"].run(Study(data=DATA, name="hand"), models)
    assert found.paired is not None
    assert (found.paired.against, list(found.paired.models)) == ("blend", ["best"])


def test_one_model_has_nothing_to_stand_against() -> None:
    found = PROTOCOLS["next"].run(Study(data=DATA, name="hand"), {"up": Fixed(range(30))})
    assert found.paired is None
    assert json.loads(found.json())["paired"] is None


def test_a_model_that_says_the_same_to_all_covers_little_and_is_never_unexpected(report: Report) -> None:
    """`up` shows everybody rows 29, 28, ... but for what they had: at most 10 + 10 of 30 items."""
    assert 10 / 30 <= report.lists["up"]["coverage@10"] <= 20 / 30
    popular = Fixed(np.bincount(DATA.interactions.where(_not_last()).items, minlength=30).tolist())
    found = PROTOCOLS["next"].run(Study(data=DATA, name="hand"), {"popular": popular})
    assert found.models["popular"]["serendipity@10"].mean == 0.0


def _not_last() -> np.ndarray:
    users = DATA.interactions.users
    return np.append(users[1:] == users[:-1], False)


def test_groups_are_by_what_is_known(report: Report) -> None:
    assert report.fairness is not None
    assert report.fairness.spans["least_active"][0] == 1
    assert report.fairness.spans["most_active"][1] == 9
    gap = report.fairness.models["up"]
    assert sum(one.n for one in gap.groups.values()) == 40
    whole = sum(one.mean * one.n for one in gap.groups.values()) / 40
    assert whole == pytest.approx(report.models["up"]["ndcg@10"].mean)


def test_json_holds_everything_and_no_nan(report: Report) -> None:
    told = json.loads(report.json(), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert set(told["models"]["up"]) >= {
        "ndcg@10",
        "mrr",
        "novelty@10",
        "popularity@10",
        "serendipity@10",
        "diversity@10",
    }
    assert set(told["lists"]["up"]) == {"coverage@10", "gini@10"}
    assert set(told["paired"]) == {"against", "test", "models"}
    assert set(told["fairness"]["models"]["up"]) == {"groups", "gap"}


def test_text_tells_the_parts_that_are_asked_for(report: Report) -> None:
    plain = report_lines(report, ["ndcg@10"], ())
    every = "\n".join(report_lines(report, ["ndcg@10"], PARTS))
    assert every.startswith("\n".join(plain))
    assert f"minus {report.paired.against}" in every  # type: ignore[union-attr]
    assert "coverage@10" in every
    assert "least_active (1-" in every
    assert "coverage@10" not in "\n".join(plain)
