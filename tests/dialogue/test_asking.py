"""When we ask, what we ask, and what is made of the answer."""

from dataclasses import replace

import numpy as np
import pytest
from tests.dialogue.talk import Talk

from chatrec.app.settings import Settings
from chatrec.core.acts import AnyWillDo, Recommend, Refine
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.moves import Move
from chatrec.core.query import Between, Includes
from chatrec.dialogue import Patience, Tools, dump, load
from chatrec.dialogue.questions import every_question
from chatrec.domains import domain

EAGER = Patience(beside=0.0, instead=0.0, most=9)


@pytest.fixture
def talk(tools: Tools) -> Talk:
    return Talk(tools)


@pytest.fixture
def eager(tools: Tools) -> Talk:
    """Asks whenever an answer tells more than a list."""
    return Talk(replace(tools, patience=EAGER))


def test_a_list_comes_at_once_and_a_question_beside_it(talk: Talk) -> None:
    turn = talk.say("recommend me a film")
    assert (turn.move, len(turn.slate.items)) == (Move.RECOMMEND, 5)
    assert talk.reply(turn).endswith("Is there any genre you would prefer: thriller, drama, action or romance?")
    assert turn.suggestions[-1] == "Anything"
    assert turn.suggestions[:-1] == tuple(choice.said for choice in turn.question.choices)
    assert turn.question.gain < turn.question.slate_gain + talk.tools.patience.instead


def test_a_question_comes_in_the_place_of_a_list_where_it_tells_more(eager: Talk) -> None:
    turn = eager.say("recommend something")
    assert (turn.move, turn.slate, turn.query) == (Move.ASK, None, None)
    assert turn.question.instead
    assert turn.question.gain > turn.question.slate_gain
    assert eager.reply(turn) == "Is there any genre you would prefer: thriller, drama, action or romance?"


@pytest.mark.parametrize("kept", [True, False])
def test_an_answer_becomes_a_wish_and_no_field_is_asked_of_twice(eager: Talk, kept: bool) -> None:
    asked: list[str] = []
    turn = eager.say("recommend something")
    while turn.question:
        asked.append(turn.question.field)
        choice = turn.question.choices[0]
        eager.state = load(dump(eager.state)) if kept else eager.state
        turn = eager.say(choice.said)
        assert Refine(choice.constraint) in turn.acts
        assert choice.constraint in turn.state.hard
    assert asked == list(dict.fromkeys(asked))
    assert set(asked) <= {"genre", "year"}
    assert turn.move is Move.RECOMMEND
    assert eager.say("recommend something").question is None


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("don't care", "All right, any genre will do."),
        ("Anything", "All right, any genre will do."),
        ("whatever", "All right, any genre will do."),
        ("I don't know", "All right, any genre will do."),
        ("no", "All right, any genre will do."),
        ("随便", "好的，类型不限。"),
        ("都可以", "好的，类型不限。"),
        ("無所謂", "好的，类型不限。"),
    ],
)
def test_that_it_does_not_matter_is_an_answer(tools: Tools, answer: str, reply: str) -> None:
    beside, instead = Talk(tools), Talk(replace(tools, patience=replace(EAGER, most=1)))
    beside.say("recommend something")
    turn = beside.say(answer)
    assert (turn.acts, turn.move, turn.state.hard) == ((AnyWillDo("genre"),), Move.CHAT, ())
    assert reply in beside.reply(turn)
    assert instead.say("recommend something").move is Move.ASK
    turn = instead.say(answer)
    assert turn.acts == (AnyWillDo("genre"), Recommend())
    assert (turn.move, len(turn.slate.items), turn.question) == (Move.RECOMMEND, 5, None)


def test_an_answer_in_free_words_counts_and_another_wish_is_no_answer(eager: Talk) -> None:
    eager.say("recommend something")
    assert eager.say("a western please").state.hard == (Includes("genre", ("Western",)),)
    eager.say("start over")
    eager.say("recommend something")
    turn = eager.say("from the 90s")
    assert [constraint.key for constraint in turn.state.hard] == ["year=1990..1999"]


def test_without_a_question_indifference_is_a_request_as_before(talk: Talk) -> None:
    assert not any(isinstance(act, AnyWillDo) for act in talk.say("whatever").acts)


def test_questions_are_as_many_as_the_settings_allow(tools: Tools) -> None:
    assert Talk(replace(tools, patience=Patience(most=0))).say("recommend something").question is None
    assert Talk(replace(tools, patience=Patience(beside=9.0))).say("recommend something").question is None
    patience = Settings.model_validate({"ask": {"beside": 0.5, "instead": 3, "most": 1}}).ask.patience()
    assert patience == Patience(beside=0.5, instead=3.0, most=1)
    assert Settings().ask.patience() == Patience()


def test_what_was_said_is_not_asked(talk: Talk) -> None:
    assert talk.say("five comedies from the 90s").question is None
    talk.say("start over")
    assert talk.say("recommend a few dramas").question is None or talk.state.question.field == "year"


def test_a_question_in_chinese(tools: Tools) -> None:
    talk = Talk(replace(tools, patience=EAGER))
    turn = talk.say("推荐一些")
    assert talk.reply(turn) == "对类型有偏好吗：惊悚片、剧情片、动作片或爱情片？"
    assert turn.suggestions[-1] == "都可以"
    turn = talk.say("随便")
    assert "你想要哪种电影：" in talk.reply(turn)
    assert talk.say(turn.question.choices[0].said).state.hard == (turn.question.choices[0].constraint,)


def item(number: int, genres: tuple[str, ...], **numbers: float) -> Item:
    return Item(id=f"i{number}", title=f"T{number}", labels={"genre": genres} if genres else {}, numbers=numbers)


def test_questions_split_what_is_believed() -> None:
    catalogue = Catalogue(
        [
            item(0, ("Comedy",), year=1985.0, runtime=80.0),
            item(1, ("Comedy",), year=1988.0, runtime=95.0),
            item(2, ("Drama",), year=1994.0, runtime=130.0),
            item(3, ("Comedy", "Drama"), year=1999.0, runtime=180.0),
            item(4, ("War",), year=2004.0),
        ]
    )
    shares = np.array([0.25, 0.25, 0.25, 0.245, 0.005])
    found = {asked.field: asked for asked in every_question(shares, np.arange(5), catalogue, domain("movies"))}
    assert found["genre"].choices == (Includes("genre", ("Comedy",)), Includes("genre", ("Drama",)))
    assert found["year"].choices == (Between("year", None, 1989.0), Between("year", 1990.0, None))
    # Half of it is below 1990; what is answered to either kind by item 3 tells half a bit less.
    assert found["year"].gain == pytest.approx(1.0, abs=1e-3)
    assert found["genre"].gain < 1.0
    assert len(found["runtime"].choices) == 3
    for choices in (found["year"].choices, found["runtime"].choices):
        for one in catalogue:
            assert sum(range_.allows(one) for range_ in choices) == (choices[0].field in one.numbers)


def test_what_all_candidates_share_is_no_question() -> None:
    catalogue = Catalogue([item(0, ("Comedy",), year=1985.0), item(1, ("Comedy",), year=1988.0), item(2, ())])
    assert list(every_question(np.array([0.5, 0.499, 0.001]), np.arange(3), catalogue, domain("movies"))) == []
    assert list(every_question(np.zeros(0), np.zeros(0, np.int64), catalogue, domain("movies"))) == []
