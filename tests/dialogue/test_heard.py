"""Which messages go on speaking for items, and that they reach the question."""

from dataclasses import replace

import numpy as np
import pytest
from tests.dialogue.films import film_dataset
from tests.dialogue.talk import Talk

from chatrec.core.acts import Act, AskWhy, Dislike, Like, Negate, OffTopic, Recommend, TheItem, TheValue
from chatrec.core.query import Excludes, Said
from chatrec.dialogue import Tools
from chatrec.dialogue.heard import KEPT, LONGEST, heard
from chatrec.recommend import Recommender
from chatrec.scorers.blend import Blend
from chatrec.scorers.words import WordsTrainer

BEFORE = (Said("robots"),)


@pytest.mark.parametrize(
    ("acts", "added"),
    [
        ((Recommend(),), (Said("heist"),)),
        ((OffTopic(),), (Said("heist"),)),
        ((Like(TheItem(3)), Like(TheValue("genre", "Crime")), Recommend()), (Said("heist", (3,)),)),
        ((AskWhy(), Recommend()), (Said("heist"),)),
        ((AskWhy(),), ()),
        ((Recommend(), Negate(Excludes("genre", ("Horror",)))), ()),
        ((Dislike(TheItem(3)),), ()),
    ],
)
def test_what_is_kept_of_a_message(acts: tuple[Act, ...], added: tuple[Said, ...]) -> None:
    assert heard(BEFORE, " heist ", acts) == BEFORE + added


def test_only_so_much_is_kept() -> None:
    said: tuple[Said, ...] = ()
    for at in range(KEPT + 5):
        said = heard(said, f"{at} " + "x" * 4000, (Recommend(),))
    assert len(said) == KEPT
    assert said[-1].text.startswith(f"{KEPT + 4} ")
    assert {len(one.text) for one in said} == {LONGEST}


@pytest.fixture(scope="module")
def hearing(tools: Tools) -> Tools:
    """The synthetic house, ranked by what was said alone."""
    words = WordsTrainer(about=1.0).fit(film_dataset(), np.random.default_rng(0))
    blend = Blend([words], np.array([0]), np.ones((1, 1)), np.zeros(1))
    recommender = Recommender(tools.catalogue, blend, tools.recommender.reranker, model=tools.recommender.model)
    return replace(tools, recommender=recommender)


@pytest.mark.parametrize(
    ("message", "said"), [("recommend tales of a redemption", "redemption"), ("推荐 redemption 的故事", "redemption")]
)
def test_a_word_changes_the_list_and_is_its_reason(message: str, said: str, hearing: Tools) -> None:
    talk = Talk(hearing)
    talk.say("recommend a film")
    turn = talk.say(message)
    assert [one.text for one in turn.state.said] == ["recommend a film", message]
    assert turn.query is not None
    assert turn.query.said == turn.state.said
    assert turn.slate is not None
    first = turn.slate.items[0]
    assert hearing.catalogue[first.item].title == "The Shawshank Redemption"
    label = {"en": f"you said “{said}”", "zh": f"你说过“{said}”"}[turn.locale]
    assert label in [one.label for one in hearing.explainer.reasons(first, turn.query)]


def test_starting_over_forgets_the_words(hearing: Tools) -> None:
    talk = Talk(hearing)
    talk.say("recommend something about robots")
    assert talk.say("start over").state.said == ()
