"""The ridge from what was said to what was chosen, against a dense solve; and what items tell of themselves."""

import numpy as np
import pytest

from chatrec.core.attribution import Attribution, Kind
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.heed import Dispute, Heed, Matter
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset, Utterance
from chatrec.core.query import Candidates, Context, Interaction, Query, Said
from chatrec.data import dataset_of
from chatrec.recommend import Disputing
from chatrec.scorers.words import INTERCEPT, SPOKEN_OF, Words, WordsTrainer

TALKS = [("heist", "a"), ("heist", "a"), ("heist", "b"), ("robots", "b"), ("robots", "c"), ("opera", "c")]
LEARNING = WordsTrainer(least=1, least_named=1, l2=2.0, word=1.0, mention=1.5, strength=1.0, texts=0.0)
EVERYTHING = Candidates(np.arange(4))


def catalogue() -> Catalogue:
    told = {"a": "Heat", "b": "Ronin", "c": "Carmen", "d": "A Heist in Space"}
    return Catalogue([Item(id=ItemId(name), title=title, text=f"{title} 太空") for name, title in told.items()])


def talks() -> Dataset:
    """Everybody says one word and chooses one item; the last one names the item before as well."""
    users = [UserId(f"u{at}") for at in range(len(TALKS))]
    data = dataset_of(
        catalogue(), users, [ItemId(item) for _, item in TALKS], np.ones(len(TALKS)), np.full(len(TALKS), 9.0)
    )
    said = [Utterance(at, 8.0, Said(word, (0,) if at == len(TALKS) - 1 else ())) for at, (word, _) in enumerate(TALKS)]
    return data.with_said(said)


@pytest.fixture(scope="module")
def scorer() -> Words:
    return LEARNING.fit(talks(), np.random.default_rng(0))


def answer(scorer: Words, *said: Said) -> Attribution:
    return scorer.attribute(Query(said=said), EVERYTHING)


def test_the_solve_is_that_of_a_dense_ridge(scorer: Words) -> None:
    """Columns heist, robots, opera, item a and the intercept; all in double precision, by the normal equations."""
    words, items = ["heist", "robots", "opera"], ["a", "b", "c"]
    rarity = np.log(len(TALKS) / np.array([3, 2, 1]))
    x = np.zeros((len(TALKS), 5))
    y = np.zeros((len(TALKS), 3))
    for at, (word, item) in enumerate(TALKS):
        x[at, words.index(word)] = rarity[words.index(word)]
        y[at, items.index(item)] = 1.0
    x[-1, 3], x[:, 4] = LEARNING.mention, INTERCEPT
    weights = np.linalg.solve(x.T @ x + LEARNING.l2 * np.eye(5), x.T @ y)
    prior = INTERCEPT * weights[4]
    wanted = (prior + rarity[0] * weights[0] + LEARNING.mention * weights[3]) / prior.max()
    got = answer(scorer, Said("heist", (0,))).scores
    assert got[:3] == pytest.approx(wanted, abs=1e-5)
    assert got[3] == 0.0


def test_a_small_penalty_is_solved_in_double_precision() -> None:
    """Without a penalty "heist" is what those who said it chose: a twice, b once."""
    free = LEARNING.model_copy(update={"l2": 1e-9}).fit(talks(), np.random.default_rng(0))
    found = answer(free, Said("heist")).scores
    assert found[0] / found[1] == pytest.approx(2.0, rel=1e-4)
    assert found[2] == pytest.approx(0.0, abs=1e-4)


def test_words_and_mentions_are_named_and_add_up(scorer: Words) -> None:
    found = answer(scorer, Said("a heist"), Said("robots", (0,)))
    names = {term.ref: term.kind for term in found.terms}
    assert {"word=heist", "word=robots", "item:a"} <= names.keys()
    assert names["word=heist"] is Kind.TEXT
    assert names[SPOKEN_OF] is Kind.PRIOR
    columns = {term.ref: found.values[:, at] for at, term in enumerate(found.terms)}
    assert columns["word=heist"][0] > 0 > columns["word=heist"][2]
    assert columns["word=robots"][2] > 0


