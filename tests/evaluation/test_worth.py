"""What a blend's scorers are worth: carried from the blend into text, JSON and page as it is, means over the trials."""

import json
from pathlib import Path

import numpy as np
import pytest

from chatrec.adapters.result_folder import ResultFolder
from chatrec.core.interactions import Dataset
from chatrec.data import holdout as split
from chatrec.evaluation import Course, Report, Silent, Step, Study
from chatrec.evaluation.cold import cold_users
from chatrec.evaluation.html import page
from chatrec.evaluation.protocols import holdout_all_positive
from chatrec.evaluation.tables import report_lines, worth_lines
from chatrec.evaluation.worth import Composed, parts_of, worth_of
from chatrec.scorers.attributes import AttributesTrainer
from chatrec.scorers.blend import Blend
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.testing import synthetic_dataset

BLEND = BlendTrainer(learned=(AttributesTrainer(l2=5.0), PopularityTrainer()), users=30)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(3), users=60, items=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


class Reused(Silent):
    """Counts the steps that were taken from before."""

    steps = 0

    def ends(self, step: Step, *, reused: bool) -> None:  # noqa: ARG002 - which step is of no interest
        self.steps += reused


@pytest.fixture(scope="module")
def report(data: Dataset, folder: Path) -> Report:
    study = Study(data=data, name="made up", seeds=2, course=Course(Silent(), ResultFolder(folder), {"blend": "one"}))
    return holdout_all_positive(study, {"blend": BLEND, "popularity": PopularityTrainer()})


def test_a_report_has_the_means_of_what_the_blends_found(report: Report, data: Dataset) -> None:
    fitted = []
    for seed in range(2):
        train, _ = split(data.interactions, 0.2, np.random.default_rng(seed))
        fitted.append(BLEND.fit(data.with_interactions(train), np.random.default_rng(seed)))
    found = report.worth["blend"]
    assert list(report.worth) == ["blend"]
    assert found.spans == ("0", "1-4", "5-19", "20+")
    for name in ("attributes", "popularity"):
        np.testing.assert_allclose(found.gains[name], np.mean([blend.worth[name] for blend in fitted], axis=0))
        np.testing.assert_allclose(found.weights[name], np.mean([blend.weights()[name] for blend in fitted], axis=0))


def test_it_is_in_text_json_and_page(report: Report) -> None:
    found = json.loads(report.json())["worth"]["blend"]
    assert (found["metric"], found["history"][1]) == ("ndcg@10", "1-4")
    gain, weight = (found["scorers"]["popularity"][part][0] for part in ("worth", "weight"))
    assert weight > 0
    lines = report_lines(report, ("ndcg@10",), ("worth",))
    (line,) = [line for line in lines if line.startswith("popularity ") and "+" in line]
    assert f"{gain:+.4f}" in line
    for locale in ("en", "zh"):
        assert f"{gain:+.4f}".replace("-", "−") in page(report, ("ndcg@10",), locale)
    assert "worth in blend" not in "\n".join(report_lines(report, ("ndcg@10",), ("paired",)))


def test_a_kept_step_keeps_it(report: Report, data: Dataset, folder: Path) -> None:
    reused = Reused()
    course = Course(reused, ResultFolder(folder), {"blend": "one"})
    again = holdout_all_positive(Study(data=data, name="made up", seeds=2, course=course), {"blend": BLEND})
    assert reused.steps == 2
    assert again.worth == report.worth


def test_cold_users_tell_it_too(data: Dataset) -> None:
    found = cold_users(Study(data=data, name="made up", seeds=1), {"blend": BLEND})
    assert set(found.worth["blend"].gains) == {"attributes", "popularity"}


def test_a_blend_without_weight_for_a_scorer_shows_a_dash_and_others_have_none(data: Dataset) -> None:
    popularity = PopularityTrainer().fit(data, np.random.default_rng(0))
    blend = Blend((popularity,), np.array([0]), np.zeros((1, 1)), np.zeros(1), {"popularity": (0.0,)})
    assert isinstance(blend, Composed)
    told = worth_of([parts_of(blend)])
    assert told is not None
    assert (told.spans, told.weights) == (("0+",), {"popularity": (0.0,)})
    assert worth_lines("blend", told)[1].split() == ["popularity", "-"]
    assert worth_of([parts_of(blend.scorers[0]), {}]) is None
    assert parts_of(Blend.assembled(blend.arrays(), blend.scorers)) == {}
