"""Wishes as people say them: degrees of a level, and what stands before a noun."""

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.query import Between, Constraint, Includes, Locale
from chatrec.dialogue import Tools
from chatrec.dialogue.nlg.templates import LANGUAGES
from chatrec.domains import domain
from chatrec.domains.base import Domain, LabelField, Words


@pytest.mark.parametrize(
    ("constraint", "locale", "said"),
    [
        (Between("violence", None, 0.0), "en", "without violence"),
        (Between("violence", None, 1.0), "en", "with little violence"),
        (Between("violence", 2.0, None), "en", "with much violence"),
        (Between("violence", 1.0, 2.0), "en", "with a level of violence of 1 to 2"),
        (Between("runtime", None, 90.0), "en", "no longer than 90 minutes"),
        (Between("violence", None, 0.0), "zh", "没有暴力"),
        (Between("violence", None, 1.0), "zh", "暴力较少"),
        (Between("fright", 2.0, None), "zh", "惊吓较多"),
    ],
)
def test_a_level_is_wished_in_degrees(constraint: Constraint, locale: Locale, said: str) -> None:
    assert LANGUAGES[locale].wish(constraint, domain("movies")) == said


def test_a_country_stands_before_a_noun_by_its_adjective() -> None:
    country = LabelField(Words(en=("country",)), {"Japan": Words(en=("Japan", "Japanese"), before="Japanese")})
    films = Domain(name="films", noun=Words(en=("film", "films")), labels={"country": country})
    wished = (Includes("country", ("Japan",)), Between("year", None, 1960.0))
    assert LANGUAGES["en"].things(wished, True, films) == "Japanese films from 1960 or earlier"


@pytest.mark.parametrize(
    ("message", "field"),
    [("too long", "runtime"), ("shorter please", "runtime"), ("太长了", "runtime"), ("再短一点", "runtime")],
)
def test_what_was_shown_is_the_measure_of_too_much(message: str, field: str, informed: Tools) -> None:
    talk = Talk(informed)
    shown = [informed.catalogue[one.item].numbers.get(field) for one in talk.say("five short films").slate.items]
    middle = sorted(number for number in shown if number is not None)[2]
    (wish,) = [one for one in talk.say(message).state.hard if isinstance(one, Between)]
    assert wish.high < middle
