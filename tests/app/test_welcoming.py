"""The sentences that a newcomer is offered are understood, in both languages."""

from typing import get_args

import pytest

from chatrec.app.demo import prepared
from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.ids import UserId
from chatrec.core.query import Locale


@pytest.mark.parametrize("pack", ["shop", "music"])
def test_every_example_is_answered_with_what_it_asks_for(tmp_path, pack: str) -> None:
    with open_app(Home(tmp_path).made()) as app:
        prepared(app, pack)
        for locale in get_args(Locale):
            welcome = app.welcoming.welcome(locale)
            assert len(welcome.examples) == 3
            wish, liked, some = (
                app.chat.turn(app.chat.start(UserId("new"), locale).id, example).turn for example in welcome.examples
            )
            assert (wish.move, liked.move) == ("recommend", "recommend"), welcome.examples
            assert len(wish.constraints) >= 1, welcome.examples
            assert [act.act for act in liked.acts if act.act == "like"] == ["like"], welcome.examples
            assert some.move in ("ask", "recommend"), welcome.examples
