"""What keeps a judgement from being measured, and what does not change by it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.llm.oracles import Oracle
from tests.llm.tasteful import tasteful_home

from chatrec.app.home import Home
from chatrec.app.judging import Judging
from chatrec.app.settings import LlmSettings
from chatrec.app.wiring import App, clock, open_app
from chatrec.core.errors import ConflictError, DataError, NotReadyError
from chatrec.core.ids import ModelVersion
from chatrec.learning import Manifest, parse_manifest
from chatrec.ports.model_store import StoredModel

LIVE, NEXT = ModelVersion("v0001"), ModelVersion("v0002")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tasteful_home(tmp_path_factory.mktemp("tasteful") / "home")


def measured(app: App, oracle: Oracle) -> Manifest:
    settings = app.settings.model_copy(update={"llm": LlmSettings(model="openai:m@http://127.0.0.1:9/v1")})
    stores = app.stores
    judging = Judging(items=stores.items, events=stores.events, models=app.models, clock=clock())
    return judging.measure(settings, oracle, users=4)


def oracle(meanwhile: Callable[[], None] | None = None) -> Oracle:
    """Likes war films; `meanwhile` happens when it is first asked."""
    happening = [meanwhile] if meanwhile else []

    def liking(told: str, letter: str, line: str) -> float:  # noqa: ARG001 - a Liking
        if happening:
            happening.pop()()
        return 1.0 if "War" in line else 0.0

    return Oracle(liking)


def test_nothing_but_the_report_differs(home: Path, tmp_path: Path) -> None:
    with open_app(Home(shutil.copytree(home, tmp_path / "home"))) as app:
        found = measured(app, oracle())
        before, after = (app.models.get(version) for version in (LIVE, NEXT))
        assert app.models.promoted()[-1] == found.version == NEXT
        then, now = (parse_manifest(one.manifest) for one in (before, after))
        assert now.model_copy(update={"version": LIVE, "judge": None, "created_at": then.created_at}) == then
        assert before.arrays.keys() == after.arrays.keys()
        for name, array in before.arrays.items():
            np.testing.assert_array_equal(array, after.arrays[name])


def test_a_home_without_a_version_or_without_behaviour_has_no_lists_to_judge(home: Path, tmp_path: Path) -> None:
    with open_app(Home(tmp_path / "empty").made()) as empty:
        with pytest.raises(NotReadyError, match="chatrec train"):
            measured(empty, oracle())
        with open_app(Home(home)) as app:
            empty.stores.items.put(list(app.stores.items.catalogue()))
            empty.models.put(app.models.get(LIVE))
        empty.models.promote(LIVE)
        with pytest.raises(DataError, match="Nobody of this home"):
            measured(empty, oracle())


def test_a_version_that_does_not_say_how_it_was_trained_is_not_measured(home: Path, tmp_path: Path) -> None:
    with open_app(Home(shutil.copytree(home, tmp_path / "home"))) as app:
        stored = app.models.get(LIVE)
        silent = parse_manifest(stored.manifest).model_copy(update={"version": NEXT, "trainers": {}})
        app.models.put(StoredModel(NEXT, silent.model_dump_json(), stored.arrays))
        app.models.promote(NEXT)
        with pytest.raises(DataError, match="v0002 does not say how 'popularity' was trained"):
            measured(app, oracle())


def test_a_version_that_went_live_meanwhile_stays_live(home: Path, tmp_path: Path) -> None:
    with open_app(Home(shutil.copytree(home, tmp_path / "home"))) as app:
        other = app.models.get(LIVE)._replace(version=ModelVersion("other"))
        app.models.put(other)
        with pytest.raises(ConflictError, match="Another version than v0001 went live"):
            measured(app, oracle(lambda: app.models.promote(ModelVersion("other"))))
        assert app.models.promoted()[-1] == "other"
