"""Explanations in a terminal."""

import json
import math
import shutil
from pathlib import Path

import pytest

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.core.ids import UserId
from chatrec.interfaces.cli.main import main


@pytest.fixture(scope="module")
def home(telling: Path, tmp_path_factory) -> Path:
    return shutil.copytree(telling, tmp_path_factory.mktemp("explain") / "home")


@pytest.fixture
def say(home, capsys):
    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(home)])
        captured = capsys.readouterr()
        assert left.value.code == 0, captured.err
        return captured.out

    return run


@pytest.fixture(scope="module")
def first(home) -> list[str]:
    with open_app(Home(home)) as app:
        return [card.item_id for card in app.recommending.recommend(UserId("user-0002")).items]


def test_a_contrast_is_drawn_with_both_sides(say, first) -> None:
    asked = ("explain", "--user", "user-0002", "--item", first[0], "--against", first[1])
    assert "sum = difference of the scores" in say(*asked, "--locale", "en")
    found = json.loads(say(*asked, "--json"))
    total = math.fsum(term["value"] for term in found["terms"])
    assert total == pytest.approx(found["difference"], abs=SUM_TOLERANCE)


@pytest.mark.parametrize(("depth", "said"), [("short", "smaller reasons ("), ("full", "sum")])
def test_depths(say, first, depth: str, said: str) -> None:
    text = say("explain", "--user", "user-0002", "--item", first[0], "--depth", depth, "--locale", "en")
    assert said in text
    assert (depth == "full") == ("smaller reason" not in text)


def test_counterfactuals(say, first) -> None:
    text = say("counterfactual", "--user", "user-0002", "--item", first[-1], "--locale", "en")
    assert text.startswith(("If it did not count that you", "There is none up to"))
    assert ("The list would be:" in text) == text.startswith("If")


def test_why_not(say, first) -> None:
    other = next(f"item-{number:05d}" for number in range(30) if f"item-{number:05d}" not in first)
    found = json.loads(say("why-not", "--user", "user-0002", "--item", other, "--json"))
    assert found["found"] == (other in [one["item_id"] for one in found["after"]])
    assert say("why-not", "--user", "user-0002", "--item", first[1], "--locale", "zh").endswith(
        "就在列表中，排第 2。\n"
    )


def test_a_depth_that_there_is_not(home, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        main(["explain", "--user", "u", "--item", "item-00001", "--depth", "deep", "--home", str(home)])
    assert left.value.code == 2
    assert "'deep'" in capsys.readouterr().err
