"""Comparing items and judging one: by facts and by the evidence for this user, in words that are checked."""

from dataclasses import replace

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.acts import Compare, Evaluate, NoSuchPlace, UnknownTitle
from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.moves import Move
from chatrec.core.slate import SlateItem
from chatrec.dialogue import Say, Tools, holds
from chatrec.dialogue.judging import stronger
from chatrec.explain.contrast import differences


@pytest.fixture
def talk(tools: Tools) -> Talk:
    talk = Talk(tools)
    talk.say("I loved Fargo and Pulp Fiction, but hated Scream")
    return talk


def titles(talk: Talk, targets: tuple[object, ...]) -> list[str]:
    return [talk.tools.catalogue[target.item].title for target in targets]


@pytest.mark.parametrize(
    ("message", "compared"),
    [
        ("Heat or Alien?", ["Heat", "Alien"]),
        ("seven vs. psycho", ["Seven", "Psycho"]),
        ("which is better, Heat or Toy Story?", ["Heat", "Toy Story"]),
        ("should I watch Ghost or Big tonight?", ["Ghost", "Big"]),
        ("is Heat better than Speed?", ["Heat", "Speed"]),
        ("compare Sense and Sensibility with Babe", ["Sense and Sensibility", "Babe"]),
        ("what's the difference between Alien and The Terminator", ["Alien", "The Terminator"]),
        ("The Good, the Bad and the Ugly or Unforgiven?", ["The Good, the Bad and the Ugly", "Unforgiven"]),
        ("which one: Crumb, Clerks or Vertigo", ["Crumb", "Clerks", "Vertigo"]),
        ("《Heat》还是《Alien》？", ["Heat", "Alien"]),
        ("Heat和Alien哪个好", ["Heat", "Alien"]),
        ("比较一下Ghost和Big", ["Ghost", "Big"]),
        ("看Heat还是Speed好呢", ["Heat", "Speed"]),
        ("《Babe》比《Speed》好看吗", ["Babe", "Speed"]),
    ],
)
def test_items_are_compared_by_facts_and_by_evidence(message: str, compared: list[str], talk: Talk) -> None:
    turn = talk.say(message)
    (act,) = turn.acts
    assert isinstance(act, Compare)
    assert titles(talk, act.targets) == compared
    assert (turn.move, turn.slate) == (Move.COMPARE, None)
    said = [point.say for point in turn.plan.points]
    assert Say.VERSUS in said
    assert {Say.CHOSEN, Say.EVEN} & set(said)
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)
    scores = {item.item: item.score for item in turn.plan.facts.judged}
    first = next(point.slots["title"].rows[0] for point in turn.plan.points if point.say in {Say.CHOSEN, Say.EVEN})
    assert scores[first] == max(scores.values())


@pytest.mark.parametrize(
    "message", ["which of the first two?", "the first or the second?", "前两部哪个好", "which one of them is better?"]
)
def test_what_is_on_the_table_is_compared_by_its_place(message: str, talk: Talk) -> None:
    shown = talk.say("three comedies").state.last_rows
    (act,) = talk.say(message).acts
    assert isinstance(act, Compare)
    assert [target.item for target in act.targets] == [*shown[:2]]


@pytest.mark.parametrize(
    "message", ["comedy or drama?", "喜剧还是恐怖片", "horror or war", "I like Heat and Alien", "Heat, Alien and Babe"]
)
def test_kinds_and_lists_are_not_compared(message: str, talk: Talk) -> None:
    assert not any(isinstance(act, Compare | Evaluate) for act in talk.say(message).acts)


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("how is Psycho?", "Psycho"), ("is Heat any good?", "Heat"), ("Is Vertigo worth watching", "Vertigo"), ("would I like Big?", "Big"),
        ("what do you think of Toy Story?", "Toy Story"), ("should I watch Babe", "Babe"), ("Alien怎么样", "Alien"), ("《Ghost》好看吗", "Ghost"),
        ("我会喜欢Clerks吗", "Clerks"), ("你怎么看《Casablanca》", "Casablanca"), ("M值得看吗", "M"),
    ],
)  # fmt: skip
def test_an_item_is_judged_for_this_user(message: str, title: str, talk: Talk) -> None:
    turn = talk.say(message)
    (act,) = turn.acts
    assert isinstance(act, Evaluate)
    assert titles(talk, (act.target,)) == [title]
    assert (turn.move, turn.slate) == (Move.EVALUATE, None)
    assert {Say.KNOWN, Say.STANDING} <= {point.say for point in turn.plan.points}
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)


def test_a_standing_counts_who_scores_lower(talk: Talk, tools: Tools) -> None:
    turn = talk.say("is the second one any good?") if talk.say("three comedies").slate else None
    assert turn is not None
    assert turn.acts[0].target.item == talk.state.last_rows[1]
    query = talk.state.last.query
    row = turn.acts[0].target.item
    scores = {item: tools.recommender.judged(query, item).score for item in range(len(tools.catalogue))}
    others = [score for item, score in scores.items() if item != row and item not in set(query.history_items.tolist())]
    assert turn.plan.facts.standings[row] == (sum(score < scores[row] for score in others), len(others))


