"""`chatrec evaluate dialogue`: what is hidden is nowhere, and the home stays as it is."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.journeys.homes import small_home
from tests.llm.conftest import server
from tests.llm.scripted import Scripted, said

from chatrec.app.home import Home
from chatrec.app.seeking import seekers_of, sought_in
from chatrec.app.wiring import App, open_app
from chatrec.core.errors import DataError
from chatrec.core.profile import LIKED
from chatrec.evaluation.seeking import METRICS
from chatrec.interfaces.cli.main import main
from chatrec.learning import read_behaviour

__all__ = ["server"]


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[App]:
    with open_app(Home(small_home(tmp_path_factory.mktemp("seeking") / "home", model=False))) as opened:
        yield opened


def test_what_is_looked_for_was_liked_and_is_hidden(app: App) -> None:
    catalogue = app.stores.items.catalogue()
    chosen = seekers_of(read_behaviour(app.stores.events, catalogue), catalogue, np.random.default_rng(0), n=7)
    assert len({one.profile.user for one in chosen}) == 7
    for one in chosen:
        target = catalogue[one.target].id
        said = [event.event for event in app.stores.events.read(user=one.profile.user) if event.event.item == target]
        assert target not in one.profile.tastes
        assert (1 + said[-1].value) / 2 >= LIKED
        assert len(one.profile.tastes) >= 5


def test_the_command_reports_every_agent(app: App, capsys) -> None:
    before = (app.home.folder / "chatrec.db").read_bytes()
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", "dialogue", "--home", str(app.home.folder), "--seekers", "2", "--json"])
    assert ended.value.code == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["protocol"], found["settings"]["people"]) == ("dialogue", 2)
    assert set(found["models"]["seeker"]) == set(METRICS)
    assert (app.home.folder / "chatrec.db").read_bytes() == before


def test_with_a_language_model_the_figures_are_another_protocols(app: App, server: Scripted, capsys) -> None:
    server.script = lambda body: said({"text": json.loads(body["messages"][1]["content"])["say"] + "!"})
    with pytest.raises(SystemExit) as ended:
        main(
            ["evaluate", "dialogue", "--home", str(app.home.folder), "--seekers", "1", "--llm", server.name(), "--json"]
        )
    assert ended.value.code == 0
    found = json.loads(capsys.readouterr().out)
    assert found["protocol"] == "dialogue-llm"
    assert set(found["models"]) == {"worded seeker", "worded seeker, Chinese"}
    assert found["settings"]["worded"] + found["settings"]["refused"] >= 1
    assert server.asked


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["dialogue", "--data", "ml-100k"], "leave out --data 'ml-100k' and give --home"),
        (["holdout"], "'holdout' needs --data: a data set's name, or a folder"),
    ],
)
def test_what_is_missing_or_too_much_is_said(given: list[str], says: str, app: App, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["evaluate", *given, "--home", str(app.home.folder)])
    assert says in capsys.readouterr().err


def test_a_home_in_which_nobody_liked_anything_is_refused(tmp_path: Path) -> None:
    with open_app(Home(tmp_path / "home").made()) as empty, pytest.raises(DataError, match="Nobody in"):
        sought_in(empty, np.random.default_rng(0))
