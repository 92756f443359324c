"""Seekers in a model's words: what gives the item away or tells more than they remember is not said, and figures stay apart."""

import json

import numpy as np
import pytest
from tests.dialogue.conftest import informed
from tests.llm.conftest import server
from tests.llm.scripted import Body, Reply, Scripted, said

from chatrec.adapters.llm.openai import OpenAiLanguageModel
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError
from chatrec.core.profile import Profile
from chatrec.dialogue import Tools
from chatrec.domains import domain
from chatrec.evaluation.seekers import Memory, Seen
from chatrec.evaluation.seeking import AGENTS as PLAIN
from chatrec.evaluation.seeking import METRICS, Sought, Speaks, seeker_of
from chatrec.evaluation.worded import AGENTS, PROTOCOL, Of, Telling, Worded, Wordsmith, worded_seeking

__all__ = ["informed", "server"]

FARGO = Item(
    id="x1", title="Fargo", aliases=("Frozen Road",), titles={"zh": "冰血暴"}, numbers={"year": 1996.0, "runtime": 98.0},
    labels={"genre": ("Crime", "Drama"), "actor": ("Frances McDormand",)},
    text="A car salesman hires two criminals to kidnap his own wife.", texts={"zh": "汽车推销员雇两个罪犯绑架自己的妻子。"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "plain", "more"),
    [
        ("I fancy a crime film", "I want to watch Crime films", None),
        ("I fancy a crime drama", "I want to watch Crime films", "drama"),
        ("something with Frances McDormand", "also Crime films", "frances mcdormand"),
        ("a crime film, 1996", "also Crime films", "1996"),
        ("a film from the 1990s", "films from the 1990s", None),
        ("98 minutes of crime", "films of 105 minutes or less", "98"),
        ("where a salesman hires two criminals", "also Crime films", "salesman hires two criminals"),
        ("想看犯罪的", "我想看犯罪的电影", None),
        ("想看犯罪和剧情的", "我想看犯罪的电影", "剧 情"),
        ("雇两个罪犯绑架自己的妻子那部", "我想看犯罪的电影", "雇 两 个 罪 犯 绑 架 自"),
    ],
)
def test_what_only_the_item_could_have_told(text: str, plain: str, more: str | None) -> None:
    assert Telling(Catalogue([FARGO]), domain("movies")).more(text, plain, 0) == more


def row(tools: Tools, title: str) -> int:
    return next(row for row, item in enumerate(tools.catalogue) if item.title == title)


def worded(tools: Tools, server: Scripted, title: str = "Fargo") -> Worded:
    target, memory = row(tools, title), Memory(tools.catalogue, tools.domain)
    inner = seeker_of(Sought(Profile("ann"), target), tools, memory, Speaks("en", 9), np.random.default_rng(1))
    model = OpenAiLanguageModel("m", server.url)
    return Worded(inner, target, "en", model, memory, Telling(tools.catalogue, tools.domain), 5.0)


def plain(body: Body) -> str:
    return json.loads(body["messages"][1]["content"])["say"]


def test_words_that_give_nothing_away_are_said(informed: Tools, server: Scripted) -> None:
    server.script = lambda body: said({"text": f"Hey, {plain(body)} please!"})
    seeker = worded(informed, server)
    first = seeker.say(Seen())
    assert first.startswith("Hey, I want to watch ")
    assert (seeker.tally.worded, seeker.tally.refused, seeker.tally.failed) == (1, 0, 0)


@pytest.mark.parametrize("leak", ["the film Fargo", "with Frances McDormand in 1996", "我想看冰血暴"])
def test_a_model_that_leaks_is_refused_and_the_template_said(leak: str, informed: Tools, server: Scripted) -> None:
    server.script = lambda body: said({"text": f"{plain(body)}, you know, {leak}"})
    seeker = worded(informed, server)
    silent = seeker_of(
        Sought(Profile("ann"), seeker.target), informed, seeker.memory, Speaks("en", 9), np.random.default_rng(1)
    )
    assert [seeker.say(Seen()) for _ in range(4)] == [silent.say(Seen()) for _ in range(4)]
    assert seeker.tally.refused == 4


def test_a_model_that_fails_leaves_the_templates(informed: Tools, server: Scripted) -> None:
    server.script = lambda _: Reply(b"", 500)
    seeker = worded(informed, server)
    assert seeker.say(Seen()).startswith("I want to watch ")
    assert seeker.tally.failed == 1


def test_the_report_bears_another_name_and_none_of_the_others_agents(informed: Tools, server: Scripted) -> None:
    def sometimes(body: Body) -> Reply:
        return said({"text": plain(body) if len(server.raw) % 2 else "I mean Titanic"})

    server.script = sometimes
    wordsmith = Wordsmith(model=OpenAiLanguageModel("m", server.url), timeout_s=5.0)
    sought, rng = [Sought(Profile("ann"), row(informed, "Titanic"))], np.random.default_rng(0)
    report = worded_seeking(sought, informed, rng, wordsmith=wordsmith, data=Of("films", "f"))
    assert report.protocol == PROTOCOL != "dialogue"
    assert set(report.models) == set(AGENTS)
    assert not set(AGENTS) & set(PLAIN)
    assert set(report.models["worded seeker"]) == set(METRICS)
    assert report.settings["model"] == f"openai:m@{server.url}"
    assert report.settings["refused"] >= 1
    with pytest.raises(DataError, match="Nobody liked anything"):
        worded_seeking([], informed, rng, wordsmith=wordsmith, data=Of("films", "f"))