def test_only_the_words_that_move_most_are_named(scorer: Words) -> None:
    whole = answer(scorer, Said("heist robots opera"))
    few = LEARNING.model_copy(update={"named": 1}).fit(talks(), np.random.default_rng(0))
    folded = answer(few, Said("heist robots opera"))
    assert [term.kind for term in folded.terms] == [Kind.TEXT, Kind.REST, Kind.PRIOR]
    assert folded.terms[1].ref == "text:2"
    assert folded.scores == pytest.approx(whole.scores)


def test_where_nobody_said_anything_items_speak_for_themselves() -> None:
    """A title says more than prose, and a word that every item tells says least."""
    silent = talks().with_said(())
    scorer = WordsTrainer().fit(silent, np.random.default_rng(0))
    assert answer(scorer, Said("heist")).scores.argmax() == 3
    assert answer(scorer, Said("太空")).scores.min() > 0
    assert answer(scorer, Said("carmen")).scores.tolist()[:2] == [0.0, 0.0]
    assert not answer(scorer, Said("nothing of this kind")).scores.any()
    assert not answer(scorer).terms


def test_what_comes_later_is_told_of_by_the_same_levels() -> None:
    fitted = WordsTrainer().fit(talks().with_said(()), np.random.default_rng(0))
    grown = Catalogue([*catalogue(), Item(id=ItemId("e"), title="Opera Heist")])
    later = Words.restored(fitted.arrays(), grown)
    query = Query(said=(Said("an opera heist"),))
    scores = later.score_batch([query])[0]
    assert scores.argmax() == 4
    assert scores[:4] == pytest.approx(fitted.score_batch([query])[0])


def test_what_is_unheard_says_nothing_and_all_else_stays(scorer: Words) -> None:
    said = (Said("heist robots"), Said("opera", (0,)))
    whole = scorer.attribute(Query(said=said), EVERYTHING)
    kept = scorer.attribute(Query(said=said, unheard=frozenset({"robots"})), EVERYTHING)
    named = {term.ref: whole.values[:, at] for at, term in enumerate(whole.terms)}
    left = {term.ref: kept.values[:, at] for at, term in enumerate(kept.terms)}
    assert named.keys() - left.keys() == {"word=robots"}
    assert all((left[ref] == named[ref]).all() for ref in left)
    alone = Query(
        said=said, unheard=frozenset({"robots", "heist", "heist robots", "opera"}), history=(Interaction(0, 0.0),)
    )
    nothing = scorer.attribute(alone, EVERYTHING)
    assert [term.ref for term in nothing.terms if term.kind is not Kind.REST] == [SPOKEN_OF]
    np.testing.assert_allclose(scorer.score_batch([alone])[0], nothing.scores)


def test_a_mention_of_what_counts_no_more_says_nothing(scorer: Words) -> None:
    said = (Said("heist", (0,)),)
    for weight, there in ((1.0, True), (0.0, False)):
        query = Query(said=said, history=(Interaction(0, weight),))
        found = scorer.attribute(query, EVERYTHING)
        assert ("item:a" in {term.ref for term in found.terms}) == there
        np.testing.assert_allclose(scorer.score_batch([query])[0], found.scores)


def test_a_disputed_word_is_named_however_small_it_is() -> None:
    few = LEARNING.model_copy(update={"named": 1}).fit(talks(), np.random.default_rng(0))
    said = (Said("heist robots opera"),)
    smaller = {"heist", "robots", "opera"} - {answer(few, *said).terms[0].ref.removeprefix("word=")}
    for word in smaller:
        heed = Heed(disputes=(Dispute(Matter.WORD, word),))
        query = Query(said=said, context=Context(heed=heed))
        found = few.attribute(query, EVERYTHING)
        assert f"word={word}" in {term.ref for term in found.terms}
        assert found.scores == pytest.approx(answer(few, *said).scores)
        silent = Disputing(few).attribute(query, EVERYTHING)
        at = [term.ref for term in found.terms].index(f"word={word}")
        assert silent.scores == pytest.approx(found.scores - found.values[:, at])
        assert Disputing(few).score_batch([query])[0] == pytest.approx(silent.scores)
