"""Twenty candidates before a language model, and its judgement as one term of the sum."""

import numpy as np
import pytest
from tests.dialogue.films import FILMS, film_dataset
from tests.llm.oracles import Oracle

from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ModelVersion
from chatrec.core.query import Context, Excludes, Interaction, Preference, Query
from chatrec.core.trouble import Trouble
from chatrec.domains import domain
from chatrec.llm.judging import LEAST, NARROWED, Judge
from chatrec.llm.rerank import SOURCE, JudgedReranker, narrowed_to
from chatrec.llm.telling import Profiles
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.popularity import PopularityTrainer

CATALOGUE = Catalogue(FILMS)
MOVIES = domain("movies")
ITEMS = np.arange(6, 26)
QUERY = Query(history=(Interaction(0, 1.0), Interaction(1, -1.0)))


def judge(model: Oracle, orders: int = 2) -> Judge:
    return Judge(model, CATALOGUE, MOVIES, timeout_s=1.0, orders=orders)


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
    assert oracle.asked[:2] == oracle.asked[2:]


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
    assert Profiles(CATALOGUE, MOVIES).told(Query()) == ""


@pytest.fixture(scope="module")
def ranking() -> tuple[PopularityTrainer, Recommender]:
    data = film_dataset()
    scorer = PopularityTrainer().fit(data, np.random.default_rng(0))
    inner = DiversityReranker(data.catalogue, strength=0.0)
    return scorer, Recommender(data.catalogue, scorer, inner, model=ModelVersion("test"))


def attribution(scorer: PopularityTrainer, recommender: Recommender) -> Attribution:
    return scorer.attribute(Query(), recommender._retrieved(Query(), np.arange(40)))


def test_the_judgement_enters_the_slate_as_one_named_term(ranking) -> None:
    scorer, recommender = ranking
    given = attribution(scorer, recommender)
    reranker = JudgedReranker(recommender.reranker, judge(Oracle(western)), (9.0,), (0,))
    slate = reranker.rerank(Query(n=5), given)  # an item whose evidence does not add up cannot exist
    top = set(narrowed_to(given, NARROWED).items.tolist())
    assert {item.item for item in slate} <= top
    assert "Western" in CATALOGUE[slate[0].item].labels["genre"]
    terms = [piece.term for item in slate for piece in item.evidence if piece.term.kind is Kind.MODEL]
    assert set(terms) == {Term(SOURCE, Kind.MODEL, "oracle")}
    assert all(piece.value < 0 for item in slate for piece in item.evidence if piece.term.kind is Kind.MODEL)


@pytest.mark.parametrize(
    ("weights", "n", "fails", "asked"), [((0.0, 9.0), 5, 0, 0), ((9.0, 9.0), 21, 0, 0), ((9.0, 0.0), 5, 9, 2)]
)
def test_without_weight_or_answer_the_list_is_what_it_was(
    weights: tuple[float, ...], n: int, fails: int, asked: int, ranking
) -> None:
    scorer, recommender = ranking
    given, oracle = attribution(scorer, recommender), Oracle(western, fails=fails)
    reranker = JudgedReranker(recommender.reranker, judge(oracle), weights, (0, 1))
    assert reranker.rerank(Query(n=n), given) == recommender.reranker.rerank(Query(n=n), given)
    assert len(oracle.asked) == asked
