"""The dial in words: understood in both languages, remembered, shown in the evidence, taken back."""

from dataclasses import replace

import numpy as np
import pytest
from tests.dialogue.films import film_dataset
from tests.dialogue.talk import Talk

from chatrec.core.acts import Adjust, Like, Negate, Recommend, Refine
from chatrec.core.attribution import Kind
from chatrec.core.moves import Move
from chatrec.core.query import Dial
from chatrec.dialogue import Tools, dump, load
from chatrec.recommend import NOVELTY, Dialled, Recommender
from chatrec.scorers.popularity import PopularityTrainer


@pytest.fixture(scope="module")
def turning(tools: Tools) -> Tools:
    """The house with a dial, over what everybody likes."""
    plain = tools.recommender
    scorer = Dialled(PopularityTrainer().fit(film_dataset(), np.random.default_rng(0)), strength=4.0)
    return replace(tools, recommender=Recommender(plain.catalogue, scorer, plain.reranker, model="test"))


@pytest.fixture
def talk(turning: Tools) -> Talk:
    return Talk(turning)


@pytest.mark.parametrize(
    ("message", "act"),
    [
        ("surprise me", Adjust(1, 1)),
        ("Surprise me!", Adjust(1, 1)),
        ("something less known", Adjust(1, 0)),
        ("show me some hidden gems", Adjust(1, 0)),
        ("more obscure please", Adjust(1, 0)),
        ("more variety", Adjust(0, 1)),
        ("play it safe", Adjust(-1, -1)),
        ("something more mainstream", Adjust(-1, -1)),
        ("not too obscure", Adjust(-1, -1)),
        ("as usual", Adjust(0, 0)),
        ("don't surprise me", Adjust(0, 0)),
        ("给我点惊喜", Adjust(1, 1)),
        ("给我點驚喜", Adjust(1, 1)),
        ("更冷门一点", Adjust(1, 0)),
        ("来点小众的", Adjust(1, 0)),
        ("不要太冷门", Adjust(-1, -1)),
        ("稳妥一点", Adjust(-1, -1)),
        ("多样一点", Adjust(0, 1)),
        ("恢复正常", Adjust(0, 0)),
    ],
)
def test_what_turns_it(talk: Talk, message: str, act: Adjust) -> None:
    acts = talk.tools.nlu.parse(message, talk.state)
    assert acts[0] == act
    assert set(acts[1:]) == {Recommend()}
    assert talk.say(message).move is Move.RECOMMEND


def test_it_is_turned_beside_other_wishes(talk: Talk) -> None:
    acts = talk.say("I loved Heat, three less known thrillers from the 90s, no horror").acts
    assert [type(act) for act in acts] == [Adjust, Like, Negate, Refine, Refine, Recommend]
    assert [type(act) for act in talk.say("推荐三部冷门的喜剧").acts] == [Adjust, Refine, Recommend]


def test_it_holds_until_it_is_turned_back(talk: Talk) -> None:
    stands = [
        talk.say(message).state.dial for message in ("surprise me", "更冷门一点", "less known", "play it safe", "照常")
    ]
    assert stands == [Dial(0.5, 0.5), Dial(1.0, 0.5), Dial(1.0, 0.5), Dial(-0.5, -0.5), Dial()]
    talk.say("something less known")
    talk.state = load(dump(talk.state))
    assert talk.say("comedies").query.context.dial == Dial(0.5, 0.0)
    assert talk.say("start over").state.dial == Dial()


def test_it_is_evidence_with_a_name(talk: Talk) -> None:
    turn = talk.say("I loved Heat, surprise me with 30 films")
    terms = {piece.term for item in turn.slate.items for piece in item.evidence if piece.term.source == NOVELTY}
    assert [(term.kind, term.ref) for term in terms] == [(Kind.WISH, "known=less")]
    labels = {
        reason.label
        for item in turn.slate.items
        for reason in talk.tools.explainer.reasons(item, turn.query, limit=99)
        if reason.term.source == NOVELTY and reason.term.kind is Kind.WISH
    }
    assert labels == {"better known than you asked for"}
    assert "less known films" in talk.reply(turn).lower()
    assert "I will mix them more." in talk.reply(turn)
    turn = talk.say("热门一点")
    assert "我会推荐更有名的电影。" in talk.reply(turn)
    best = talk.tools.explainer.reasons(turn.slate.items[0], turn.query, limit=99)
    assert "你想要更有名的电影" in {reason.label for reason in best}


def test_a_chip_takes_it_back(talk: Talk) -> None:
    talk.say("I loved Heat")
    turn = talk.say("less known thrillers")
    assert turn.question or "As usual" in turn.suggestions
    turn = talk.say("less known")
    assert "As usual" in turn.suggestions
    turn = talk.say("As usual")
    assert turn.state.dial == Dial()
    assert "Back to the usual mix." in talk.reply(turn)
    assert not any(piece.term.source == NOVELTY for item in turn.slate.items for piece in item.evidence)
