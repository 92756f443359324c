"""What cannot be served is said, what is asked about is told, and no item goes by its id."""

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.acts import AskFact, Dislike, Like, NotUnderstood, Reject, TheItem, UnknownTitle
from chatrec.core.moves import Move
from chatrec.dialogue import Say, Tools, holds
from chatrec.domains.base import named


@pytest.fixture
def talk(tools: Tools) -> Talk:
    return Talk(tools)


def row(talk: Talk, title: str) -> int:
    return next(row for row, item in enumerate(talk.tools.catalogue) if item.title == title)


@pytest.mark.parametrize(
    ("message", "text", "reply"),
    [
        (
            "what about french films",
            "french",
            "I cannot filter by “french”, but by genre and year, for example; say “what can I say?” for more.",
        ),
        ("give me a movie with Tom Hanks", "Tom Hanks", "I cannot filter by “Tom Hanks”"),
        ("like Pulp Fiction but less violent", "less violent", "I cannot filter by “less violent”"),
        ("thrillers from France", "France", "I cannot filter by “France”"),
        ("a comedy in Italian", "Italian", "I cannot filter by “Italian”"),
        ("dramas without subtitles please", "subtitles", "I cannot filter by “subtitles”"),
        ("法国电影", "法国", "“法国”我这里没法筛选，可以按类型和年代等等来挑；想知道更多，可以说“我能说什么？”。"),
        ("汤姆·汉克斯演的", "汤姆·汉克斯", "“汤姆·汉克斯”我这里没法筛选"),
        ("想看不太暴力的", "不太暴力", "“不太暴力”我这里没法筛选"),
        ("张艺谋导演的剧情片", "张艺谋", "“张艺谋”我这里没法筛选"),
    ],
)
def test_a_quality_that_the_catalogue_does_not_hold_is_named(message: str, text: str, reply: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert NotUnderstood(text) in turn.acts
    assert reply in talk.reply(turn)


@pytest.mark.parametrize(
    "message",
    [
        "any good films?", "some really great thrillers please", "I'd like a nice movie for tonight", "show me decent comedies",
        "could you perhaps recommend a few classic westerns", "I want to watch a movie with my friends", "new movies",
        "something to watch with the kids", "what are the best dramas of all time", "just a random film", "a really fun movie",
        "麻烦给我推荐几部好看的电影", "有没有经典的老片", "今晚想看点轻松的喜剧片", "随便来部片子吧", "不要客气", "周末适合看的动作片",
        "有什么不错的科幻片吗", "想和朋友一起看部电影",
    ],
)  # fmt: skip
def test_polite_filler_is_no_quality(message: str, talk: Talk) -> None:
    assert not any(isinstance(act, NotUnderstood) for act in talk.say(message).acts)


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("do you have Alien?", "Alien (1979) is in the catalogue: action, horror, science-fiction and thriller."),
        ("do you know Alien?", "Alien (1979) is in the catalogue"),
        ("tell me about Alien", "Alien (1979) is in the catalogue"),
        ("有没有《Alien》", "目录里有《Alien》（1979）：动作片、恐怖片、科幻片和惊悚片。"),
        ("你知道Alien吗", "目录里有《Alien》（1979）"),
        ("介绍一下Alien", "目录里有《Alien》（1979）"),
    ],
)
def test_a_title_that_is_asked_about_is_told_of(message: str, reply: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert [type(act) for act in turn.acts] == [AskFact]
    assert turn.move is Move.ANSWER
    assert reply in talk.reply(turn)
    assert all(holds(claim, turn.plan.facts) for point in turn.plan.points for claim in point.claims)
    assert any("Alien" in suggestion for suggestion in turn.suggestions)


@pytest.mark.parametrize("message", ["do you know The Matrix?", "do you have The Matrix?", "有没有《黑客帝国》"])
def test_a_title_that_is_asked_about_and_not_held_is_said_so(message: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert [type(act) for act in turn.acts] == [UnknownTitle]
    assert turn.slate is None


@pytest.mark.parametrize(
    ("message", "answer", "act"),
    [
        ("I loved Vertigoo 5", "yes", Like),
        ("I hated Vertigoo 5", "yes, that one", Dislike),
        ("have you got Vertigoo 5?", "yes", AskFact),
        ("我喜欢《Vertigoo 5》", "是的", Like),
        ("我讨厌《Vertigoo 5》", "对", Dislike),
    ],
)
def test_a_yes_accepts_the_title_that_was_meant(message: str, answer: str, act: type, talk: Talk) -> None:
    asked = talk.say(message)
    assert [type(act) for act in asked.acts] == [UnknownTitle]
    assert "Vertigo (1958)" in talk.reply(asked) or "《Vertigo》（1958）" in talk.reply(asked)
    (said,) = talk.say(answer).acts
    assert isinstance(said, act)
    assert said.target.item == row(talk, "Vertigo")
    assert talk.state.unsure is None


@pytest.mark.parametrize("answer", ["no", "nope", "不是", "不对"])
def test_a_no_drops_the_title_that_was_meant(answer: str, talk: Talk) -> None:
    talk.say("I loved Vertigoo 5")
    turn = talk.say(answer)
    assert turn.acts == (Reject(),)
    assert not turn.feedback
    assert talk.reply(turn)
    assert talk.say("yes").feedback == ()


def test_a_no_that_goes_on_is_heard_to_its_end(talk: Talk) -> None:
    talk.say("I loved Vertigoo 5")
    assert talk.say("no, I loved Heat").feedback[0][1] == row(talk, "Heat")


def test_a_title_refused_beside_a_loved_one_is_disliked(talk: Talk) -> None:
    assert Dislike(TheItem(row(talk, "Speed"), "Speed")) in talk.say("I loved Heat, but not Speed").acts


@pytest.mark.parametrize(
    ("message", "name"), [("no Casablanca please", "Casablanca"), ("不要《Casablanca》", "《Casablanca》")]
)
def test_an_excluded_item_goes_by_its_title(message: str, name: str, talk: Talk) -> None:
    talk.say(message)
    turn = talk.say("films from 1942" if name == "Casablanca" else "1942年的电影")
    assert turn.move is Move.APOLOGISE_AND_RELAX
    assert name in talk.reply(turn)
    assert talk.tools.catalogue[row(talk, "Casablanca")].id not in talk.reply(turn) + "".join(turn.suggestions)
    forget = next(said for said in turn.suggestions if "Casablanca" in said)
    assert talk.titles(talk.say(forget)) == ["Casablanca"]


@pytest.mark.parametrize(
    ("messages", "years", "gone"),
    [
        (("how about something older, before 1970",), "films from 1969 or earlier", "1992"),
        (("after 1980", "before 1990"), "films from 1981 to 1989", " and "),
        (("after 1980", "before 1990", "before 1985"), "films from 1981 to 1984", "1989"),
        (("around 1995",), "films from 1993 to 1997", "around"),
    ],
)
def test_ranges_of_one_field_are_said_as_one(messages: tuple[str, ...], years: str, gone: str, talk: Talk) -> None:
    first, *_ = [talk.reply(talk.say(message)) for message in messages][-1].split(". ")
    assert years in first
    assert gone not in first


def test_ranges_that_contradict_each_other_are_both_named(talk: Talk) -> None:
    reply = talk.reply(talk.say("films before 1930 and after 1998"))
    assert "films from 1929 or earlier and from 1999 on" in reply


@pytest.mark.parametrize(
    ("message", "colon"), [("I like sci-fi", ": you asked for "), ("我喜欢科幻片", "：因为你想要")]
)
def test_the_reason_names_its_film(message: str, colon: str, talk: Talk) -> None:
    turn = talk.say(message)
    point = next(point for point in turn.plan.points if point.say is Say.REASON_OF_FIRST)
    assert f"{named(talk.tools.catalogue[turn.slate.items[0].item], turn.locale)}{colon}" in talk.reply(turn)
    assert all(holds(claim, turn.plan.facts) for claim in point.claims)


@pytest.mark.parametrize(
    ("message", "act"), [("I hate it", Dislike), ("loved it!", Like), ("我很喜欢这部", Like), ("不喜欢这部", Dislike)]
)
def test_it_is_what_was_asked_about_before(message: str, act: type[Like | Dislike], talk: Talk) -> None:
    talk.say("tell me about Fargo")
    assert talk.say(message).acts[0] == act(TheItem(row(talk, "Fargo")))


def test_of_several_shown_it_is_none(talk: Talk) -> None:
    talk.say("three comedies")
    assert not any(isinstance(act, Like | Dislike) for act in talk.say("I hate it").acts)


@pytest.mark.parametrize(
    "message", ["are you a robot?", "who are you", "what's your favourite movie?", "你是机器人吗", "你最喜欢哪部电影"]
)
def test_who_speaks_here_is_no_wish(message: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert (turn.slate, turn.state.hard) == (None, ())
    assert any(said in talk.reply(turn) for said in ("a recommender, no person", "不是真人"))
