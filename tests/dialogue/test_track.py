"""What messages make of the wishes, turn by turn."""

import pytest
from tests.dialogue.films import FILMS

from chatrec.core.acts import Everything, Like, More, Negate, Recommend, Refine, Retract, TheField, TheItem, TheValue
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import Between, Excludes, Outside, Preference
from chatrec.dialogue import DialogueState, track
from chatrec.dialogue.nlu import RuleNlu
from chatrec.dialogue.state import DEFAULT_N, StatedConstraint
from chatrec.dialogue.track import MOST
from chatrec.domains import domain

NLU = RuleNlu(Catalogue(FILMS), domain("movies"))
EMPTY = DialogueState(conversation="c1", user="ann")


def after(*messages: str) -> DialogueState:
    state = EMPTY
    for message in messages:
        state = track(state, NLU.parse(message, state))
    return state


@pytest.mark.parametrize(
    ("messages", "holding"),
    [
        (("sci-fi",), {"genre=Sci-Fi"}),
        (("sci-fi", "comedies"), {"genre=Comedy"}),
        (("sci-fi", "also comedies"), {"genre=Sci-Fi", "genre=Comedy"}),
        (("科幻片", "还要搞笑的"), {"genre=Sci-Fi", "genre=Comedy"}),
        (("sci-fi", "from the 90s"), {"genre=Sci-Fi", "year=1990..1999"}),
        (("from the 90s", "from the 80s"), {"year=1980..1989"}),
        (("after 1980", "before 1990"), {"year=1981..1989"}),
        (("before 1980", "after 1990"), {"year=1991.."}),
        (("before 1990 and after 2000",), {"year=..1989", "year=2001.."}),
        (("no horror", "no war"), {"genre!=Horror", "genre!=War"}),
        (("no horror", "horror please"), {"genre=Horror"}),
        (("horror", "no horror"), {"genre!=Horror"}),
        (("comedies or dramas", "no comedies"), {"genre=Drama", "genre!=Comedy"}),
        (("nothing from the 80s", "from 1985"), {"year=1985..1985"}),
        (("nothing from the 80s", "from 1985 to 1995"), {"year!=1980..1989", "year=1985..1995"}),
        (("no horror or war", "forget the horror thing"), {"genre!=War"}),
        (("sci-fi from the 90s", "any year is fine"), {"genre=Sci-Fi"}),
        (("sci-fi from the 90s", "类型不限"), {"year=1990..1999"}),
        (("sci-fi from the 90s", "no horror", "重新开始"), set()),
        (("no horror", "I love horror"), set()),
        (("comedies", "I don't like comedies"), set()),
    ],
)
def test_wishes_replace_join_and_lift_each_other(messages: tuple[str, ...], holding: set[str]) -> None:
    assert {constraint.key for constraint in after(*messages).hard} == holding


def test_leanings_are_soft_and_the_latest_counts() -> None:
    assert after("I love comedies", "我讨厌歌舞片").soft == (
        Preference("genre", "Comedy", 1.0),
        Preference("genre", "Musical", -1.0),
    )
    assert after("I love comedies", "I don't like comedies").soft == (Preference("genre", "Comedy", -1.0),)
    assert after("I don't like horror", "I don't mind horror").soft == ()


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (1, 1), (7, 7), (50, 50), (51, MOST), (100_000, MOST)])
def test_the_number_of_items_is_kept_within_bounds_and_remembered(asked: int, given: int) -> None:
    counted = track(EMPTY, (Recommend(asked),))
    assert counted.n == given
    assert track(counted, (More(),)).n == given


def test_every_wish_knows_the_turn_that_stated_it() -> None:
    state = after("no horror", "hello", "from the 90s")
    assert state.constraints == (
        StatedConstraint(Excludes("genre", ("Horror",)), 1),
        StatedConstraint(Between("year", 1990.0, 1999.0), 3),
    )
    assert state.turn == 3


def test_starting_over_forgets_wishes_and_lists_but_not_who_speaks() -> None:
    state = track(after("no horror, 20 comedies"), (Like(TheItem(0)), Retract(Everything())))
    assert (state.constraints, state.preferences, state.shown, state.last) == ((), (), (), None)
    assert (state.user, state.conversation, state.n, state.turn) == ("ann", "c1", DEFAULT_N, 2)


def test_taking_back_a_field_takes_back_its_every_wish() -> None:
    acts = (
        Negate(Outside("year", 1980.0, 1989.0)),
        Refine(Between("year", 1970.0, None)),
        Like(TheValue("genre", "War")),
    )
    state = track(track(EMPTY, acts), (Retract(TheField("year")), Retract(TheField("genre"))))
    assert (state.hard, state.soft) == ((), ())


def test_what_is_said_of_items_leaves_the_wishes_alone() -> None:
    assert track(after("no horror"), (Like(TheItem(3)), Retract(TheItem(3)))).hard == after("no horror").hard
