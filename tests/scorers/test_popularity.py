"""Popularity by hand."""

import numpy as np

from chatrec.core.attribution import Kind, Term
from chatrec.core.interactions import Interactions
from chatrec.core.query import Candidates, Query
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.testing import synthetic_dataset

# Four users, one of whom did nothing; item 0 was loved by three, item 1 loved by one and disliked by one, item 2 by none.
ROWS = Interactions(
    users=np.array([0, 0, 1, 1, 3]),
    items=np.array([0, 1, 0, 1, 0]),
    weights=np.array([1.0, 1.0, 1.0, -1.0, 1.0]),
    times=np.zeros(5),
    n_users=4,
    n_items=3,
)
DATA = synthetic_dataset(np.random.default_rng(0), users=4, items=3).with_interactions(ROWS)


def test_log_odds_above_the_average_item() -> None:
    """Chosen 3, 1 and 0 times by 3 active users; smoothed by 1/2 the odds are 3.5/.5, 1.5/2.5 and .5/3.5."""
    scorer = PopularityTrainer(smoothing=0.5).fit(DATA, np.random.default_rng(0))
    odds = np.log([3.5 / 0.5, 1.5 / 2.5, 0.5 / 3.5])
    np.testing.assert_allclose(scorer.score_batch([Query()])[0], odds - odds.mean(), atol=1e-15)


def test_a_dislike_counts_nothing_and_a_middling_word_counts_half() -> None:
    sums = PopularityTrainer().collect(DATA)
    assert sums["chosen"].tolist() == [3.0, 1.0, 0.0]
    middling = Interactions(ROWS.users, ROWS.items, np.zeros(5), ROWS.times, 4, 3)
    assert PopularityTrainer().collect(DATA.with_interactions(middling))["chosen"].tolist() == [1.5, 1.0, 0.0]


def test_one_prior_term_for_everybody() -> None:
    answer = PopularityTrainer().fit(DATA, np.random.default_rng(0)).attribute(Query(), Candidates(np.array([2, 0])))
    assert answer.terms == (Term("popularity", Kind.PRIOR, "popularity"),)
    assert answer.scores[1] > answer.scores[0]
