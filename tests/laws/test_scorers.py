"""The laws of scorers over every plug-in and the blend, over scorers that break them, and on real ratings."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import Generator
from scipy import sparse

from chatrec.app.models import packed, unpacked
from chatrec.app.registry import plugins
from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import SUM_TOLERANCE, Attribution, Kind, Term
from chatrec.core.errors import LawBroken
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.core.query import Candidates, Interaction, Preference, Query
from chatrec.core.sums import Sums
from chatrec.data import WeightRule, dataset, load
from chatrec.scorers.blend import Blend
from chatrec.scorers.popularity import Popularity, PopularityTrainer
from chatrec.testing import SCORER_LAWS, Case, check_scorer, synthetic_dataset
from chatrec.testing.evidence import adds_up_over_the_history, is_silent_about_what_is_muted, some_cases
from chatrec.testing.storing import check_stored
from chatrec.testing.training import learns_the_same_from_the_same_seed, leaves_its_data_alone

PLUGINS = {name: found for name, found in sorted(plugins().items()) if found.extra is None or not found.extra.missing}
ABSENT = {
    name: pytest.mark.skip(
        f"the laws of {name!r} need {found.extra.packages}: pip install 'chatrec[{found.extra.name}]'"
    )
    for name, found in sorted(plugins().items())
    if found.extra is not None and name not in PLUGINS
}
EVERY = [*PLUGINS, *(pytest.param(name, marks=skip) for name, skip in ABSENT.items())]
# As quick as the others, and not so careful that forty users teach them nothing.
SETTINGS: dict[str, dict[str, float]] = {"factors": {"l2": 1.0}, "sequential": {"size": 8, "reach": 10, "epochs": 2}}
LINEAR = {"attributes", "filter", "knowledge", "neighbours", "popularity", "recency", "together", "wishes", "words"}


def trainer_of(name: str) -> Trainer:
    return PLUGINS[name].trainer(**SETTINGS.get(name, {}))


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(7))


@pytest.fixture(scope="module")
def fitted(data: Dataset) -> dict[str, BatchScorer]:
    """Every plug-in that is installed, and the blend of those that the house wires."""
    found = {name: trainer_of(name).fit(data, np.random.default_rng(0)) for name in PLUGINS}
    return {**found, "blend": blend_trainer(Settings()).fit(data, np.random.default_rng(0))}


@pytest.mark.parametrize("name", EVERY)
def test_every_law_over_every_plugin(name: str, data: Dataset) -> None:
    rng = np.random.default_rng(11)
    check_scorer(trainer_of(name), data, rng, linear=name in LINEAR, content=PLUGINS[name].content)


@pytest.mark.parametrize("name", [*EVERY, "blend"])
def test_what_is_muted_says_nothing(name: str, data: Dataset, fitted: dict[str, BatchScorer]) -> None:
    if name == "ratings":
        pytest.skip("a graded rating of 0 is a middling one; this scorer is for `evaluate ratings`, not for lists")
    for case in some_cases(fitted[name], data.catalogue, np.random.default_rng(13)):
        is_silent_about_what_is_muted(case)


def test_every_law_over_the_blend(data: Dataset, fitted: dict[str, BatchScorer]) -> None:
    trainer, blend, rng = blend_trainer(Settings()), fitted["blend"], np.random.default_rng(12)
    learns_the_same_from_the_same_seed(trainer, data, seed=3)
    leaves_its_data_alone(trainer, data, seed=3)
    assert isinstance(blend, Blend)
    names, arrays = [scorer.name for scorer in blend.scorers], packed(blend)
    for case in some_cases(blend, data.catalogue, rng):
        for law in SCORER_LAWS:
            law(case)
        check_stored(case, lambda catalogue: unpacked(arrays, names, catalogue), rng)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Query, Candidates]:
    """Any history of distinct items in any weights, any wishes, and any distinct candidates, none included."""
    rows = st.integers(0, 59)
    items = draw(st.lists(rows, unique=True, max_size=30))
    weights = draw(st.lists(st.floats(-1, 1), min_size=len(items), max_size=len(items)))
    wishes = draw(st.lists(st.sampled_from(["Drama", "Horror", "no such genre"]), unique=True))
    candidates = draw(st.lists(rows, unique=True))
    history = tuple(map(Interaction, items, weights))
    preferences = tuple(Preference("genre", wish, draw(st.floats(-1, 1))) for wish in wishes)
    return Query(history=history, preferences=preferences), Candidates(np.array(candidates, dtype=np.int64))


@pytest.mark.parametrize("name", [*EVERY, "blend"])
@given(question=questions())
@settings(max_examples=25, deadline=None)
def test_laws_over_any_question(
    name: str, question: tuple[Query, Candidates], data: Dataset, fitted: dict[str, BatchScorer]
) -> None:
    case = Case(fitted[name], data.catalogue, *question)
    for law in SCORER_LAWS:
        law(case)
    if name in LINEAR:
        adds_up_over_the_history(case)


class Shaped:
    """A scorer that says whatever it is told to, to show that the laws hear it."""

    name = "shaped"

    def __init__(self, say: Callable[[Query, Candidates], FloatArray], *terms: Term, n_items: int) -> None:
        self.say, self.terms, self.n_items = say, terms, n_items

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        return Attribution(candidates.items, self.terms, self.say(query, candidates))

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        everything = Candidates(np.arange(self.n_items))
        rows = [self.attribute(query, everything).scores for query in queries]
        return np.array(rows).reshape(-1, self.n_items)


PRIOR, STRANGE = Term("shaped", Kind.PRIOR, "prior"), Term("shaped", Kind.HISTORY, "item:unheard of")
TASTE = Term("shaped", Kind.ATTRIBUTE, "genre=Drama")


def place(_: Query, candidates: Candidates) -> FloatArray:
    return np.arange(len(candidates), dtype=np.float64)[:, None]


def row(_: Query, candidates: Candidates) -> FloatArray:
    return candidates.items[:, None].astype(np.float64)


def length_squared(query: Query, candidates: Candidates) -> FloatArray:
    return np.full((len(candidates), 1), float(len(query.history) ** 2))


@pytest.mark.parametrize(
    ("say", "term", "broken"),
    [
        (place, PRIOR, "does not depend on the other candidates|permuted candidates"),
        (row, TASTE, "only PRIOR terms speak to a stranger"),
        (row, STRANGE, "names an item of the history"),
        (length_squared, TASTE, "only its own share"),
    ],
)
def test_the_laws_find_a_scorer_that_breaks_them(
    say: Callable[[Query, Candidates], FloatArray], term: Term, broken: str, data: Dataset
) -> None:
    scorer = Shaped(say, term, n_items=len(data.catalogue))
    history = (Interaction(3, 1.0), Interaction(5, -0.5))
    case = Case(scorer, data.catalogue, Query(history=history), Candidates(np.array([9, 2, 4])))
    with pytest.raises(LawBroken, match=broken):
        hear(case)


class Ignores(Popularity):
    """Takes a matrix of histories, and says nothing of them."""

    def score_matrix(self, histories: "sparse.csr_array[np.float64]") -> FloatArray:
        return np.zeros(histories.shape)


def test_the_laws_find_a_matrix_that_is_ranked_otherwise(data: Dataset) -> None:
    scorer = Ignores(np.arange(60.0), data.catalogue)
    case = Case(scorer, data.catalogue, Query(history=(Interaction(3, 1.0),)), Candidates(np.array([9, 2])))
    with pytest.raises(LawBroken, match="score_matrix equals score_batch"):
        hear(case)


def hear(case: Case) -> None:
    for law in (*SCORER_LAWS, adds_up_over_the_history):
        law(case)


class Miscounts(PopularityTrainer):
    """Counts the users of the vocabulary instead of those who did something, so parts do not add up."""

    def collect(self, data: Dataset) -> Sums:
        sums = super().collect(data)
        return Sums({**sums.arrays, "users": np.array([float(data.interactions.n_users)])})


class Draws(PopularityTrainer):
    """Takes its randomness from elsewhere."""

    def fit(self, data: Dataset, rng: Generator) -> Popularity:  # noqa: ARG002 - that is the fault
        return Popularity(np.random.default_rng().normal(size=len(data.catalogue)), data.catalogue)


@pytest.mark.parametrize(
    ("trainer", "broken"), [(Miscounts(), "sums of disjoint users add up"), (Draws(), "gives the same scores")]
)
def test_the_laws_find_a_trainer_that_breaks_them(trainer: Trainer, broken: str, data: Dataset) -> None:
    with pytest.raises(LawBroken, match=broken):
        check_scorer(trainer, data, np.random.default_rng(0))


def test_ten_thousand_pairs_of_movielens_obey_the_sum_law(shared_data: Callable[[str], Path]) -> None:
    data = dataset(load(shared_data("ml-100k")), WeightRule.GRADED)
    rng = np.random.default_rng(0)
    blend = blend_trainer(Settings()).fit(data, rng)
    histories = data.interactions.histories()
    users = rng.choice(len(histories), 500, replace=False)
    queries = [Query(history=histories[user]) for user in users]
    scores = blend.score_batch(queries)
    pairs = 0
    for query, ranked in zip(queries, scores, strict=True):
        items = rng.choice(len(data.catalogue), 20, replace=False)
        sums = blend.attribute(query, Candidates(items)).values.sum(axis=1)
        assert (np.abs(sums - ranked[items]) <= SUM_TOLERANCE * np.maximum(1.0, np.abs(ranked[items]))).all()
        pairs += len(items)
    assert pairs == 10_000
