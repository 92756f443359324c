"""The protocols of new items and new people, by hand and without leaks."""

import numpy as np
import pytest
from tests.evaluation.fixed import Fixed, sequences

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.evaluation import PROTOCOLS, Report, Study
from chatrec.evaluation.baselines import (
    AttributePopularityTrainer,
    LikenessTrainer,
    RandomTrainer,
    attributes,
)
from chatrec.evaluation.cold import SHOWN, FirstOf, ties_by_lot
from chatrec.testing import SCORER_LAWS, Case, synthetic_dataset

LABELS = (("Drama",), ("Drama", "Crime"), ("Crime",), ("Horror",), ())


def described() -> Dataset:
    """Item 0 has two users, 1 has one, 2 to 4 none; the years of 0 and 3 are of one decade."""
    data = sequences([(0, 1), (0,)], items=5)
    years = {0: 1994.0, 3: 1999.0}
    items = [
        Item(
            id=data.catalogue[row].id,
            title=f"Title {row}",
            labels={"genre": values} if values else {},
            numbers={"year": years[row]} if row in years else {},
        )
        for row, values in enumerate(LABELS)
    ]
    return Dataset(Catalogue(items), data.interactions, data.users, "by hand")


def run(name: str, data: Dataset, scorer: Fixed, seeds: int = 3) -> Report:
    return PROTOCOLS[name].run(Study(data=data, name="hand", seeds=seeds), {"fixed": scorer})


def test_hidden_items_are_nowhere_in_training_and_they_alone_are_ranked() -> None:
    """A scorer for which every known item beats every hidden one finds all of them: no known item stands in its list."""
    data = synthetic_dataset(np.random.default_rng(1))
    scorer = Fixed([0.0] * 60)
    report = run("cold-items", data, scorer)
    active = np.unique(data.interactions.items)
    n = round(0.1 * len(active))
    for train in scorer.trained:
        assert len(active) - len(np.unique(train.items)) == n
    assert report.models["fixed"]["recall@10"].mean == 1.0  # six items in a list of ten
    assert report.settings["ranking"] == f"the {n} hidden items"
    assert set(report.models) == {"fixed", "random", "attribute-popularity", "likeness"}


def test_queries_of_cold_items_show_what_the_user_did_with_the_others() -> None:
    data = synthetic_dataset(np.random.default_rng(1))
    scorer = Fixed([0.0] * 60)
    run("cold-items", data, scorer, seeds=1)
    hidden = set(np.unique(data.interactions.items).tolist()) - set(scorer.trained[0].items.tolist())
    whole = data.interactions.histories()
    for query in scorer.asked:
        shown = set(query.history_items.tolist())
        assert not shown & hidden
        assert any(shown == {past.item for past in past_of} - hidden for past_of in whole)


def test_hidden_users_train_nothing_and_show_their_first_items() -> None:
    lengths = [3, 11, 14, 12, 30, 20, 13, 12, 11, 40]
    data = sequences(
        [tuple(np.random.default_rng(user).permutation(60)[:n]) for user, n in enumerate(lengths)], items=60
    )
    scorer = Fixed([float(-row) for row in range(60)])
    report = run("cold-users", data, scorer, seeds=4)
    whole = data.interactions.histories()
    for train in scorer.trained:
        hidden = set(range(10)) - set(train.users.tolist())
        assert len(hidden) == 2
        assert all((train.users == user).sum() == lengths[user] for user in set(range(10)) - hidden)
    assert {len(query.history) for query in scorer.asked} == set(SHOWN)
    firsts = {tuple(history[:n]) for history in whole for n in SHOWN}
    assert all(query.history in firsts for query in scorer.asked)
    found = report.models["fixed"]
    assert {f"ndcg@10 after {shown}" for shown in SHOWN} < found.keys()
    # The scorer says the same whatever it is shown, so what is looked for among what must be the same too.
    assert len({found[f"ndcg@10 after {shown}"].mean for shown in SHOWN}) == 1


def test_cold_users_by_hand() -> None:
    """Twelve users; each has items 0 to 9 first and then 10 to 13, of 20: the four stand first of what is left."""
    data = sequences([(*range(14),)] * 12, items=20)
    found = run("cold-users", data, Fixed([float(-row) for row in range(20)]), seeds=1).models["fixed"]
    assert (found["recall@10 after 5"].mean, found["precision@10 after 5"].mean) == (1.0, 0.4)
    assert found["ndcg@10 after 0"] == (1.0, 1.0, 1.0, 2)


def test_equal_scores_stand_where_chance_does() -> None:
    """Two of 40 items are relevant and stand first in the catalogue; a tenth of ten places, on average."""
    relevant = np.zeros((4_000, 40))
    relevant[:, :2] = 1.0
    found = ties_by_lot(np.zeros(relevant.shape), relevant, (10,))
    assert found["recall@10"].mean() == pytest.approx(0.25, abs=0.03)  # six standard deviations
    sure = ties_by_lot(relevant.copy(), relevant, (10,))
    assert sure["ndcg@10"].min() == 1.0


