"""Twenty candidates before a language model, and its judgement as one term of the sum."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from tests.dialogue.films import FILMS
from tests.llm.oracles import Oracle

from chatrec.core.advice import SOURCE
from chatrec.core.attribution import Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.heed import Dispute, Heed, Matter
from chatrec.core.query import Context, Excludes, Interaction, Preference, Query
from chatrec.core.trouble import Trouble
from chatrec.dialogue import Advised
from chatrec.domains import domain
from chatrec.llm import Counsel
from chatrec.llm.judging import LEAST, Judge
from chatrec.llm.telling import Profiles

CATALOGUE = Catalogue(FILMS)
PROFILES = Profiles(CATALOGUE, domain("movies"))
ITEMS = np.arange(6, 26)
QUERY = Query(history=(Interaction(0, 1.0), Interaction(1, -1.0)))


def judge(model: Oracle, orders: int = 2) -> Judge:
    return Judge(model, PROFILES, timeout_s=1.0, orders=orders)


def western(told: str, letter: str, line: str) -> float:  # noqa: ARG001 - a Liking
    return 3.0 if "Western" in line else 0.0


def test_what_the_model_likes_stands_above_whatever_its_letter_was() -> None:
    found = judge(Oracle(western)).judged(QUERY, ITEMS)
    likes = np.array(["Western" in CATALOGUE[row].labels["genre"] for row in ITEMS])
    assert likes.any()
    np.testing.assert_allclose(found.values, np.where(likes, 0.0, -3.0))
    assert (found.trouble, found.named, found.foreign) == (None, 0, 0)
    assert found.usage.tokens > 100


def test_a_love_of_letters_is_averaged_over_the_orders() -> None:
    oracle = Oracle(lambda _, letter, __: -0.3 * (ord(letter) - ord("A")))
    one, many = (judge(oracle, orders).judged(QUERY, ITEMS).values for orders in (1, 20))
    assert one.std() > 1.0
    np.testing.assert_allclose(many, 0.0, atol=1e-9)


def test_a_judgement_is_bounded_and_the_same_question_gives_the_same() -> None:
    oracle = Oracle(lambda told, letter, line: 50.0 * ("Western" in line))  # noqa: ARG005 - a Liking
    first, again = (judge(oracle).judged(QUERY, ITEMS).values for _ in range(2))
    assert first.min() == LEAST
    np.testing.assert_array_equal(first, again)
    assert set(oracle.asked[:2]) == set(oracle.asked[2:])


def test_a_model_without_log_probabilities_names_titles_and_what_is_none_is_passed_over() -> None:
    oracle = Oracle(western, tells=False, foreign=("Inception (2010)", "A film that nobody made"))
    told = judge(oracle)
    found = told.judged(QUERY, ITEMS)
    assert (found.named, found.foreign) == (10, 4)
    assert "Western" in CATALOGUE[ITEMS[int(found.values.argmax())]].labels["genre"]
    assert len(oracle.asked) == 4  # a try with letters that told no odds, for each of the two orders at most
    told.judged(QUERY, ITEMS)
    assert all(not prompt.options for prompt in oracle.asked[-2:])


def test_a_model_that_fails_judges_nothing() -> None:
    for fails in (1, 2):
        found = judge(Oracle(western, fails=fails)).judged(QUERY, ITEMS)
        assert found.trouble is Trouble.SLOW
        assert not found.values.any()
    assert len(judge(Oracle(western)).judged(QUERY, ITEMS[:0]).values) == 0


def test_the_model_is_told_of_tastes_wishes_and_reasons() -> None:
    oracle = Oracle(western)
    query = Query(
        history=QUERY.history,
        constraints=(Excludes("genre", ("Horror",)),),
        preferences=(Preference("genre", "Comedy"), Preference("genre", "War", -1.0)),
        context=Context("en"),
    )
    judge(oracle, 1).judged(query, ITEMS[:2], ["because of Heat", ""])
    told, _, listed = oracle.asked[0].user.partition("\n\n")
    assert told == "They liked: Heat (1995)\nThey disliked: Alien (1979)\nThey ask for: no horror; comedy; no war"
    assert sorted(line[3:] for line in listed.splitlines()) == [
        "Fargo (1996) [Crime, Drama, Thriller] because of Heat",
        "Titanic (1997) [Action, Drama, Romance]",
    ]
    assert oracle.asked[0].fields == ("titles", "labels", "tastes", "wishes")
    assert PROFILES.told(Query()) == ""


WEIGHED = (0.0, 0.5)
AFTER = (0, 2)  # interactions


def counsel(model: Oracle, *, name: str = "oracle", weights: tuple[float, ...] = WEIGHED) -> Counsel:
    return Counsel(judge(model), name, weights, AFTER)


def test_counsel_is_the_judgement_above_the_least_liked_and_counts_as_was_learned() -> None:
    found = counsel(Oracle(western)).advised(QUERY, np.arange(6, 36))
    advice = found.advice
    assert (found.model, found.trouble, advice.weight, advice.items) == ("oracle", None, 0.5, tuple(range(6, 26)))
    assert advice.term == Term(SOURCE, Kind.MODEL, "oracle")
    likes = ["Western" in CATALOGUE[row].labels["genre"] for row in range(6, 36)]
    np.testing.assert_allclose(advice.of(np.arange(6, 36)), np.where(np.array(likes) & (np.arange(6, 36) < 26), 1.5, 0))


@pytest.mark.parametrize(
    ("query", "items"),
    [
        (Query(history=QUERY.history[:1]), ITEMS),  # weight 0
        (replace(QUERY, n=21), ITEMS),
        (QUERY, ITEMS[:1]),
        (replace(QUERY, context=Context(heed=Heed(disputes=(Dispute(Matter.EVIDENCE, "model"),)))), ITEMS),
    ],
)
def test_nobody_is_asked_where_it_would_not_count(query: Query, items: np.ndarray) -> None:
    oracle = Oracle(western)
    assert counsel(oracle).advised(query, items) == Advised()
    assert not oracle.asked


def test_only_the_model_that_was_measured_counts() -> None:
    another = counsel(Oracle(western), name="another").advised(QUERY, ITEMS)
    assert (another.model, another.advice, another.trouble) == ("another", None, Trouble.DOWN)
    slow = counsel(Oracle(western, fails=9)).advised(QUERY, ITEMS)
    assert (slow.advice, slow.trouble) == (None, Trouble.SLOW)


def test_only_the_manner_that_was_measured_counts() -> None:
    silent = Oracle(western, tells=False)
    told = Judge(silent, PROFILES, timeout_s=1.0, manner="letters")
    assert told.judged(QUERY, ITEMS).trouble is Trouble.GARBLED
    assert all(prompt.options for prompt in silent.asked)
    naming = Judge(Oracle(western), PROFILES, timeout_s=1.0, manner="titles")
    assert naming.judged(QUERY, ITEMS).named == 10
    assert (told.manner, naming.manner) == ("letters", "titles")


def test_both_orders_are_asked_at_once() -> None:
    together = threading.Barrier(2, timeout=5.0)

    def waiting(told: str, letter: str, line: str) -> float:
        if letter == "A":
            together.wait()
        return western(told, letter, line)

    assert judge(Oracle(waiting)).judged(QUERY, ITEMS).trouble is None
