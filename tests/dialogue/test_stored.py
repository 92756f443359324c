"""A state survives being written down, bit by bit, and nothing else is taken for one."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatrec.core.advice import Advice
from chatrec.core.errors import StorageError
from chatrec.core.ids import UserId
from chatrec.core.query import Between, Context, Dial, Excludes, Includes, Interaction, Outside, Preference, Query, Said
from chatrec.core.relaxation import Relaxation, Widened
from chatrec.dialogue import DialogueState, Shown, dump, load
from chatrec.dialogue.state import Choice, Offer, Offering, Question, Served, StatedConstraint, StatedPreference

names = st.text(min_size=1, max_size=8)
numbers = st.floats(-1e6, 1e6, allow_nan=False)
rows = st.integers(0, 10_000)
values = st.lists(names, min_size=1, max_size=3).map(tuple)
constraints = st.one_of(
    st.builds(Includes, names, values),
    st.builds(Excludes, names, values),
    st.builds(Between, names, st.none() | numbers, st.none() | numbers),
    st.builds(Outside, names, numbers, numbers),
)
ranges = st.builds(Between, names, st.none() | numbers, st.none() | numbers)
preferences = st.builds(Preference, names, names, st.floats(-1, 1))
saying = st.builds(Said, st.text(max_size=20), st.lists(rows, max_size=3).map(tuple), st.booleans())
dials = st.builds(Dial, st.floats(-1, 1), st.floats(-1, 1))
locales = st.sampled_from(["en", "zh"])


def tuples(of: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(of, max_size=4).map(tuple)


judged = st.dictionaries(rows, st.floats(0, 6), max_size=4)
advice = st.builds(
    lambda by, weight, judged: Advice(by, weight, tuple(judged), tuple(judged.values())), names, st.floats(0, 9), judged
)
queries = st.builds(
    Query,
    user=st.just(UserId("ann")),
    history=tuples(st.builds(Interaction, rows, st.floats(-1, 1), st.floats(0, 2e9))),
    constraints=tuples(constraints),
    preferences=tuples(preferences),
    said=tuples(saying),
    context=st.builds(Context, locales, st.floats(0, 2e9), dials),
    advice=st.none() | advice,
    n=st.integers(1, 50),
)
states = st.builds(
    DialogueState,
    conversation=names,
    user=st.just("ann"),
    locale=locales,
    turn=st.integers(0, 1000),
    n=st.integers(1, 50),
    constraints=tuples(st.builds(StatedConstraint, constraints, st.integers(1, 9))),
    preferences=tuples(st.builds(StatedPreference, preferences, st.integers(1, 9))),
    shown=tuples(rows),
    offering=st.none()
    | st.builds(
        Offering,
        tuples(
            st.builds(
                Offer,
                names,
                st.builds(
                    Relaxation, tuples(constraints), tuples(st.builds(Widened, ranges, ranges)), st.integers(1, 99)
                ),
            )
        ),
        st.frozensets(rows, max_size=4),
    ),
    question=st.none()
    | st.builds(
        Question,
        field=names,
        choices=tuples(st.builds(Choice, names, constraints)),
        gain=st.floats(0, 9),
        slate_gain=st.floats(0, 9),
        instead=st.booleans(),
    ),
    asked=tuples(names),
    dial=dials,
    said=tuples(saying),
    prompted=tuples(st.builds(Shown, names, names, st.floats(0, 1))),
    last=st.none() | st.builds(Served, queries, st.frozensets(rows, max_size=4), tuples(rows)),
)


@given(states)
@settings(max_examples=60)
def test_a_state_comes_back_as_it_was(state: DialogueState) -> None:
    assert load(dump(state)) == state


def test_a_state_without_words_is_written_as_before_there_were_words() -> None:
    last = Served(Query(user=UserId("ann")), frozenset(), ())
    state = DialogueState(conversation="c", user="ann", last=last)
    assert not {"said", "mood", "heed", "advice"} & json.loads(dump(state))["last"].keys()


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{}",
        "null",
        dump(DialogueState(conversation="c", user="u"))[:-5],
        json.dumps({**json.loads(dump(DialogueState(conversation="c", user="u"))), "version": 2}),
        json.dumps({**json.loads(dump(DialogueState(conversation="c", user="u"))), "mood": "good"}),
    ],
)
def test_anything_else_is_refused_with_the_reason(damaged: str) -> None:
    with pytest.raises(StorageError, match="cannot be read as version 1"):
        load(damaged)
