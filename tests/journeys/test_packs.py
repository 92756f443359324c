"""A newcomer without data: our own catalogues, ingested, trained and asked in a few seconds."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.interfaces.cli.main import main

Say = Callable[..., str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Say:
    """Run a command on a home of this test; what it prints on stdout."""

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(tmp_path / "home")])
        assert left.value.code == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


def test_a_shop_in_one_command(say: Say, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert json.loads(say("demo", "shop", "--no-serve", "--json")) == {"items": 251}
    assert "251 items of our own" in say("demo", "--no-serve")
    assert "251" in say("demo", "shop", "--no-serve", "--locale", "zh")
    card = json.loads(say("recommend", "--user", "me", "-n", "1", "--json"))["items"][0]
    assert set(card["labels"]) >= {"brand", "category"}
    assert abs(sum(piece["value"] for piece in card["evidence"]) - card["score"]) <= SUM_TOLERANCE * max(
        1, card["score"]
    )
    with pytest.raises(SystemExit) as left:
        main(["demo", "books", "--no-serve", "--home", str(tmp_path / "home")])
    assert left.value.code == 4
    assert "251 items that are not of the pack 'books'; give a demo a home of its own" in capsys.readouterr().err


def test_a_pack_is_ingested_by_its_name_once(say: Say) -> None:
    added = json.loads(say("ingest", "--data", "pack:music", "--json"))
    assert (added["items"], added["events"], added["report"]["items"]["kept"]) == (314, 0, 314)
    assert json.loads(say("ingest", "--data", "pack:music", "--json"))["items"] == 0
    assert "pack:shop" in say("data", "list")
    assert "我们自己写的图书资料" in say("data", "list", "--locale", "zh") or "我们自己写的书资料" in say(
        "data", "list", "--locale", "zh"
    )
