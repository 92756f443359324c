"""Words of a conversation are the user's own doing: what would the list be if some did not count?"""

from itertools import combinations

import numpy as np
import pytest

from chatrec.app.changing import change_forms
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, ModelVersion, UserId
from chatrec.core.query import Context, Interaction, Locale, Query, Said
from chatrec.data import dataset_of
from chatrec.domains import domain
from chatrec.explain import Explainer, Situation, Speaker, counterfactual
from chatrec.explain.changes import Change, Mute, Unheard
from chatrec.explain.counterfactual import own_actions, spoken_words
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.blend import Blend
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.words import WordsTrainer

TOLD = ("heist", "robots", "opera", "desert", "violin", "harbour", "lighthouse", "chess")


@pytest.fixture(scope="module")
def talking() -> Recommender:
    """Forty items, each of which tells three of eight words, under a model that goes by what is said; none is as popular as another."""
    rng = np.random.default_rng(5)
    items = [
        Item(id=ItemId(f"i{row}"), title=f"Zorb {row}", text=" ".join(rng.choice(TOLD, 3, replace=False)))
        for row in range(40)
    ]
    catalogue = Catalogue(items)
    chosen = rng.integers(0, 40, 200)
    users = [UserId(f"u{n % 20}") for n in range(200)]
    data = dataset_of(catalogue, users, [items[row].id for row in chosen], rng.uniform(0.2, 1.0, 200), np.arange(200.0))
    scorers = [one.fit(data, rng) for one in (PopularityTrainer(), WordsTrainer(about=1.0, texts=1.0))]
    blend = Blend(scorers, np.array([0]), np.array([[0.3, 1.0]]), np.array([-4.0]))
    return Recommender(catalogue, blend, DiversityReranker(catalogue, strength=0.1), model=ModelVersion("v0001"))


def asked(*texts: str, locale: Locale = "en") -> Situation:
    said = tuple(Said(text) for text in texts)
    return Situation(Query(history=(Interaction(3, 1.0),), said=said, context=Context(locale), n=3))


def rows(house: Recommender, situation: Situation, changes: tuple[Change, ...] = ()) -> list[int]:
    return [one.item for one in house.recommend(situation.after(changes).query).items]


def test_the_fewest_words_without_which_it_goes_are_found(talking: Recommender) -> None:
    sizes = []
    for texts in combinations(TOLD, 3):
        situation = asked(*texts)
        item = rows(talking, situation)[0]
        words = spoken_words(talking, situation, item)
        assert set(words) <= set(texts)
        actions = own_actions(situation, words)
        assert set(actions) == {Mute(3), *map(Unheard, words)}
        found = counterfactual(talking, situation, item)
        changes = found.found.changes
        assert found.actions == found.considered == len(actions)
        by_hand = [
            size
            for size in range(1, len(actions) + 1)
            if any(item not in rows(talking, situation, some) for some in combinations(actions, size))
        ]
        assert (changes is None) == (not by_hand)
        if changes is not None:
            assert item not in rows(talking, situation, changes)
            assert len(changes) == by_hand[0]
            sizes += [len(changes)] * any(isinstance(one, Unheard) for one in changes)
    assert {1, 2} <= set(sizes)


def test_of_a_long_talk_the_words_that_help_most_are_looked_at(talking: Recommender) -> None:
    situation = asked(" ".join(TOLD), "chess and violin at the harbour with robots, no desert")
    item = rows(talking, situation)[0]
    found = counterfactual(talking, situation, item)
    assert found.found.changes is not None
    assert item not in rows(talking, situation, found.found.changes)


@pytest.mark.parametrize(
    ("locale", "clause"), [("en", "it did not count that you said “heist”"), ("zh", "不计你说过“heist”")]
)
def test_a_word_that_does_not_count_is_told_and_read_back(locale: Locale, clause: str, talking: Recommender) -> None:
    situation = asked("heist", locale=locale)
    speaker = Speaker(talking.catalogue, Explainer(talking.catalogue, domain("movies")), situation.query, str)
    (form,) = change_forms((Unheard("heist"),), speaker)
    assert (form.kind, form.word, form.clause) == ("unheard", "heist", clause)
    assert form.read(talking.catalogue) == Unheard("heist")
    assert situation.after([Unheard("heist")]).query.unheard == {"heist"}
