"""What people here think of an item, in words that are checked."""

from dataclasses import replace

import numpy as np
import pytest
from tests.dialogue.films import FILMS
from tests.dialogue.talk import Talk

from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, UserId
from chatrec.core.opinions import Opinions
from chatrec.core.profile import Profile
from chatrec.data import dataset_of
from chatrec.dialogue import Crowd, Say, Tools, holds
from chatrec.scorers.path import PathTrainer

TITLES = [film.title for film in FILMS]
TOLD = {Say.RATED, Say.OPINED, Say.FEW_OPINED, Say.CLOSEST, Say.FOLLOWED}


def profile(user: str, stars: dict[str, float], kind: EventKind = EventKind.RATING) -> Profile:
    words = [
        Event(
            event_id=EventId(f"{user}{title}"), user=UserId(user), item=FILMS[TITLES.index(title)].id, kind=kind, at=1.0,
            value=(given - 3) / 2 if kind is EventKind.RATING else None,
        )
        for title, given in stars.items()
    ]  # fmt: skip
    return Profile(UserId(user)).folded(words)


@pytest.fixture(scope="module")
def crowd(tools: Tools) -> Crowd:
    """Twenty who rated Heat, of whom those who love Fargo love it and the others do not; two know Psycho; Alien is liked or not.
    Twelve chose Speed right after Fargo, among many who chose neither.
    """
    likes = [profile(f"a{n}", {"Fargo": 5, "Big": 4, "Heat": 5 - n % 2}) for n in range(10)]
    others = [profile(f"b{n}", {"Babe": 5, "Heat": 1 + n % 3, "Scream": 4}) for n in range(10)]
    few = [profile(f"c{n}", {"Psycho": 5}) for n in range(2)]
    unstarred = [profile(f"d{n}", {"Alien": 0.0}, EventKind.LIKE if n < 3 else EventKind.DISLIKE) for n in range(5)]
    pairs = [(f"e{n}", title) for n in range(12) for title in ("Fargo", "Speed")]
    alone = [(f"f{n}", TITLES[8 + n % 30]) for n in range(300)]
    users, titles = zip(*pairs, *alone, strict=True)
    items = [FILMS[TITLES.index(title)].id for title in titles]
    data = dataset_of(
        tools.catalogue, list(map(UserId, users)), items, np.ones(len(items)), np.arange(len(items)) * 1.0
    )
    lifts = PathTrainer().fit(data, np.random.default_rng(0))
    return Crowd(Opinions.of([*likes, *others, *few, *unstarred], tools.catalogue), lifts)


@pytest.fixture
def talk(tools: Tools, crowd: Crowd) -> Talk:
    talk = Talk(replace(tools, crowd=crowd))
    talk.say("I loved Fargo")
    return talk


@pytest.mark.parametrize(
    ("message", "sentences"),
    [
        (
            "how is Heat?",
            [
                "Of 20 people here who rated Heat (1995), 50 % gave it 4 or 5 stars and 35 % 1 or 2.",
                "Of the 10 of them whose likes are closest to yours, 100 % like it; each likes at least 1 that you like.",
            ],
        ),
        (
            "Heat怎么样",
            [
                "这里有 20 人给《Heat》（1995）打过分：50 % 打了 4 或 5 星，35 % 打了 1 或 2 星。",
                "其中喜好与你最接近的 10 人里，100 % 喜欢它；你喜欢的，他们每人至少也喜欢 1 部。",
            ],
        ),
        (
            "how is Alien?",
            ["Of 5 people here who rated Alien (1979) or said what they think of it, 60 % like it and 40 % do not."],
        ),
        ("Alien怎么样", ["这里有 5 人评价过《Alien》（1979）：60 % 喜欢，40 % 不喜欢。"]),
        ("how is Psycho?", ["Fewer than 5 people here have said what they think of Psycho (1960), too few to tell."]),
        ("Psycho怎么样", ["这里评价过《Psycho》（1960）的不到 5 人，还看不出大家的看法。"]),
        ("how is Speed?", ["12 people here chose Speed (1994) soon after Fargo (1996), "]),
        ("Speed怎么样", ["这里有 12 人在《Fargo》（1996）之后不久就选了《Speed》（1994），是单凭热度所能解释的"]),
    ],
)  # fmt: skip
def test_how_an_item_is_sums_up_what_people_think(message: str, sentences: list[str], talk: Talk) -> None:
    turn = talk.say(message)
    reply = talk.reply(turn)
    assert all(sentence in reply for sentence in sentences), reply
    told = [point for point in turn.plan.points if point.say in TOLD]
    assert told
    assert all(holds(claim, turn.plan.facts) for point in told for claim in point.claims)


def test_other_numbers_do_not_hold(talk: Talk) -> None:
    for question in ("how is Heat?", "how is Speed?", "how is Psycho?"):
        turn = talk.say(question)
        kinds = (ClaimKind.OPINIONS, ClaimKind.FOLLOWED)
        claims = [claim for point in turn.plan.points for claim in point.claims if claim.kind in kinds]
        assert claims
        for claim in claims:
            for wrong in (f"{claim.value}1", f"1{claim.value}", "20|51|35", "few|"):
                assert not holds(replace(claim, value=wrong), turn.plan.facts)
            assert not holds(replace(claim, ref="nothing"), turn.plan.facts)
            assert not holds(claim, replace(turn.plan.facts, crowd=Crowd()))


def test_of_what_is_not_known_nothing_is_said(tools: Tools, crowd: Crowd) -> None:
    """No model knows opinions yet, nobody has said any, nothing is known of the user, an item came after the training."""
    for known in (Crowd(), Crowd(Opinions.of([], tools.catalogue))):
        talk = Talk(replace(tools, crowd=known))
        talk.say("I loved Fargo")
        assert not TOLD & {point.say for point in talk.say("how is Heat?").plan.points}
    stranger = Talk(replace(tools, crowd=crowd))
    said = {point.say for point in stranger.say("how is Heat?").plan.points}
    assert (Say.RATED in said, Say.CLOSEST in said, Say.FOLLOWED in said) == (True, False, False)
    assert crowd.sequel(len(FILMS), ()) is None
    history = profile("ann", {"Fargo": 5}).history(tools.catalogue)
    assert crowd.sequel(len(FILMS), history) is None
    assert not holds(Claim(ClaimKind.OPINIONS, "nothing", "few"), stranger.say("how is Heat?").plan.facts)