def test_of_a_stranger_only_what_everybody_likes_is_said(tools: Tools) -> None:
    talk = Talk(tools)
    assert "I do not know your taste yet" in talk.reply(talk.say("how is Titanic?"))
    assert "for you i would choose" not in talk.reply(talk.say("Titanic or Babe?")).lower()
    assert "我还不了解你的口味" in talk.reply(talk.say("Titanic怎么样"))


def test_what_was_said_of_an_item_and_what_was_asked_for_is_remembered(talk: Talk) -> None:
    assert "You said that you like Fargo (1996)." in talk.reply(talk.say("is Fargo good?"))
    assert "You said that you do not like Scream (1996)." in talk.reply(talk.say("is Scream good?"))
    talk.say("I have seen Big; only comedies please")
    assert "You know Big (1988) already." in talk.reply(talk.say("how is Big?"))
    assert "Alien (1979) is not what you asked for: comedy." in talk.reply(talk.say("how is Alien?"))
    assert "not what you asked for" not in talk.reply(talk.say("Alien or Heat?"))
    assert "Alien (1979) is not what you asked for" in talk.reply(talk.say("Alien or Babe?"))


def test_what_we_do_not_know_is_not_judged(talk: Talk) -> None:
    assert [type(act) for act in talk.say("how is Zorblax Rising?").acts] == [UnknownTitle]
    assert [type(act) for act in talk.say("《Zorblax》怎么样").acts] == [UnknownTitle]
    assert [type(act) for act in talk.say("how is the ninth one?").acts] == [NoSuchPlace]
    assert talk.say("Heat or Heat?").move is Move.EVALUATE


def test_the_differences_of_two_items_sum_to_the_difference_of_their_scores() -> None:
    liked, taste, base = (
        Term("a", Kind.HISTORY, "item:1"),
        Term("b", Kind.ATTRIBUTE, "genre=War"),
        Term("c", Kind.PRIOR, "base"),
    )
    one = SlateItem(3, 1.5, (Evidence(liked, 0.75), Evidence(base, 0.75)))
    other = SlateItem(4, 0.25, (Evidence(taste, -0.5), Evidence(base, 0.75)))
    found = differences(one, other)
    assert [(part.term, part.value, stronger(part, one, other).item) for part in found] == [
        (liked, 0.75, 3),
        (taste, 0.5, 4),
    ]
    assert found[1].evidence == Evidence(taste, -0.5)
    assert sum(part.value for part in found) == one.score - other.score
    assert [part.value for part in differences(other, one)] == [-part.value for part in found]


def test_false_leads_do_not_hold(talk: Talk) -> None:
    turn = talk.say("Heat or Alien?")
    leads = [claim for point in turn.plan.points for claim in point.claims if claim.kind is ClaimKind.LEAD]
    assert leads
    other, *_, lead = leads[0].value.split("|")
    for wrong in (
        f"{other}|9.99",
        f"nothing|{lead}",
        f"{other}|attributes|attribute|{lead}",
        f"{other}|a|history|item:1|{lead}1",
    ):
        assert not holds(Claim(ClaimKind.LEAD, leads[0].ref, wrong), turn.plan.facts)
    standing = Claim(ClaimKind.COUNT, f"below:{leads[0].ref}", "1/2")
    assert not holds(standing, replace(turn.plan.facts, standings={}))


@pytest.mark.parametrize(
    ("wish", "question", "say", "reason"),
    [
        ("I love comedies", "how is Big?", Say.SPEAKS_FOR, "In its favour: you asked for comedy films (+"),
        (
            "I don't like horror",
            "how is Psycho?",
            Say.SPEAKS_AGAINST,
            "Against it: you would rather not have horror films (-",
        ),
        ("我喜欢喜剧", "Big怎么样", Say.SPEAKS_FOR, "有利的理由：你想要喜剧片 (+"),
    ],
)
def test_what_speaks_for_an_item_and_against_it_is_told(
    wish: str, question: str, say: Say, reason: str, tools: Tools
) -> None:
    talk = Talk(tools)
    talk.say(wish)
    turn = talk.say(question)
    assert say in {point.say for point in turn.plan.points}
    assert reason in talk.reply(turn)
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)


def test_what_makes_the_difference_is_told_on_whichever_side(tools: Tools) -> None:
    talk = Talk(tools)
    talk.say("I love comedies but I don't like romance")
    turn = talk.say("Ghost or Toy Story?")
    told = [point for point in turn.plan.points if point.say is Say.DIFFERENCE]
    assert "In favour of Toy Story (1995)" in talk.reply(turn)
    assert "you would rather not have romance films" in talk.reply(turn)
    assert told
    assert all(holds(claim, turn.plan.facts) for point in told for claim in point.claims)
