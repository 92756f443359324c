"""Suggestions in a home: what is shown and taken is counted, and the turn says how likely each was shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.homes import small_home

from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.ports.prompts import Tally


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("prompts") / "home"
    with open_app(Home(small_home(folder)), ("ask.most=0",)) as app:
        yield app


def test_suggestions_are_counted_and_logged_with_their_odds(app: App) -> None:
    conversation = app.chat.start("ann").id
    turn = app.chat.turn(conversation, "recommend something").turn
    assert tuple(prompt.text for prompt in turn.prompts) == turn.suggestions
    assert all(0.0 < prompt.propensity <= 1.0 for prompt in turn.prompts)
    assert app.stores.prompts.tallies() == {prompt.kind: Tally(1, 0) for prompt in turn.prompts}
    assert '"propensity":' in app.chat.turns(conversation)[0].reply
    pressed = turn.prompts[0]
    app.chat.turn(conversation, f" {pressed.text} ")
    assert app.stores.prompts.tallies()[pressed.kind].taken == 1
    before = app.stores.prompts.tallies()
    app.chat.turn(conversation, "hello")
    assert sum(tally.taken for tally in app.stores.prompts.tallies().values()) == sum(t.taken for t in before.values())
