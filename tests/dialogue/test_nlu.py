"""Laws of understanding: it never fails, it is quick, it depends on the catalogue and on nothing else."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.dialogue.films import FILMS
from tests.dialogue.notation import written

from chatrec.core.acts import Like, NotUnderstood, OffTopic, Recommend
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.query import Query
from chatrec.dialogue import DialogueState, dump, load, track
from chatrec.dialogue.nlu import RuleNlu
from chatrec.dialogue.state import Served
from chatrec.domains import domain

CATALOGUE = Catalogue(FILMS)
NLU = RuleNlu(CATALOGUE, domain("movies"))
EMPTY = DialogueState(conversation="c1", user="ann")
SHOP = Catalogue(
    [
        Item(id="1", title="Trail Runner", labels={"brand": ("Acme",), "category": ("Shoes",), "colour": ("red",)}),
        Item(
            id="2", title="City Boot", labels={"brand": ("Nord & Süd",), "category": ("Boots",), "colour": ("black",)}
        ),
        Item(id="3", title="雨衣", labels={"brand": ("Acme",), "category": ("外套",)}),
    ]
)
WORDS = [
    "no", "not", "love", "loved", "hated", "Heat", "the godfather", "horror", "comedies", "90s", "before 1980", "and", "or",
    "like", "why", "more", "forget", "three", "second", "《", "》", '"', "不要", "喜欢", "恐怖片", "第二部", "九十年代", "除了",
    "以外", "再来", "也可以", "，", "、", "。", "?", "(1995)", "it", "除了喜剧，还要",
]  # fmt: skip
MESSAGES = st.one_of(
    st.text(max_size=4000),
    st.lists(st.sampled_from(WORDS), max_size=200).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=200).map("".join),
)


@example("THE")
@given(MESSAGES)
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_somehow_and_its_state_survives_storage(message: str) -> None:
    acts = NLU.parse(message, EMPTY)
    assert acts
    assert acts == NLU.parse(message, EMPTY)
    state = track(EMPTY, acts)
    assert load(dump(state)) == state


@pytest.mark.parametrize("unit", [*WORDS, "1 ", "I loved Heet and ", "九十", "a ", "\x00", "😀", "ﷺ", "İ", "̈"])
def test_the_longest_message_takes_bounded_time(unit: str) -> None:
    message = (unit * 4000)[:4000]
    started = time.process_time()
    NLU.parse(message, EMPTY)
    # 50 ms on an idle machine. Not a benchmark: it is there to catch time that grows without bound.
    assert time.process_time() - started < 3.0


@pytest.mark.parametrize(
    "message", ["", "   ", "😀😀", "\x00\x01\x02", "привет, как дела?", "映画を見たい", "안녕하세요", "ÿþ\ud800"]
)
def test_what_is_in_no_language_of_ours_is_off_topic(message: str) -> None:
    assert NLU.parse(message, EMPTY) == (OffTopic(),)


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("I loved Les Miserables", "Like(Les Misérables, 1995)"),
        ("i loved les misérables!", "Like(Les Misérables, 1995)"),
        ("I loved Misérables, Les", "Like(Les Misérables, 1995)"),
        ("I loved Terminator 2", "Like(Terminator 2: Judgment Day, 1991)"),
        ("I loved Terminator 3", "UnknownTitle(Terminator 3; Terminator 2: Judgment Day, 1991; The Terminator, 1984)"),
        ("I loved Toy Story 2", "UnknownTitle(Toy Story 2; Toy Story, 1995)"),
        ("I loved Sabrina", "UnknownTitle(Sabrina; Sabrina, 1954; Sabrina, 1995)"),
        ("I loved Sabrina (1954)", "Like(Sabrina, 1954)"),
        ("I loved Heat (1986)", "UnknownTitle(Heat (1986); Heat, 1995)"),
        ("I liked Big", "Like(Big, 1988)"),
        ("a big list", "OffTopic()"),
        ("I love it", "OffTopic()"),
        ("what a speed", "OffTopic()"),
        ("I have a ghost of a chance", "OffTopic()"),
        ("I loved the film Ghost", "Like(Ghost, 1990)"),
        ("Ghost was lovely, Speed was boring", "Like(Ghost, 1990) Dislike(Speed, 1994)"),
    ],
)
def test_a_title_is_never_guessed_silently(message: str, meaning: str) -> None:
    assert written(NLU.parse(message, EMPTY), CATALOGUE) == meaning


def test_what_is_fine_depends_on_what_was_said() -> None:
    excluded = track(EMPTY, NLU.parse("no horror", EMPTY))
    asked = track(EMPTY, NLU.parse("westerns", EMPTY))
    assert written(NLU.parse("horror is fine after all", excluded), CATALOGUE) == "Retract(genre=Horror)"
    assert written(NLU.parse("恐怖片也可以", excluded), CATALOGUE) == "Retract(genre=Horror)"
    assert written(NLU.parse("comedies are fine too", asked), CATALOGUE) == "Refine(genre=Western|Comedy)"
    assert written(NLU.parse("or comedies", asked), CATALOGUE) == "Refine(genre=Western|Comedy)"


def test_of_two_remakes_the_one_on_the_screen_is_meant() -> None:
    remake = next(row for row, item in enumerate(CATALOGUE) if (item.title, item.numbers["year"]) == ("Sabrina", 1995))
    shown = replace(EMPTY, last=Served(Query(), frozenset(), (remake,)))
    assert written(NLU.parse("I loved Sabrina", shown), CATALOGUE) == "Like(Sabrina, 1995)"


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("something by Acme", "Refine(brand=Acme) Recommend()"),
        ("red shoes", "Refine(colour=red) Refine(category=Shoes)"),
        ("a red shoe without Acme", "Negate(brand!=Acme) Refine(colour=red)"),
        ("two black boots please", "Refine(colour=black) Refine(category=Boots) Recommend(2)"),
        ("推荐两件Acme的外套", "Refine(brand=Acme) Refine(category=外套) Recommend(2)"),
        ("不要Acme", "Negate(brand!=Acme)"),
        ("I love nord and sud", "Like(brand=Nord & Süd)"),
        ("我喜欢雨衣", "Like(雨衣)"),
        ("any brand is fine", "Retract(brand)"),
        ("from the 90s", "OffTopic()"),
    ],
)
def test_a_catalogue_of_any_kind_is_understood_by_its_own_values(message: str, meaning: str) -> None:
    nlu = RuleNlu(SHOP, domain("generic"))
    assert written(nlu.parse(message, EMPTY), SHOP) == meaning


def test_a_full_stop_ends_titles_and_starts_counts() -> None:
    acts = NLU.parse("I loved Alien. Three comedies", EMPTY)
    assert [act.target.text for act in acts if isinstance(act, Like)] == ["Alien"]
    assert Recommend(3) in acts
    assert not any(isinstance(act, NotUnderstood) for act in acts)
    assert not any(isinstance(act, Recommend) and act.n for act in NLU.parse("films rated 7.5 comedies", EMPTY))
