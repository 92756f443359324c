"""A profile in a terminal."""

import io
import json
import shutil

import pytest

from chatrec.interfaces.cli.main import main


def test_a_profile_is_shown_muted_and_carried(telling, tmp_path, capsys, monkeypatch) -> None:
    home = shutil.copytree(telling, tmp_path / "home")

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main(["profile", *arguments, "--home", str(home), "--locale", "en"])
        return int(left.value.code or 0), capsys.readouterr().out

    tastes = json.loads(run("show", "--user", "user-0001", "--json")[1])["tastes"]
    item = max(tastes, key=lambda taste: taste["weight"])["item_id"]
    code, text = run("mute", "--user", "user-0001", "--item", item)
    assert code == 0
    assert text.startswith(("New in the list", "In another place", "The list stays"))
    assert "(muted)" in run("show", "--user", "user-0001")[1]
    file = tmp_path / "profile.json"
    file.write_text(run("export", "--user", "user-0001")[1])
    code, text = run("import", "--user", "ada", "--file", str(file))
    assert text == f"{len(tastes)} tastes restored.\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(file.read_text().replace(item, "gone")))
    assert run("import", "--user", "bob") == (2, "")
    assert run("import", "--user", "bob", "--file", str(tmp_path / "none")) == (2, "")


def test_a_list_without_profiling(telling, tmp_path, capsys) -> None:
    home = shutil.copytree(telling, tmp_path / "home")

    def listed(user: str, *how: str) -> list[str]:
        with pytest.raises(SystemExit):
            main(["recommend", "--user", user, "--home", str(home), "--json", *how])
        return [card["item_id"] for card in json.loads(capsys.readouterr().out)["items"]]

    assert listed("user-0001", "--no-profiling") == listed("nobody") != listed("user-0001")
