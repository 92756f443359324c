"""A scripted language model; a home in which two were measured, and clients of it with one behind their lists."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.llm.lists import LONG_S, PEOPLE, Judging, command, report_in
from tests.llm.scripted import Scripted, scripted
from tests.llm.tasteful import knowing, lettering, tasteful_home

from chatrec.adapters.llm.breaking import BreakingModel
from chatrec.app.advising import Advisers
from chatrec.app.home import Home
from chatrec.app.settings import LlmSettings
from chatrec.app.wiring import App, open_app, wired
from chatrec.interfaces.http import create_app


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted() as served:
        yield served


@pytest.fixture(scope="session")
def tastes() -> Iterator[Scripted]:
    """The one that was measured in `home`."""
    with scripted() as served:
        yield served


@pytest.fixture(scope="session")
def plain_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tasteful_home(tmp_path_factory.mktemp("tasteful") / "home")


@pytest.fixture(scope="session")
def home(plain_home: Path, tastes: Scripted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a model that knows tastes was measured, and then one that prefers letters; the first is live."""
    home = shutil.copytree(plain_home, tmp_path_factory.mktemp("measured") / "home")
    for script, model in ((knowing, "m"), (lettering, "l")):
        tastes.script = script
        assert command(home, "promote", "v0001") == 0
        assert command(home, "judge", "--users", PEOPLE, "--set", f"llm.model={tastes.name(model)}", "--json") == 0
    assert command(home, "promote", "v0002") == 0
    return home


@pytest.fixture(scope="session")
def plain(home: Path) -> Iterator[App]:
    """The home without a language model, ready to answer."""
    with open_app(Home(home)) as app:
        app.live.tools()
        yield app


@pytest.fixture
def judged(plain: App, tastes: Scripted) -> Judging:
    """A client of the same home with a model behind its lists, of which nothing was asked yet."""

    def client(*, report_of: str = "v0002", now: Callable[[], float] | None = None, **more: object) -> TestClient:
        named = {"model": tastes.name(), "ranking_s": LONG_S, "attempts": 1, "failures": 1000, **more}
        settings = plain.settings.model_copy(update={"llm": LlmSettings.model_validate(named)})
        app = wired(plain.home, settings, plain.stores)
        tools, report = plain.live.tools(), report_in(plain, report_of)
        advisers = app.advisers
        if now is not None:
            advisers = Advisers(settings.llm, BreakingModel(app.language_model, failures=2, rest_s=30.0, now=now))
        adviser = advisers.of(report, tools.catalogue, tools.domain)
        # What takes half a second to load is the same but for its adviser.
        app.live._loaded = replace(plain.live._loaded, tools=replace(tools, adviser=adviser))
        tastes.raw.clear()
        tastes.asked.clear()
        return TestClient(create_app(app))

    tastes.script = knowing
    return client
