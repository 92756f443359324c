"""What is offered where too little fits: in words, as chips, and only ever applied when it is accepted."""

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.acts import Accept, Reject
from chatrec.core.moves import Move
from chatrec.core.query import Between, Excludes, Includes
from chatrec.dialogue import Tools, dump, holds, load

WESTERN = Includes("genre", ("Western",))
UNTIL = Between("year", None, 1949.0)


@pytest.fixture
def talk(tools: Tools) -> Talk:
    return Talk(tools)


@pytest.mark.parametrize(
    "yes",
    [
        "yes",
        "Yes please",
        "ok",
        "go ahead",
        "sure, thanks",
        "好的",
        "可以",
        "好啊，谢谢",
        "Make it from 1966 or earlier",
        "make it from 1966 or earlier!",
    ],
)
def test_a_yes_or_the_chip_applies_the_smallest(talk: Talk, yes: str) -> None:
    offer = talk.say("westerns before 1950").state.offering.offers[0]
    assert talk.state.hard == (WESTERN, UNTIL)
    talk.state = load(dump(talk.state))  # the offer survives a restart
    turn = talk.say(yes)
    assert Accept(offer.relaxation) in turn.acts
    assert (turn.move, turn.state.hard) == (Move.RECOMMEND, (WESTERN, Between("year", None, 1966.0)))
    assert talk.titles(turn) == ["The Good, the Bad and the Ugly"]
    assert any(
        word in talk.reply(turn) for word in ("“from 1949 or earlier” no longer holds", "“1949年及以前”不再算数")
    )


def test_any_of_the_offers_can_be_taken_by_its_chip(talk: Talk) -> None:
    turn = talk.say("westerns before 1950")
    assert turn.suggestions[1] == "Forget western"
    turn = talk.say(turn.suggestions[1])
    assert (turn.state.hard, len(turn.slate.items)) == ((UNTIL,), 5)


@pytest.mark.parametrize("no", ["no", "no thanks", "算了", "不用了"])
def test_a_no_keeps_every_wish(talk: Talk, no: str) -> None:
    talk.say("westerns before 1950")
    turn = talk.say(no)
    assert turn.acts == (Reject(),)
    assert turn.state.hard == (WESTERN, UNTIL)
    assert talk.reply(turn) in {"All right, your wishes stay as they are.", "好的，你的要求保持不变。"}
    assert talk.say("yes").state.hard == (WESTERN, UNTIL)


def test_an_offer_stands_for_one_turn(talk: Talk) -> None:
    talk.say("westerns before 1950")
    talk.say("hello")
    assert not any(isinstance(act, Accept) for act in talk.say("yes").acts)


def test_a_wish_overrules_an_offer(talk: Talk) -> None:
    talk.say("westerns before 1950")
    assert talk.say("comedies from the 90s").state.hard == (
        Includes("genre", ("Comedy",)),
        Between("year", 1990.0, 1999.0),
    )


def test_fewer_than_asked_comes_with_an_offer(talk: Talk) -> None:
    turn = talk.say("three westerns, no action")
    assert (turn.move, talk.titles(turn)) == (Move.RECOMMEND, ["Unforgiven"])
    assert "You asked for 3; only 1 fit. If I drop “no action”, I can offer 1 more." in talk.reply(turn)
    assert turn.suggestions[0] == "Forget action"
    turn = talk.say("yes")
    assert (turn.state.hard, len(turn.slate.items)) == ((WESTERN,), 2)


def test_an_offer_is_worded_in_the_language_of_the_turn(talk: Talk) -> None:
    turn = talk.say("1950年以前的西部片")
    assert "如果把“1949年及以前”放宽到“1966年及以前”，还有 1 部可以选。" in talk.reply(turn)
    assert turn.suggestions[:2] == ("改成1966年及以前", "取消西部片")
    assert talk.say(turn.suggestions[0]).state.hard[1] == Between("year", None, 1966.0)


def test_contradictory_ranges_are_named_and_one_may_fall(talk: Talk) -> None:
    turn = talk.say("before 1930 and after 1996")
    assert (turn.move, len(turn.state.hard)) == (Move.APOLOGISE_AND_RELAX, 2)
    dropped = [offer.relaxation.dropped for offer in turn.state.offering.offers]
    assert {constraint.key for (constraint,) in dropped} == {"year=..1929", "year=1997.."}
    assert set(turn.suggestions[:2]) == {"Forget from 1929 or earlier", "Forget from 1997 on"}
    assert [constraint.key for constraint in talk.say("Forget from 1929 or earlier").state.hard] == ["year=1997.."]


def test_a_range_of_two_turns_widens_as_one(talk: Talk) -> None:
    talk.say("westerns after 1970")
    turn = talk.say("before 1980")
    assert turn.move is Move.APOLOGISE_AND_RELAX
    turn = talk.say("yes")
    assert turn.state.hard == (WESTERN, Between("year", 1966.0, 1979.0))
    assert [stated.turn for stated in turn.state.constraints] == [1, 3]


def test_several_constraints_fall_together_where_one_is_not_enough(talk: Talk) -> None:
    turn = talk.say("documentary musicals, no drama")
    offers = turn.state.offering.offers
    for offer in offers:
        assert len(offer.relaxation.dropped) >= 1
        assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)
    assert len(talk.say(offers[0].said).slate.items) == offers[0].relaxation.count


def test_what_was_shown_stays_away_when_more_is_relaxed(talk: Talk) -> None:
    shown = set(talk.say("westerns").state.last_rows)
    turn = talk.say("more")
    count = turn.state.offering.offers[0].relaxation.count
    assert "If I drop “western”" in talk.reply(turn)
    turn = talk.say("50, yes") if count > 50 else talk.say("yes")
    assert not shown & set(turn.state.last_rows)


def test_an_excluded_item_may_come_back(talk: Talk) -> None:
    talk.say("no Casablanca please")
    turn = talk.say("films from 1942")
    assert turn.suggestions[0].startswith(("Forget Casablanca", "Make it"))
    assert any(Excludes("item", ("f18",)) in offer.relaxation.dropped for offer in turn.state.offering.offers)


@pytest.mark.parametrize(
    ("first", "then", "chip", "said"),
    [
        (
            "no thrillers, no sci-fi, only films after 1985",
            "film noir",
            "Only noir",
            "If I go by “noir” alone, I can offer 3.",
        ),
        ("不要惊悚片，不要科幻片，1985年以后的", "黑色电影", "只看黑色电影", "如果只看“黑色电影”，有 3 部可以选。"),
    ],
)
def test_what_was_asked_last_may_stand_alone(talk: Talk, first: str, then: str, chip: str, said: str) -> None:
    talk.say(first)
    turn = talk.say(then)
    assert turn.move is Move.APOLOGISE_AND_RELAX
    assert said in talk.reply(turn)
    assert turn.suggestions[0] == chip
    turn = talk.say(chip)
    assert turn.state.hard == (Includes("genre", ("Film-Noir",)),)
    assert turn.slate.items


def test_a_single_message_that_nothing_meets_has_nothing_before_it_to_drop(talk: Talk) -> None:
    turn = talk.say("westerns before 1950")
    assert not any(said.startswith("Only") for said in turn.suggestions)
