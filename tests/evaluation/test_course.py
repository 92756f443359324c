"""Finished steps are kept, taken up again, and never trusted blindly."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.random import Generator
from tests.evaluation.fixed import Fixed, sequences

from chatrec.adapters.result_folder import ResultFolder
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Arrays
from chatrec.evaluation import Course, Holdout, Report, Step, holdout
from chatrec.evaluation.protocols import Trainers

DATA = sequences([(0, 1, 2, 3), (2, 3, 0, 4), (5, 1, 0), (1, 4, 2, 5)], items=8)
IDENTITIES = {"up": "one", "down": "two"}


class Told:
    """Remembers what it was told; raises KeyboardInterrupt, as Ctrl-C does, when step `until` starts."""

    def __init__(self, until: int = 10**9) -> None:
        self.until = until
        self.steps: list[tuple[int, str, int, bool]] = []
        self.warnings: list[str] = []

    def starts(self, step: Step) -> None:
        if step.number == self.until:
            raise KeyboardInterrupt

    def ends(self, step: Step, *, reused: bool) -> None:
        self.steps.append((step.number, step.model, step.trial, reused))

    def warns(self, message: str) -> None:
        self.warnings.append(message)


def both() -> Trainers:
    return {"up": Fixed(range(8)), "down": Fixed([-item for item in range(8)])}


def run(course: Course, *, data: Dataset = DATA, seeds: int = 3, trainers: Trainers | None = None) -> Report:
    return holdout(data, trainers or both(), Holdout(seeds=seeds, cutoffs=(2,)), name="hand", course=course)


def figures(report: Report) -> dict[str, object]:
    """Everything but how long it took."""
    return {name: value for name, value in json.loads(report.json()).items() if name != "seconds"}


def test_an_interrupted_run_goes_on_where_it_was_and_finds_the_same(tmp_path: Path) -> None:
    store = ResultFolder(tmp_path / "kept")
    whole = run(Course())
    first = Told(until=4)
    with pytest.raises(KeyboardInterrupt):
        run(Course(first, store, IDENTITIES))
    assert first.steps == [(1, "up", 1, False), (2, "down", 1, False), (3, "up", 2, False)]
    second = Told()
    found = run(Course(second, store, IDENTITIES))
    assert [reused for *_, reused in second.steps] == [True, True, True, False, False, False]
    assert figures(found) == figures(whole)


@pytest.mark.parametrize("other", ["seeds", "data", "identity", "cutoff"])
def test_another_question_is_answered_anew(tmp_path: Path, other: str) -> None:
    store = ResultFolder(tmp_path)
    run(Course(Told(), store, IDENTITIES), seeds=1)
    told, data = Told(), DATA
    course = Course(told, store, {"up": "three", "down": "four"} if other == "identity" else IDENTITIES)
    if other == "data":
        data = sequences([(0, 1, 2, 3), (2, 3, 0, 4), (5, 1, 0), (1, 4, 2, 6)], items=8)
    if other == "cutoff":
        holdout(data, both(), Holdout(seeds=1, cutoffs=(3,)), name="hand", course=course)
    else:
        run(course, data=data, seeds=2 if other == "seeds" else 1)
    assert not any(reused for *_, reused in told.steps)


def test_a_model_without_an_identity_is_measured_each_time(tmp_path: Path) -> None:
    store, told = ResultFolder(tmp_path), Told()
    run(Course(Told(), store, {"up": "one"}), seeds=1)
    run(Course(told, store, {"up": "one"}), seeds=1)
    assert [(model, reused) for _, model, _, reused in told.steps] == [("up", True), ("down", False)]


def test_a_damaged_file_is_told_and_measured_again(tmp_path: Path) -> None:
    store, told = ResultFolder(tmp_path), Told()
    wanted = run(Course(Told(), store, IDENTITIES), seeds=1)
    for file in tmp_path.glob("*.npz"):
        file.write_bytes(file.read_bytes()[:-40])
    found = run(Course(told, store, IDENTITIES), seeds=1)
    assert figures(found) == figures(wanted)
    assert len(told.warnings) == 2
    assert all("is damaged" in one and "measured again" in one for one in told.warnings)
    after = Told()
    run(Course(after, store, IDENTITIES), seeds=1)
    assert [reused for *_, reused in after.steps] == [True, True]


class Holding:
    """A store that answers everything with these arrays."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays

    def get(self, key: str) -> Arrays | None:  # noqa: ARG002
        return self.arrays

    def put(self, key: str, arrays: Arrays) -> None: ...


@pytest.mark.parametrize(
    "arrays",
    [
        {},
        {"values/ndcg@2": np.ones(4)},
        {"values/ndcg@2": np.ones(3), "exposure": np.zeros(8)},
        {"values/ndcg@2": np.ones(4, np.float32), "exposure": np.zeros(8)},
        {"values/ndcg@2": np.ones(4), "exposure": np.zeros(7)},
    ],
    ids=["nothing", "no exposure", "users", "numbers", "items"],
)
def test_arrays_of_another_form_are_not_taken(arrays: Arrays) -> None:
    told = Told()
    found = run(Course(told, Holding(arrays), IDENTITIES), seeds=1)
    assert figures(found) == figures(run(Course(), seeds=1))
    assert "has not the form" in told.warnings[0]


def test_a_store_that_cannot_be_written_costs_a_warning_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = Told()
    run(Course(told, ResultFolder(tmp_path / "file" / "within"), IDENTITIES), seeds=1)
    assert "cannot be written" in told.warnings[0]
    assert len(told.steps) == 2


class Counting(Fixed):
    """Remembers the seeds it was fitted with."""

    def __init__(self, scores: Sequence[float]) -> None:
        super().__init__(scores)
        self.drawn: list[float] = []

    def fit(self, data: Dataset, rng: Generator) -> "Counting":
        self.drawn.append(rng.random())
        super().fit(data, rng)
        return self


def test_a_trial_that_is_reused_takes_no_seed_from_the_next() -> None:
    counting = Counting(range(8))
    run(Course(), trainers={"up": counting})
    assert counting.drawn == [np.random.default_rng(seed).random() for seed in range(3)]
