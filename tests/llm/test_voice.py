"""The voice over HTTP: a model that lies, a model that tells the truth, and what becomes of each."""

import json
import random

import numpy as np
import pytest
from tests.dialogue.films import FILMS, film_dataset
from tests.dialogue.talk import Talk
from tests.llm.lies import lies
from tests.llm.scripted import Body, Reply, Scripted, said

from chatrec.adapters.llm.openai import OpenAiLanguageModel
from chatrec.core.ids import ModelVersion
from chatrec.core.trouble import Trouble
from chatrec.dialogue import FactBook, RulePolicy, TemplateNlg, Tools
from chatrec.dialogue.nlu import RuleNlu
from chatrec.domains import domain
from chatrec.explain import Explainer
from chatrec.llm import Spoken, Voice
from chatrec.llm.grounding import ungrounded
from chatrec.llm.licence import Licences
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.attributes import AttributesTrainer
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.wishes import WishesTrainer

SENTENCES = [
    "recommend something", "three comedies", "no horror", "I loved {title}", "I hated {title}", "I've seen {title}", "more", "from the 90s",
    "westerns before 1950", "start over", "I love dramas", "I can't stand musicals", "100 films", "tell me about {title}", "hello",
    "推荐三部科幻片", "不要恐怖片", "我喜欢《{title}》", "我讨厌《{title}》", "看过《{title}》", "换一批", "九十年代", "重新开始", "我喜欢喜剧", "一百部电影",
]  # fmt: skip


@pytest.fixture(scope="module")
def tools() -> Tools:
    data = film_dataset()
    catalogue, films = data.catalogue, domain("movies")
    trainer = BlendTrainer(learned=(PopularityTrainer(), AttributesTrainer()), spoken=(WishesTrainer(),))
    return Tools(
        nlu=RuleNlu(catalogue, films),
        policy=RulePolicy(),
        nlg=TemplateNlg(catalogue, films),
        recommender=Recommender(
            catalogue, trainer.fit(data, np.random.default_rng(7)), DiversityReranker(catalogue, strength=0.2),
            model=ModelVersion("test"),
        ),
        explainer=Explainer(catalogue, films),
        catalogue=catalogue,
        domain=films,
        book=FactBook(catalogue, films),
    )  # fmt: skip


def lines(body: Body) -> list[dict]:
    return json.loads(body["messages"][1]["content"])


def voice(server: Scripted, timeout_s: float = 5.0) -> Voice:
    return Voice(OpenAiLanguageModel("m", server.url), timeout_s=timeout_s)


def spoken(talk: Talk, message: str, speaker: Voice) -> tuple[list[str], Spoken]:
    """The templates of a turn, and what is said instead."""
    turn = talk.say(message)
    templates = [sentence.text for sentence in talk.tools.nlg.realise(turn.plan)]
    return templates, speaker.word(turn.plan, templates, talk.tools)


@pytest.mark.parametrize("seed", range(2))
def test_every_sentence_of_our_own_that_is_checked_passes(seed: int, tools: Tools) -> None:
    rng, talk, licences, checked = random.Random(seed), Talk(tools), Licences(tools.catalogue, tools.domain), 0
    for _ in range(40):
        turn = talk.say(rng.choice(SENTENCES).format(title=rng.choice(FILMS).title))
        for point, sentence in zip(turn.plan.points, tools.nlg.realise(turn.plan), strict=True):
            licence = licences.of(point, turn.plan.locale)
            assert licence is None or ungrounded(sentence.text, licence) is None, sentence.text
            checked += licence is not None
    assert checked > 40


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_a_lying_model_says_reaches_the_user(seed: int, server: Scripted, tools: Tools) -> None:
    rng = random.Random(seed)

    def liar(body: Body) -> Reply:
        locale = "zh" if "Chinese" in body["messages"][0]["content"] else "en"
        told = [{"id": line["id"], "text": rng.choice(list(lies(line["text"], locale, rng)))} for line in lines(body)]
        return said({"sentences": told})

    server.script = liar
    talk, speaker, asked = Talk(tools), voice(server), 0
    for _ in range(20):
        templates, words = spoken(talk, rng.choice(SENTENCES).format(title=rng.choice(FILMS).title), speaker)
        assert list(words.sentences) == templates
        assert words.reworded == 0
        asked += words.blocked
    assert asked > 10


def test_what_a_truthful_model_says_is_said(server: Scripted, tools: Tools) -> None:
    server.script = lambda body: said(
        {"sentences": [{**line, "text": "Okay, " + line["text"]} for line in lines(body)]}
    )
    templates, words = spoken(Talk(tools), "three comedies", voice(server))
    assert words.sentences[0] == "Okay, " + templates[0]
    assert (words.trouble, words.reworded, words.blocked) == (None, len(lines(server.asked[0])), 0)
    assert words.model == f"openai:m@{server.url}"
    assert words.usage.tokens == 15


def test_only_the_sentences_that_hold_are_said(server: Scripted, tools: Tools) -> None:
    server.script = lambda body: said(
        {
            "sentences": [
                {"id": 99, "text": "Who asked for this?"},
                {"id": lines(body)[0]["id"], "text": "Take a look at these\n 3 comedies."},
                {"id": lines(body)[0]["id"], "text": "Take a look at these 3 comedies!"},
                *({"id": line["id"], "text": "You will love it."} for line in lines(body)[1:]),
            ]
        }
    )
    templates, words = spoken(Talk(tools), "three comedies", voice(server))
    assert words.sentences == ("Take a look at these 3 comedies.", *templates[1:])
    assert words.reworded == 1
    assert words.blocked == 2 + len(lines(server.asked[0])) - 1


def test_the_model_is_told_what_is_to_be_said_and_nothing_that_the_user_wrote(server: Scripted, tools: Tools) -> None:
    server.script = lambda _: Reply(b"", 500)
    talk = Talk(tools)
    templates, words = spoken(talk, "I loved Heat, my name is Zaphod Canary", voice(server))
    assert list(words.sentences) == templates
    assert words.trouble is Trouble.DOWN
    assert b"Canary" not in b"".join(server.raw)
    assert "Heat (1995)" in server.asked[0]["messages"][1]["content"]


def test_what_no_model_could_say_better_is_not_sent(server: Scripted, tools: Tools) -> None:
    templates, words = spoken(Talk(tools), "hello", voice(server))
    assert words == Spoken(tuple(templates))
    assert server.asked == []
