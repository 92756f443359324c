"""Catalogues that teams bring themselves, courses and stays in both languages, are understood and answered from their own columns."""

import csv
from pathlib import Path

import pytest
from tests.dialogue.conftest import known_to_a_few, tools_for
from tests.dialogue.talk import Talk

from chatrec.core.acts import Negate, NotUnderstood, Refine
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ConversationId, UserId
from chatrec.data import TextFile, tables
from chatrec.dialogue import Tools
from chatrec.dialogue.state import DialogueState
from chatrec.domains import fitting

HERE = Path(__file__).parent / "own"
NAMES = ("courses", "courses-zh", "stays", "stays-zh")
with (HERE / "messages.tsv").open(encoding="utf-8", newline="") as file:
    MESSAGES = [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]


def catalogue(name: str) -> Catalogue:
    items, report = tables(TextFile(HERE / f"{name}.csv"), None).read_items()
    assert report.read == report.kept == 24
    return Catalogue(items)


@pytest.fixture(scope="module")
def houses() -> dict[str, Tools]:
    read = {name: catalogue(name) for name in NAMES}
    return {name: tools_for(known_to_a_few(own), fitting(own), tastes=False) for name, own in read.items()}


@pytest.mark.parametrize(("name", "domain", "noun"), [
    ("courses", "courses", "courses"), ("courses-zh", "courses", "课程"), ("stays", "travel", "places"), ("stays-zh", "travel", "住处"),
])  # fmt: skip
def test_the_domain_of_a_table_is_found_by_its_columns(
    houses: dict[str, Tools], name: str, domain: str, noun: str
) -> None:
    found = houses[name].domain
    assert found.name == domain
    assert noun in (found.noun.en[1], found.noun.zh[0])


@pytest.mark.parametrize(("name", "message", "wishes"), MESSAGES)
def test_wishes_are_read_by_the_columns(houses: dict[str, Tools], name: str, message: str, wishes: str) -> None:
    state = DialogueState(conversation=ConversationId("c"), user=UserId("u"))
    acts = houses[name].nlu.parse(message, state)
    said = [act.constraint.key for act in acts if isinstance(act, Refine | Negate)]
    if wishes:
        assert not any(isinstance(act, NotUnderstood) for act in acts), acts
    wanted = wishes.replace("free cancellation=", "free_cancellation=").split()
    assert sorted(key.replace(" ", "_") for key in said) == sorted(wanted)


@pytest.mark.parametrize(("name", "messages", "says"), [
    ("courses", ("courses with a certificate", "how long is the first?"), "lasts"),
    ("courses", ("courses with a certificate", "does the first one have a certificate?"), "Yes, {first} comes with a certificate."),
    ("courses", ("courses without a certificate",), "with no certificate"),
    ("courses", ("courses for beginners", "is the first one hard?"), "{first} is at beginner level."),
    ("courses", ("design courses", "which is the cheapest?"), "is free"),
    ("courses", ("design courses", "compare the first two"), "costs EUR"),
    ("courses", ("design courses under 100 euros",), "design courses priced below EUR 100"),
    ("courses-zh", ("有证书的课程", "第一门有证书吗？"), "《{first}》有证书。"),
    ("courses-zh", ("编程课", "哪门最便宜？"), "的价格是CNY"),
    ("courses-zh", ("不要证书",), "没有证书"),
    ("stays", ("hotels", "where is the first one?"), "{first} is in "),
    ("stays", ("hotels", "which has the most stars?"), "has 5 stars"),
    ("stays", ("quiet hotels", "any with free cancellation"), "with free cancellation"),
    ("stays-zh", ("推荐酒店", "第一家几星？"), "《{first}》是"),
    ("stays-zh", ("推荐酒店", "第一家在哪？"), "《{first}》在"),
])  # fmt: skip
def test_facts_are_told_in_their_words(
    houses: dict[str, Tools], name: str, messages: tuple[str, ...], says: str
) -> None:
    talk = Talk(houses[name])
    first = ""
    for message in messages:
        turn = talk.say(message)
        first = talk.titles(turn)[0] if turn.slate is not None else first
    assert says.format(first=first) in talk.reply(turn)


def test_what_is_harder_or_shorter_is_so_beside_the_list(houses: dict[str, Tools]) -> None:
    talk = Talk(houses["courses"])
    talk.say("courses for beginners")
    harder = talk.say("something harder")
    levels = {houses["courses"].catalogue[item.item].labels["level"] for item in harder.slate.items}
    assert levels <= {("intermediate",), ("advanced",)}


def test_what_is_to_be_learned_is_a_topic(houses: dict[str, Tools]) -> None:
    talk = Talk(houses["courses"])
    turn = talk.say("i want to learn japanese")
    assert "Japanese" in talk.titles(turn)[0]
