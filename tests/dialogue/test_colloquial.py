"""How Chinese users talk over several turns: what leans on the turn before, and how the replies read."""

import pytest
from tests.dialogue.conftest import known_to_a_few, tools_for
from tests.dialogue.talk import Talk

from chatrec.core.acts import AskFact, Like, More, Negate, Refine, Seen, TheItem, TheValue
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.query import ALIKE
from chatrec.dialogue import Say, Tools
from chatrec.domains import domain
from chatrec.domains.base import entitled, named


@pytest.fixture
def talk(tools: Tools) -> Talk:
    return Talk(tools)


@pytest.fixture
def told(informed: Tools) -> Talk:
    return Talk(informed)


def test_what_was_seen_is_what_was_spoken_of_else_the_whole_list(talk: Talk) -> None:
    shown = talk.say("推荐几部").state.last_rows
    talk.say("第二部是哪一年的")
    assert talk.say("看过了").acts == (Seen(TheItem(shown[1])),)
    shown = talk.say("换一批").state.last_rows
    assert talk.say("看过了").acts == tuple(Seen(TheItem(row)) for row in shown)


def test_something_alike_is_like_what_was_spoken_of_else_merely_more(talk: Talk) -> None:
    talk.say("推荐几部")
    assert isinstance(talk.say("类似的还有吗").acts[0], More)
    (asked,) = talk.say("有没有《Alien》").acts
    assert isinstance(asked, AskFact)
    liked = next(act for act in talk.say("类似的还有吗").acts if isinstance(act, Like))
    assert liked.target == TheValue(ALIKE, talk.tools.catalogue[asked.target.item].id)


def test_one_is_asked_for_once(talk: Talk) -> None:
    assert len(talk.say("来一部").slate.items) == 1
    assert len(talk.say("换一部").slate.items) == 1
    assert len(talk.say("要剧情片").slate.items) > 1
    assert len(talk.say("来三部").slate.items) == 3
    assert len(talk.say("要喜剧片").slate.items) == 3


def test_that_tastes_are_unknown_is_said_once(talk: Talk) -> None:
    cold = {Say.COLD, Say.BY_WISHES}
    assert cold & {point.say for point in talk.say("推荐几部").plan.points}
    assert not cold & {point.say for point in talk.say("要喜剧片").plan.points}


def test_a_series_that_was_seen_is_kept_out_and_its_films_are_films(told: Talk) -> None:
    acts = told.say("星球大战系列都看过了").acts
    assert [act.constraint.field for act in acts if isinstance(act, Negate)] == ["franchise"]
    assert told.say("还有吗").slate is not None
    assert [type(act) for act in told.say("星球大战看过了").acts] == [Seen]


def test_who_acts_and_directs_is_refused_in_one_phrase(told: Talk) -> None:
    reply = told.reply(told.say("不要汤姆·汉克斯的"))
    assert reply.count("不要汤姆·汉克斯") <= 2  # in the list's name, and where it is said how many went


def test_a_product_is_no_work_and_stands_without_its_marks() -> None:
    film = Item(id=ItemId("a"), title="Heat", titles={"zh": "盗火线"}, numbers={"year": 1995.0})
    phone = Item(id=ItemId("b"), title="iPhone 12", labels={"brand": ("Apple",)}, numbers={"year": 2020.0})
    assert (named(film, "zh"), entitled(film, "zh")) == ("《盗火线》（1995）", "《盗火线》")
    assert (named(phone, "zh"), entitled(phone, "zh")) == ("iPhone 12（2020）", "iPhone 12")
    assert named(phone, "en") == "iPhone 12 (2020)"


def shop() -> Catalogue:
    prices = {"headphones": (20, 40, 60, 80, 100), "phone": (500, 600, 700, 800, 900)}
    return Catalogue(
        [
            Item(
                id=ItemId(f"{category}{price}"),
                title=f"{category} {price}",
                labels={"category": (category,), "brand": ("Acme",)},
                numbers={"price": float(price)},
            )
            for category, each in prices.items()
            for price in each
        ]
    )


def test_what_is_cheap_is_so_among_things_of_its_kind() -> None:
    catalogue = shop()
    talk = Talk(tools_for(known_to_a_few(catalogue), domain("shop")))
    talk.say("想买个手机")
    wish = next(act.constraint for act in talk.say("便宜点的").acts if isinstance(act, Refine))
    assert 500 < wish.high < 900
    turn = talk.say("有没有血压计")
    assert "“血压计”我这里没法筛选" in talk.reply(turn)
