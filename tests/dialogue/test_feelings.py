"""How somebody feels: told in words, counted in the list, fading, and switched off."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.dialogue.talk import Talk

from chatrec.core.acts import Feel
from chatrec.core.attribution import Kind
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, ModelVersion
from chatrec.core.moves import Move
from chatrec.core.query import EVEN
from chatrec.dialogue import DialogueState, FactBook, RulePolicy, TemplateNlg, Tools, dump, load
from chatrec.dialogue.nlu import RuleNlu
from chatrec.dialogue.nlu.remarks.feelings import felt
from chatrec.dialogue.nlu.words.text import words
from chatrec.dialogue.nlu.words.unread import Unread
from chatrec.domains.movies import DOMAIN
from chatrec.explain import Explainer
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.mood import MoodScorer

FILMS = (("Airplane!", "funny"), ("Come and See", "bleak"), ("Speed", "thrilling"), ("Paddington", "warm"))
SIDES = {"bad": -1, "good": 1, "none": 0}
with (Path(__file__).parent / "feelings.tsv").open(encoding="utf-8", newline="") as lines:
    TOLD = [tuple(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.fixture(scope="module")
def moody() -> Tools:
    """A house of four films whose moods alone rank them."""
    catalogue = Catalogue(
        [
            Item(id=ItemId(f"f{at}"), title=title, labels={"genre": ("Drama",), "mood": (mood,)})
            for at, (title, mood) in enumerate(FILMS)
        ]
    )
    scorer = MoodScorer(1.5, catalogue)
    ranking = Recommender(catalogue, scorer, DiversityReranker(catalogue, strength=0.0), model=ModelVersion("test"))
    return Tools(
        nlu=RuleNlu(catalogue, DOMAIN),
        policy=RulePolicy(),
        nlg=TemplateNlg(catalogue, DOMAIN),
        recommender=ranking,
        explainer=Explainer(catalogue, DOMAIN),
        catalogue=catalogue,
        domain=DOMAIN,
        book=FactBook(catalogue, DOMAIN),
    )


@pytest.fixture
def talk(moody: Tools) -> Talk:
    return Talk(moody)


@pytest.mark.parametrize(("message", "side"), TOLD)
def test_a_feeling_is_told_from_a_wish(message: str, side: str, talk: Talk) -> None:
    felt = [act.mood for act in talk.tools.nlu.parse(message, talk.state) if isinstance(act, Feel)]
    assert [np.sign(mood.valence) for mood in felt] == ([] if side == "nothing" else [SIDES[side]])


def test_degrees_and_denials(state: DialogueState) -> None:
    def valence(message: str) -> float:
        return felt(Unread(message, words(message)), state)[0][0].mood.valence

    assert valence("i'm really sad") < valence("i'm sad") < valence("i'm a bit sad") < 0
    assert valence("i'm sad") < valence("i'm not happy") < 0 < valence("i'm not sad") < valence("i'm happy")


@pytest.mark.parametrize(
    ("message", "first", "says", "off"),
    [
        ("I had a terrible day", "Paddington", "sorry", "Never mind my mood"),
        ("今天过得糟透了", "Paddington", "难过", "别管我的心情"),
        ("I just got promoted!", "Airplane!", "Good", "Never mind my mood"),
    ],
)
def test_it_leads_somewhere_kind_and_says_so(message: str, first: str, says: str, off: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert turn.move is Move.RECOMMEND
    assert talk.titles(turn)[0] == first
    pieces = [piece for item in turn.slate.items for piece in item.evidence]
    assert {piece.term.kind for piece in pieces} == {Kind.MOOD}
    assert off in turn.suggestions
    reply = talk.reply(turn)
    assert says in reply or "nice" in reply or "不容易" in reply
    assert ("How you feel counts" in reply) or ("考虑了你的心情" in reply)
    assert talk.tools.explainer.reason(turn.slate.items[0], turn.query).text


def test_it_fades_and_is_gone_after_some_turns(talk: Talk) -> None:
    talk.say("I had a terrible day")
    strengths = [abs(talk.say("recommend something").query.context.mood.valence) for _ in range(9)]
    assert strengths == sorted(strengths, reverse=True)
    assert 0 < strengths[0] < 0.8
    assert strengths[-1] == 0


@pytest.mark.parametrize("message", ["never mind my mood", "start over", "别管我的心情"])
def test_it_is_switched_off(message: str, talk: Talk) -> None:
    talk.say("I'm so sad")
    assert talk.state.mood != EVEN
    talk.say(message)
    assert talk.state.mood == EVEN


def test_it_survives_a_restart(talk: Talk) -> None:
    talk.say("I'm stressed out")
    assert load(dump(talk.state)) == talk.state
    assert load(dump(talk.state)).last.query.context.mood == talk.state.mood


def test_without_moods_in_the_catalogue_nothing_is_claimed(moody: Tools) -> None:
    plain = [Item(id=item.id, title=item.title, labels={"genre": ("Drama",)}) for item in moody.catalogue]
    catalogue = Catalogue(plain)
    ranking = Recommender(catalogue, MoodScorer(1.5, catalogue), moody.recommender.reranker, model=ModelVersion("test"))
    bare = Talk(replace(moody, catalogue=catalogue, recommender=ranking, explainer=Explainer(catalogue, DOMAIN)))
    turn = bare.say("I had a terrible day")
    assert "counts" not in bare.reply(turn)
    assert "sorry" in bare.reply(turn)
