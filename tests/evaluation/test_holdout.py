"""The holdout protocol on a data set small enough to do by hand."""

import json
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, nothing
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.profile import LIKED
from chatrec.core.query import Candidates, Query
from chatrec.core.top import best
from chatrec.data import holdout as split
from chatrec.evaluation import Holdout, holdout
from chatrec.testing import synthetic_dataset

ITEMS = 6


class ByRow:
    """Ranks everything by row, the lowest first; remembers what it was trained on."""

    name = "by row"

    def __init__(self) -> None:
        self.seen: list[Interactions] = []

    def fit(self, data: Dataset, rng: Generator) -> "ByRow":  # noqa: ARG002
        self.seen.append(data.interactions)
        return self

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:  # noqa: ARG002
        return nothing(candidates.items)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        return np.tile(-np.arange(ITEMS, dtype=np.float64), (len(queries), 1))


def data_of(rows: list[tuple[int, int, float]], users: int) -> Dataset:
    whole = synthetic_dataset(np.random.default_rng(0), users=users, items=ITEMS)
    who, what, weights = (np.array(column) for column in zip(*rows, strict=True))
    return whole.with_interactions(
        Interactions(who, what, weights.astype(np.float64), np.zeros(len(rows)), users, ITEMS)
    )


def test_by_hand() -> None:
    """Each user has two items and loses one; what is left of the first six rows is ranked 0, 1, 2, ..."""
    data = data_of([(0, 0, 1.0), (0, 3, 1.0), (1, 1, 1.0), (1, 2, 1.0)], users=2)
    report = holdout(data, {"row": ByRow()}, Holdout(share=0.5, seeds=1, cutoffs=(2,)), name="hand")
    train, test = split(data.interactions, 0.5, np.random.default_rng(0))
    ranks = []
    for user in (0, 1):
        known, hidden = set(train.items[train.users == user]), int(test.items[test.users == user][0])
        ranks.append([item for item in range(ITEMS) if item not in known].index(hidden) + 1)
    found = report.models["row"]
    assert found["mrr"].mean == pytest.approx(np.mean([1 / rank if rank <= 2 else 0 for rank in ranks]))
    assert found["recall@2"].mean == np.mean([rank <= 2 for rank in ranks])
    assert found["precision@2"].mean == np.mean([rank <= 2 for rank in ranks]) / 2
    assert found["mrr"].n == 2


def test_only_liked_items_are_relevant_and_users_without_one_are_left_out() -> None:
    """User 1 likes nothing, so only user 0 counts; among four items of user 0 the two hidden ones may be liked or not."""
    rows = [(0, 0, 1.0), (0, 1, 1.0), (0, 2, LIKED), (0, 3, -1.0), (1, 0, 0.5), (1, 1, -1.0), (1, 2, 0.5), (1, 4, 0.7)]
    data = data_of(rows, users=2)
    report = holdout(data, {"row": ByRow()}, Holdout(share=0.5, seeds=5, cutoffs=(ITEMS,)), name="hand")
    assert report.models["row"][f"recall@{ITEMS}"] == (1.0, 1.0, 1.0, 1)
    hidden = [split(data.interactions, 0.5, np.random.default_rng(seed))[1] for seed in range(5)]
    liked = [np.count_nonzero((part.users == 0) & (part.weights >= LIKED)) for part in hidden]
    assert report.models["row"][f"precision@{ITEMS}"].mean == pytest.approx(np.mean(liked) / ITEMS)


def test_a_user_value_is_the_mean_over_the_seeds_in_which_they_were_tested() -> None:
    """One liked and one disliked item: in some splits there is nothing to find, and those do not count as misses."""
    data = data_of([(0, 0, 1.0), (0, 3, -1.0)], users=1)
    report = holdout(data, {"row": ByRow()}, Holdout(share=0.5, seeds=8, cutoffs=(ITEMS,)), name="hand")
    assert report.models["row"][f"hit_rate@{ITEMS}"].mean == 1.0


def test_training_never_sees_what_is_hidden_and_seeds_hide_different_things() -> None:
    data = synthetic_dataset(np.random.default_rng(1), users=20, items=ITEMS)
    scorer = ByRow()
    holdout(data, {"row": scorer}, Holdout(seeds=3, share=0.4), name="synthetic")
    for seed, seen in enumerate(scorer.seen):
        train, test = split(data.interactions, 0.4, np.random.default_rng(seed))
        assert np.array_equal(seen.items, train.items)
        assert len(seen) + len(test) == len(data.interactions)
    assert len({tuple(seen.items) for seen in scorer.seen}) == 3


def test_known_items_are_never_ranked() -> None:
    """All but the last item are known, so the hidden one comes first, however badly it scores."""
    data = data_of([(0, item, 1.0) for item in range(ITEMS)], users=1)
    report = holdout(data, {"row": ByRow()}, Holdout(share=0.17, seeds=4, cutoffs=(1,)), name="hand")
    assert report.models["row"]["precision@1"].mean == 1.0


def test_nothing_to_find_is_said_in_a_sentence() -> None:
    data = data_of([(0, 0, 1.0), (1, 0, 1.0)], users=2)
    with pytest.raises(DataError, match="No user of 'tiny' liked any of the 20% "):
        holdout(data, {"row": ByRow()}, Holdout(), name="tiny")


@pytest.mark.parametrize(
    "wrong", [{"share": 0.0}, {"share": 1.0}, {"seeds": 0}, {"cutoffs": ()}, {"cutoffs": (0, 5)}], ids=str
)
def test_settings_that_measure_nothing_are_refused(wrong: dict) -> None:
    with pytest.raises(InputError, match="A holdout needs"):
        Holdout(**wrong)


@given(
    scores=st.lists(st.lists(st.sampled_from([-math.inf, 0.0, 1.0, 2.0]), min_size=4, max_size=4), min_size=1),
    n=st.integers(1, 6),
)
def test_of_equal_scores_the_lower_row_comes_first(scores: list[list[float]], n: int) -> None:
    wanted = [sorted(range(4), key=lambda at, row=row: (-row[at], at))[:n] for row in scores]
    assert best(np.array(scores), n).tolist() == wanted


def test_the_report_reads_the_same_to_people_and_machines() -> None:
    data = data_of([(0, item, 1.0) for item in range(ITEMS)], users=1)
    report = holdout(data, {"row": ByRow()}, Holdout(seeds=1, share=0.5), name="hand")
    told = json.loads(report.json())
    assert told["settings"] == {"share": 0.5, "seeds": 1, "cutoffs": [5, 10], "ranking": "full"}
    assert told["fingerprint"] == data.fingerprint
    ndcg = report.models["row"]["ndcg@5"]
    assert told["models"]["row"]["ndcg@5"] == {"mean": ndcg.mean, "ci95": [ndcg.low, ndcg.high], "n": 1}
    assert f"{ndcg.mean:.4f} [{ndcg.low:.4f}, {ndcg.high:.4f}]" in report.text(["ndcg@5"])
