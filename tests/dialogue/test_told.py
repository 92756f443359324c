"""What the films pack tells is understood in both languages: people, countries, themes, lengths and levels."""

import pytest

from chatrec.core.acts import Act, Like, NotUnderstood, Refine, TheItem
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ConversationId, ItemId, UserId
from chatrec.core.query import Between, Constraint, Includes
from chatrec.dialogue.nlu import RuleNlu
from chatrec.dialogue.state import DialogueState
from chatrec.domains import domain, fitting

TITLES = (
    ("The Shining", 1980), ("Jaws", 1975), ("Fargo", 1996), ("Forrest Gump", 1994), ("Unforgiven", 1992), ("Raise the Red Lantern", 1991),
    ("Ran", 1985), ("Groundhog Day", 1993), ("Alien", 1979), ("The Godfather", 1972), ("In the Line of Fire", 1993), ("Seven", 1995),
)  # fmt: skip


@pytest.fixture(scope="module")
def nlu() -> RuleNlu:
    items = [
        Item(id=ItemId(str(at)), title=title, numbers={"year": float(year)}, labels={"genre": ("Drama",)})
        for at, (title, year) in enumerate(TITLES)
    ]
    facts = domain("movies").facts
    assert facts is not None
    known = facts.known(items)
    assert known.enriched == len(TITLES)
    catalogue = Catalogue(known.items)
    return RuleNlu(catalogue, fitting(catalogue))


def heard(nlu: RuleNlu, message: str) -> tuple[Act, ...]:
    return nlu.parse(message, DialogueState(conversation=ConversationId("c"), user=UserId("u")))


def wishes(nlu: RuleNlu, message: str) -> list[Constraint]:
    acts = heard(nlu, message)
    assert not any(isinstance(act, NotUnderstood) for act in acts), acts
    return [act.constraint for act in acts if isinstance(act, Refine)]


KUBRICK = Includes("director", ("Stanley Kubrick",))
JAPAN = Includes("country", ("Japan",))
CALM = Between("violence", None, 1.0)


@pytest.mark.parametrize(
    ("message", "wished"),
    [
        ("a film by Stanley Kubrick", [KUBRICK]),
        ("something by kubrick", [KUBRICK]),
        ("库布里克的电影", [KUBRICK]),
        ("斯坦利·库布里克执导的电影", [KUBRICK]),
        ("films starring Tom Hanks", [Includes("actor", ("Tom Hanks",))]),
        ("汤姆·汉克斯主演的电影", [Includes("actor", ("Tom Hanks",))]),
        ("films with Clint Eastwood", [Includes("actor", ("Clint Eastwood",))]),
        ("films directed by Clint Eastwood", [Includes("director", ("Clint Eastwood",))]),
        ("Japanese films", [JAPAN]),
        ("films in Japanese", [Includes("language", ("Japanese",))]),
        ("日本电影", [JAPAN]),
        ("time loop films", [Includes("theme", ("time loop",))]),
        ("a Japanese film with little violence", [JAPAN, CALM]),
        ("less than two hours", [Between("runtime", None, 119.99999999999999)]),
        ("at most one and a half hours", [Between("runtime", None, 90.0)]),
        ("两小时以内的电影", [Between("runtime", None, 120.0)]),
        ("不超过90分钟的电影", [Between("runtime", None, 90.0)]),
        ("not too violent", [CALM]),
        ("不太暴力的电影", [CALM]),
        ("no violence please", [Between("violence", None, 0.0)]),
        ("without nudity or swearing", [Between("sex", None, 0.0), Between("profanity", None, 0.0)]),
        ("没有血腥的电影", [Between("violence", None, 0.0)]),
    ],
)
def test_wishes_about_what_the_pack_tells(nlu: RuleNlu, message: str, wished: list[Constraint]) -> None:
    assert wishes(nlu, message) == wished


@pytest.mark.parametrize("message", ["I loved Jaws", "I loved The Godfather and Alien", "我喜欢《闪灵》和《异形》"])
def test_a_title_that_is_also_a_word_of_the_pack_stays_a_title(nlu: RuleNlu, message: str) -> None:
    acts = heard(nlu, message)
    assert acts
    assert all(isinstance(act, Like) and isinstance(act.target, TheItem) for act in acts)


@pytest.mark.parametrize("message", ["by night", "about a boy", "nothing by stone", "I walked with my father"])
def test_common_words_are_no_names(nlu: RuleNlu, message: str) -> None:
    found = [act for act in heard(nlu, message) if isinstance(act, Refine)]
    assert not [
        act for act in found if isinstance(act.constraint, Includes) and act.constraint.field in {"actor", "director"}
    ]
