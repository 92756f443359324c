"""People who look for something: they say what is true, never what gives it away, and find it sooner than by paging."""

import numpy as np
import pytest
from tests.dialogue.conftest import informed

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError, LawBroken
from chatrec.core.profile import Profile
from chatrec.core.query import Between, Excludes, Includes
from chatrec.dialogue import Tools
from chatrec.dialogue.state import Choice
from chatrec.evaluation.leaks import Leaks
from chatrec.evaluation.seekers import Agenda, Fact, Memory, Paging, Seen
from chatrec.evaluation.seeking import AGENTS, BASELINE, METRICS, TURNS, Sought, held, seeking

__all__ = ["informed"]

PEOPLE = 4


def row(tools: Tools, title: str) -> int:
    return next(row for row, item in enumerate(tools.catalogue) if item.title == title)


@pytest.fixture(scope="module")
def memory(informed: Tools) -> Memory:
    return Memory(informed.catalogue, informed.domain)


def agenda(tools: Tools, memory: Memory, title: str, facts: list[Fact] | None = None) -> Agenda:
    rng, target = np.random.default_rng(1), row(tools, title)
    left = memory.facts(target, rng, people=True) if facts is None else facts
    return Agenda(target, tools.catalogue, tools.domain, "en", rng, left)


@pytest.mark.parametrize(
    ("message", "title", "leak"),
    [
        ("I want to watch Fargo", "Fargo", "fargo"),
        ("something like fargo, but", "Fargo", "fargo"),
        ("我想看冰血暴", "Fargo", "冰 血 暴"),
        ("the one about a shining hotel", "The Shining", "shining"),
        ("the wizard of oz", "The Wizard of Oz", "the wizard of oz"),
        ("something with a wizard", "The Wizard of Oz", "wizard"),
        ("films about war", "The War Room", None),
        ("the war room", "The War Room", "the war room"),
        ("films of 100 minutes or less", "Fargo", None),
        ("crime films from the 1990s, no horror", "Fargo", None),
        ("犯罪片，九十年代的", "Fargo", None),
        ("films of the series id-7", "Seven", "id 7"),
    ],
)
def test_what_gives_an_item_away(message: str, title: str, leak: str | None) -> None:
    war = [Item(id=f"w{n}", title=f"No {n}", labels={"theme": ("war",)}) for n in range(12)]
    films = {
        "Fargo": Item(id="100", title="Fargo", titles={"zh": "冰血暴"}),
        "The Shining": Item(id="200", title="The Shining"),
        "The Wizard of Oz": Item(id="3", title="The Wizard of Oz"),
        "The War Room": Item(id="4", title="The War Room"),
        "Seven": Item(id="id-7", title="Se7en"),
    }
    assert Leaks(Catalogue([*war, *films.values()])).leak(message, films[title]) == leak


def test_a_seeker_that_gives_it_away_is_caught(informed: Tools, memory: Memory) -> None:
    target = row(informed, "Fargo")
    telling = Fact(Includes("genre", ("Crime",)), {"en": "the film Fargo", "zh": "冰血暴"})
    nobody = Sought(Profile("ann"), target)
    with pytest.raises(LawBroken, match="gives it away with 'fargo'"):
        held(nobody, agenda(informed, memory, "Fargo", [telling]), informed, memory)


def test_what_is_remembered_is_true_and_gives_nothing_away(informed: Tools, memory: Memory) -> None:
    rng = np.random.default_rng(0)
    some = rng.choice(len(informed.catalogue), 60, replace=False).tolist()
    for target in (*some, row(informed, "Titanic"), row(informed, "Star Wars")):
        facts = memory.facts(target, rng, people=True)
        assert facts
        assert all(fact.wish.allows(informed.catalogue[target]) for fact in facts)
        assert not any(memory.gives_away(said, target) for fact in facts for said in fact.said.values())
        assert not any(one.wish.field in {"actor", "director"} for one in memory.facts(target, rng, people=False))


def test_a_question_is_answered_by_the_item_and_critique_tells_what_it_is_not(informed: Tools, memory: Memory) -> None:
    seeker = agenda(informed, memory, "Fargo", [])
    crime, war = (Choice(name, Includes("genre", (name,))) for name in ("Crime", "War"))
    assert seeker.say(Seen(choices=(war, crime))) == "Crime"
    assert seeker.say(Seen(choices=(war,))) == "none of these"
    horror = informed.catalogue.label_rows["genre", "Horror"][:3].tolist()
    assert seeker.say(Seen(rows=tuple(horror))) == "no horror"
    assert Excludes("genre", ("Horror",)) in seeker.told
    assert seeker.say(Seen()) == "show me more"


def test_the_agenda_says_each_thing_once_and_joins_what_is_of_one_kind(informed: Tools, memory: Memory) -> None:
    genres = [Fact(Includes("genre", (name,)), {"en": f"{name} films", "zh": name}) for name in ("Crime", "Drama")]
    seeker = agenda(
        informed, memory, "Fargo", [*genres, Fact(Between("year", 1990, 1999), {"en": "nineties", "zh": ""})]
    )
    assert [seeker.say(Seen()) for _ in range(4)] == [
        "I want to watch Crime films", "also Drama films", "I'd like nineties", "show me more",
    ]  # fmt: skip


def test_talking_finds_more_than_paging_and_both_languages_find_alike(informed: Tools) -> None:
    told = [at for at, item in enumerate(informed.catalogue) if sum(map(len, item.labels.values())) >= 12]
    targets = np.random.default_rng(2).choice(told, PEOPLE, replace=False).tolist()
    sought = [Sought(Profile(f"user-{at}"), target) for at, target in enumerate(targets)]
    report = seeking(sought, informed, np.random.default_rng(0), name="films", fingerprint="f")
    assert set(report.models) == set(AGENTS)
    assert all(set(metrics) == set(METRICS) for metrics in report.models.values())
    paging, talking = report.models[BASELINE], report.models["seeker"]
    assert talking["success@10"].mean >= max(0.8, 2 * paging["success@10"].mean)
    assert talking["turns"].mean < paging["turns"].mean <= TURNS
    assert abs(report.models["seeker, Chinese"]["success@10"].mean - talking["success@10"].mean) <= 1 / PEOPLE
    assert report.paired.against == BASELINE
    assert report.paired.models["seeker"]["success@10"].estimate.mean > 0


def test_nobody_who_looks_for_anything_is_said(informed: Tools) -> None:
    with pytest.raises(DataError, match="Nobody liked anything"):
        seeking([], informed, np.random.default_rng(0), name="films", fingerprint="f")


def test_paging_only_asks_for_more() -> None:
    pages = Paging("zh")
    assert [pages.say(Seen((1, 2))) for _ in range(3)] == ["推荐电影", "换一批", "换一批"]
