"""The text ridge against the attribute ridge's mathematics; what is named, what is bounded, and what new items get."""

from collections.abc import Sequence

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Kind
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import ConfigError
from chatrec.core.ids import ItemId
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.matrix import choices
from chatrec.scorers.text import Text, TextTrainer
from chatrec.testing import check_scorer, synthetic_dataset

PLOTS = {
    "Crime": ("a heist in a bank", "the cop and the heist", "detective murder"),
    "Horror": ("haunted house ghosts", "ghosts in the cellar", "vampires of the house"),
}


def told(data: Dataset) -> Dataset:
    """The items with plots after their first genre, so that words say something; others stay as they were."""
    items = [
        Item(
            id=item.id, title="untitled", text=PLOTS.get(item.labels.get("genre", ("",))[0], ("nothing",))[row % 3 % 1]
        )
        if row % 2
        else item
        for row, item in enumerate(data.catalogue)
    ]
    return Dataset(Catalogue(items), data.interactions, data.users, data.fingerprint)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return told(synthetic_dataset(np.random.default_rng(3), users=60, items=40))


@pytest.fixture(scope="module")
def scorer(data: Dataset) -> Text:
    return TextTrainer(size=8, l2=20.0).fit(data, np.random.default_rng(0))


def history(*rows: int) -> Query:
    return Query(history=tuple(Interaction(row, 1.0 - 0.5 * at) for at, row in enumerate(rows)))


def test_each_column_is_the_ridge_that_leaves_its_item_out(data: Dataset, scorer: Text) -> None:
    """Item by item: regress the item on what each user's choices say, the item itself taken away."""
    features, weights = scorer.arrays()["features"], scorer.arrays()["weights"]
    chosen = choices(data.interactions).toarray()
    for item in np.flatnonzero(chosen.any(axis=0)).tolist():
        others = chosen @ features - np.outer(chosen[:, item], features[item])
        penalised = others.T @ others + 20.0 * np.eye(features.shape[1])
        solution = np.linalg.solve(penalised, others.T @ chosen[:, item])
        np.testing.assert_allclose(weights[:, item], solution, rtol=0, atol=1e-9)


def test_words_are_named_and_the_rest_is_one_term(scorer: Text) -> None:
    answer = scorer.attribute(history(1, 3, 5), Candidates(np.arange(40)))
    *words, rest = answer.terms
    assert all(term.kind is Kind.TEXT and term.ref.startswith("word=") and "#" not in term.ref for term in words)
    assert (rest.source, rest.kind, rest.ref.split(":")[0]) == ("text", Kind.REST, "text")
    assert int(rest.ref.split(":")[1]) > 0


@pytest.mark.parametrize("named", [0, 1, 5])
def test_so_many_words_are_named_at_most_and_the_sum_stays(named: int, data: Dataset, scorer: Text) -> None:
    brief = TextTrainer(size=8, l2=20.0, named=named).fit(data, np.random.default_rng(0))
    query, everything = history(1, 3, 5, 2), Candidates(np.arange(40))
    answer, longer = brief.attribute(query, everything), scorer.attribute(query, everything)
    assert len(answer.terms) == named + 1
    assert answer.terms[:-1] == longer.terms[:named]
    np.testing.assert_allclose(answer.scores, longer.scores, atol=1e-12)


def test_a_words_evidence_is_its_amount_times_what_it_moves(scorer: Text) -> None:
    query = history(1, 4)
    answer = scorer.attribute(query, Candidates(np.array([7, 2])))
    arrays = scorer.arrays()
    rows = scorer._amounts.toarray()
    amounts = rows[1] + 0.5 * rows[4]
    for term, values in zip(answer.terms[:-1], answer.values.T[:-1], strict=True):
        at = arrays["entries"].tolist().index(term.ref.removeprefix("word="))
        np.testing.assert_allclose(
            values, amounts[at] * (arrays["vectors"][at] @ arrays["weights"][:, [7, 2]]), atol=1e-12
        )


def test_scores_are_linear_in_the_history(scorer: Text) -> None:
    whole, first, second = scorer.score_batch(
        [
            Query(history=(Interaction(1, 0.7), Interaction(6, -0.3))),
            Query(history=(Interaction(1, 0.7),)),
            Query(history=(Interaction(6, -0.3),)),
        ]
    )
    np.testing.assert_allclose(whole, first + second, atol=1e-12)


def test_a_new_item_is_scored_by_its_words_on_the_day_it_arrives(data: Dataset, scorer: Text) -> None:
    """Of two new films, who chose the heists gets the heist, and the evidence names the word."""
    crime = next(row for row, item in enumerate(data.catalogue) if "heist" in item.text)
    new = [Item(id=ItemId("n1"), title="new", text="a heist in a bank"), Item(id=ItemId("n2"), title="x", text="zzz")]
    later = Text.restored(scorer.arrays(), Catalogue([*data.catalogue, *new]))
    answer = later.attribute(history(crime), Candidates(np.array([40, 41])))
    values = dict(zip((term.ref for term in answer.terms), answer.values.T, strict=True))
    assert values["word=heist"][0] != 0.0
    assert not answer.values[1].any()
    np.testing.assert_allclose(later.score_batch([history(crime)])[0, 40:], answer.scores, atol=1e-12)


def test_a_new_item_in_the_history_speaks_too(data: Dataset, scorer: Text) -> None:
    new = Item(id=ItemId("n1"), title="new", text="a heist in a bank")
    later = Text.restored(scorer.arrays(), Catalogue([*data.catalogue, new]))
    assert later.score_batch([history(40)])[0, :40].any()


def test_a_catalogue_without_words_has_no_opinion(data: Dataset) -> None:
    bare = Catalogue([Item(id=ItemId(item.id), title="!") for item in data.catalogue])
    plain = Dataset(bare, data.interactions, data.users, data.fingerprint)
    scorer = TextTrainer().fit(plain, np.random.default_rng(0))
    assert not scorer.score_batch([history(0)]).any()
    assert scorer.attribute(history(0), Candidates(np.array([3]))).terms == ()


class Lengths:
    """A model that embeds a text by its length and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def embed(self, texts: Sequence[str]) -> FloatArray:
        self.asked += 1
        return np.array([[1.0, len(text) % 7, len(text) % 3] for text in texts])


def test_a_models_embeddings_keep_every_law(data: Dataset) -> None:
    trainer = TextTrainer(embeddings="openai:m@http://localhost", size=3, l2=5.0).using(Lengths())
    check_scorer(trainer, data, np.random.default_rng(2), content=True)


def test_a_catalogue_is_read_once_however_often_it_is_fitted(data: Dataset) -> None:
    model = Lengths()
    trainer = TextTrainer(embeddings="openai:m@http://localhost").using(model)
    for _ in range(3):
        trainer.fit(data, np.random.default_rng(0))
    assert model.asked == 1
    trainer.fit(told(data), np.random.default_rng(0))
    assert model.asked == 2


def test_a_model_that_nobody_gave_is_missed_at_once(data: Dataset) -> None:
    with pytest.raises(ConfigError, match="'openai:m@http://x'"):
        TextTrainer(embeddings="openai:m@http://x").fit(data, np.random.default_rng(0))
