"""The `ratings` protocol by hand, and what it refuses."""

import numpy as np
import pytest
from tests.evaluation.fixed import Fixed, sequences

from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.evaluation import PROTOCOLS, Report, Study
from chatrec.evaluation.ratings import FOLDS, Errors, errors_by_user, estimated, folds, in_stars
from chatrec.evaluation.trial import Trial

SCALE = (1.0, 5.0)


def rated(weights: list[float], users: int = 2, items: int = 5) -> Dataset:
    """Each user rates every item, user by user."""
    data = sequences([tuple(range(items))] * users, items=items)
    rows = data.interactions
    return data.with_interactions(
        Interactions(rows.users, rows.items, np.array(weights), rows.times, rows.n_users, rows.n_items)
    )


def run(data: Dataset, scorer: Fixed, **more: object) -> Report:
    settings = {"scale": SCALE, "seeds": 1, **more}
    return PROTOCOLS["ratings"].run(Study(data=data, name="hand", **settings), {"fixed": scorer})  # type: ignore[arg-type]


WEIGHTS = [1.0, 0.5, 0.0, -0.5, -1.0, 1.0, 1.0, 1.0, 1.0, 0.5]


def test_by_hand() -> None:
    """Predictions 5, 5, 3, 3, 1 of items 0 to 4, in stars; the first is 5.4 cut off at 5."""
    scorer = Fixed([1.2, 1.0, 0.0, 0.0, -1.0])
    found = run(rated(WEIGHTS), scorer).models["fixed"]
    given = np.array([[5, 4, 3, 2, 1], [5, 5, 5, 5, 4]])
    wrong = given - np.array([5, 5, 3, 3, 1])
    assert found["rmse"].mean == pytest.approx(np.sqrt(np.mean(wrong**2)))
    assert found["mae"].mean == pytest.approx(np.mean(np.abs(wrong)))
    assert found["rmse"].n == 2
    assert len(scorer.trained) == FOLDS
    assert sorted(len(train) for train in scorer.trained) == [8] * 5


def test_more_seeds_repeat_the_folds_with_others() -> None:
    once, twice = (Fixed([0.0] * 5) for _ in range(2))
    one, two = run(rated(WEIGHTS), once), run(rated(WEIGHTS), twice, seeds=2)
    assert (len(once.trained), len(twice.trained)) == (5, 10)
    assert one.models["fixed"]["rmse"].mean == pytest.approx(two.models["fixed"]["rmse"].mean)
    parts = [set(zip(train.users.tolist(), train.items.tolist(), strict=True)) for train in twice.trained]
    assert parts[:5] != parts[5:]


def test_queries_show_the_training_ratings_and_never_the_one_to_predict() -> None:
    scorer = Fixed([0.0] * 5)
    data = rated(WEIGHTS)
    for train, test in folds(data.interactions, np.random.default_rng(0)):
        errors_by_user(scorer, Trial(train, train, test), scale=SCALE)
        asked, scorer.asked = scorer.asked, []
        for user, query in zip(np.unique(test.users).tolist(), asked, strict=True):
            mine, hidden = train.items[train.users == user], test.items[test.users == user]
            assert query.history_items.tolist() == mine.tolist()
            assert query.history_weights.tolist() == train.weights[train.users == user].tolist()
            assert not set(hidden.tolist()) & set(mine.tolist())


def test_the_values_to_predict_change_no_prediction() -> None:
    """Errors of a test part whose ratings were all replaced differ by exactly what was replaced."""
    data, scorer = rated(WEIGHTS), Fixed([0.5, 0.0, 0.0, 0.0, 0.0])
    train, test = next(folds(data.interactions, np.random.default_rng(3)))
    other = Interactions(test.users, test.items, -test.weights, test.times, test.n_users, test.n_items)
    for part in (test, other):
        wrong = 2.0 * (scorer.scores[part.items] - part.weights)
        found = errors_by_user(scorer, Trial(train, train, part), scale=SCALE)
        assert found["squared"].sum() == pytest.approx((wrong**2).sum())
        assert found["absolute"].sum() == pytest.approx(np.abs(wrong).sum())


def test_every_rating_is_tested_once() -> None:
    rows = rated(WEIGHTS).interactions
    tested = [test for _, test in folds(rows, np.random.default_rng(0))]
    pairs = [pair for test in tested for pair in zip(test.users.tolist(), test.items.tolist(), strict=True)]
    assert sorted(pairs) == sorted(zip(rows.users.tolist(), rows.items.tolist(), strict=True))


def test_the_own_split_has_a_line_of_its_own() -> None:
    held_out = np.array([True, False, False, False, False] * 2)
    report = run(rated(WEIGHTS), Fixed([0.5, 0.0, 0.0, 0.0, 0.0]), held_out=held_out)
    own = report.models["fixed (own split)"]
    assert (own["rmse"].mean, own["mae"].mean, own["rmse"].n) == (1.0, 1.0, 2)
    assert report.settings["tested in own split"] == 2
    assert "fixed (own split)" in report.text(PROTOCOLS["ratings"].shown)


def test_intervals_cover_the_mean_of_users_who_differ() -> None:
    """Users with one rating each: the interval of the MAE is about 1.96 standard errors to both sides."""
    rng = np.random.default_rng(0)
    wrong = rng.exponential(size=400)
    found = estimated(Errors(wrong**2, wrong, np.ones(400)), rng)
    half = (found["mae"].high - found["mae"].low) / 2
    assert half == pytest.approx(1.96 * wrong.std() / 20, rel=0.15)
    assert found["mae"].mean == pytest.approx(wrong.mean())
    assert found["mae"].low < wrong.mean() < found["mae"].high
    assert found["rmse"].low < np.sqrt(np.mean(wrong**2)) < found["rmse"].high


def test_users_without_a_rating_to_predict_count_for_nothing() -> None:
    errors = Errors(np.array([4.0, 0.0]), np.array([2.0, 0.0]), np.array([1.0, 0.0]))
    found = estimated(errors, np.random.default_rng(0))
    assert (found["rmse"].mean, found["rmse"].low, found["rmse"].n) == (2.0, 2.0, 1)


def test_evidence_in_stars_adds_up_to_the_predicted_rating() -> None:
    values = np.array([[0.1, 0.4], [-0.2, -0.3]])
    term = Term("ratings", Kind.PRIOR, "base")
    found = in_stars(Attribution(np.array([3, 1]), (term, term._replace(ref="item")), values), (0.5, 5.0))
    assert found.terms[0] == Term("scale", Kind.PRIOR, "middle")
    np.testing.assert_allclose(found.scores, [2.75 + 2.25 * 0.5, 2.75 - 2.25 * 0.5])


def test_what_is_no_rating_is_refused_before_fitting() -> None:
    scorer = Fixed([0.0] * 5)
    with pytest.raises(
        DataError, match="10 rows of 'hand' are not all ratings; give a file with a rating in every row"
    ):
        run(rated(WEIGHTS), scorer, scale=None)
    with pytest.raises(DataError, match="The 10 ratings of 'hand' are all equal"):
        run(rated([1.0] * 10), scorer)
    with pytest.raises(DataError, match="'hand' has 2 ratings; 5 folds need at least as many"):
        run(rated([1.0, 0.0], users=1, items=2), scorer)
    assert not scorer.trained


def test_a_scorer_that_cannot_rate_everything_is_refused() -> None:
    class Slow:
        name = "slow"

        def fit(self, *_: object) -> "Slow":
            return self

    with pytest.raises(InputError, match="'slow' cannot rank a whole catalogue"):
        run(rated(WEIGHTS), Slow())  # type: ignore[arg-type]