def test_shortened_queries_explain_what_they_rank() -> None:
    data = described()
    scorer = FirstOf(LikenessTrainer().fit(data, np.random.default_rng(0)), 1)
    query = Query(history=(Interaction(0, 1.0), Interaction(2, 1.0)))
    everything = Candidates(np.arange(5))
    assert scorer.name == "likeness"
    np.testing.assert_array_equal(scorer.attribute(query, everything).scores, scorer.score_batch([query])[0])
    np.testing.assert_array_equal(
        scorer.score_batch([query]), scorer.scorer.score_batch([Query(history=query.history[:1])])
    )


def test_attributes_are_labels_and_decades() -> None:
    columns = {tuple(np.flatnonzero(column).tolist()) for column in attributes(described().catalogue).T}
    assert columns == {(0, 1), (1, 2), (3,), (0, 3)}  # Drama, Crime, Horror, the 1990s


def test_the_popularity_of_attributes_by_hand() -> None:
    """Drama is of items with 2 and 1 users, Crime of one with 1, the 1990s of one with 2, Horror of none in training."""
    scorer = AttributePopularityTrainer().fit(described(), np.random.default_rng(0))
    wanted = [(1.5 + 2) / 2, (1.5 + 1) / 2, 1.0, (0 + 2) / 2, 0.0]
    np.testing.assert_allclose(scorer.score_batch([Query()])[0], wanted)


def test_likeness_is_the_cosine_of_weighted_attributes() -> None:
    weights = {"Drama": np.log(5 / 2), "Crime": np.log(5 / 2), "Horror": np.log(5), "1990s": np.log(5 / 2)}
    scorer = LikenessTrainer().fit(described(), np.random.default_rng(0))
    scores = scorer.score_batch([Query(history=(Interaction(2, 0.5),))])[0]
    crime = weights["Crime"] / np.hypot(weights["Crime"], weights["Drama"])
    np.testing.assert_allclose(scores, [0.0, 0.5 * crime, 0.5, 0.0, 0.0])


def test_chance_is_another_for_every_history_and_uniform() -> None:
    scorer = RandomTrainer().fit(described(), np.random.default_rng(0))
    queries = [Query(history=(Interaction(row, 1.0),)) for row in range(5)]
    scores = scorer.score_batch(queries)
    np.testing.assert_array_equal(scores, scorer.score_batch(queries))
    assert len(np.unique(scores)) == 25
    other = RandomTrainer().fit(described(), np.random.default_rng(1)).score_batch(queries)
    assert (scores != other).all()


@pytest.mark.parametrize("trainer", [RandomTrainer(), AttributePopularityTrainer(), LikenessTrainer()])
def test_baselines_keep_the_laws_of_scorers(trainer: LikenessTrainer) -> None:
    """All but that only priors speak to a stranger: chance does."""
    data = synthetic_dataset(np.random.default_rng(2))
    scorer = trainer.fit(data, np.random.default_rng(0))
    case = Case(scorer, data.catalogue, Query(history=(Interaction(3, 1.0),)), Candidates(np.array([5, 1, 9])))
    for law in SCORER_LAWS:
        if trainer.name != "random" or law.__name__ != "knows_nothing_of_strangers":
            law(case)


def test_items_of_which_nothing_is_known_are_refused_before_fitting() -> None:
    data, scorer = sequences([(0, 1)], items=2), Fixed([0.0] * 2)
    bare = Catalogue([Item(id=item.id, title=item.title) for item in data.catalogue])
    with pytest.raises(DataError, match=r"No item of 'hand' has a label or a number.*such as genres"):
        run("cold-items", Dataset(bare, data.interactions, data.users, "bare"), scorer)
    with pytest.raises(DataError, match="'hand' has too few items to hide 10%"):
        run("cold-items", data, scorer)
    assert not scorer.trained


def test_people_who_did_too_little_are_refused_before_fitting() -> None:
    scorer = Fixed([0.0] * 12)
    with pytest.raises(DataError, match="No user of 'hand' has more than 10 items"):
        run("cold-users", sequences([(1, 2), tuple(range(10))], items=12), scorer)
    with pytest.raises(DataError, match="No hidden user of 'hand' has more than 10 items; take more seeds"):
        run("cold-users", sequences([tuple(range(11)), *[(1, 2)] * 2], items=12), scorer, seeds=1)
    assert not scorer.trained


def test_a_scorer_that_cannot_rank_everything_is_refused() -> None:
    class Slow:
        name = "slow"

        def fit(self, *_: object) -> "Slow":
            return self

    with pytest.raises(InputError, match="'slow' cannot rank a whole catalogue"):
        run("cold-users", sequences([tuple(range(12))] * 10, items=12), Slow())  # type: ignore[arg-type]
