"""`chatrec backup`: what it says, in both languages, and what it refuses."""

import json
from pathlib import Path

import pytest
from tests.journeys.homes import small_home

from chatrec.interfaces.cli.main import main


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["backup", *arguments])
    told = capsys.readouterr()
    return int(left.value.code or 0), told.out, told.err


def test_it_says_where_the_backup_is_and_how_to_go_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, one, two = str(small_home(tmp_path / "home", model=False)), str(tmp_path / "one"), str(tmp_path / "two")
    code, out, _ = said(capsys, "--home", home, "--to", one, "--locale", "en")
    assert (code, out.startswith(f"{one} is a home of its own (")) == (0, True)
    assert f"chatrec serve --home {one}" in out
    code, out, _ = said(capsys, "--home", one, "--to", two, "--locale", "zh")
    assert (code, out.startswith(f"{two} 本身就是一个主目录")) == (0, True)
    code, out, _ = said(capsys, "--home", two, "--to", str(tmp_path / "three"), "--json")
    assert json.loads(out)["versions"] == 0


def test_it_refuses_what_is_there_and_where_no_home_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(small_home(tmp_path / "home", model=False))
    code, _, error = said(capsys, "--home", home, "--to", str(tmp_path))
    assert (code, "never overwrites" in error) == (4, True)
    code, _, error = said(capsys, "--home", str(tmp_path / "none"), "--to", str(tmp_path / "one"))
    assert (code, "holds no Chat-Rec home" in error) == (5, True)
