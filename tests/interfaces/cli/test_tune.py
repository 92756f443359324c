"""`chatrec tune` from files to settings that can be pasted."""

import json
import re
from pathlib import Path

import pytest
from tests.data.files import table

from chatrec.app.settings import read_settings
from chatrec.interfaces.cli.main import main

pytest.importorskip("optuna")


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    """30 users with five items of nine each."""
    rows = "".join(f"{user},{(user * 2 + step) % 9},4\n" for user in range(30) for step in range(5))
    table(tmp_path / "events.csv", "user_id,item_id,rating\n" + rows)
    table(tmp_path / "items.csv", "item_id,title\n" + "".join(f"{item},Film {item}\n" for item in range(9)))
    return tmp_path


def tune(folder: Path, *arguments: str) -> int:
    command = ["tune", "holdout", "--data", str(folder), "--model", "together", "--home", str(folder / "home")]
    with pytest.raises(SystemExit) as left:
        main([*command, *arguments])
    return int(left.value.code or 0)


def test_what_it_prints_can_be_pasted(ratings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tune(ratings, "--trials", "4", "--locale", "en", "--space", "scorer.l2=10:1000:log") == 0
    said = capsys.readouterr()
    overrides = re.findall(r"--set (\S+)", next(line for line in said.out.splitlines() if "--set" in line))
    toml = said.out.split("In chatrec.toml:\n")[1].split("\n\n")[0]
    (ratings / "chatrec.toml").write_text("\n".join(line.strip() for line in toml.splitlines()))
    by_line = read_settings(ratings / "elsewhere", overrides).scorer["together"]
    assert read_settings(ratings).scorer["together"] == by_line
    assert 10 <= float(str(by_line["l2"])) <= 1000
    assert said.err.splitlines()[0].startswith("1/4 together, trial 1 of 4: ")


def test_json_holds_the_validation_and_a_second_run_goes_on(ratings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tune(ratings, "--trials", "3", "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert tune(ratings, "--trials", "4", "--json") == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (first["tried"], found["tried"]) == (3, 4)
    assert found["validation"]["mean"] >= first["validation"]["mean"] - 1e-12
    assert found["metric"] == "ndcg@10"
    assert set(found["best"]) == {"l2", "dropout", "user_power", "rarity"}
    assert len(said.err.splitlines()) == 1


def test_a_space_that_there_is_not_is_refused(ratings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tune(ratings, "--space", "scorer.l3=1:2") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "'together' has no setting 'l3'; it has: l2, dropout" in said.err
