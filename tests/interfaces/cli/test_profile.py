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


def test_lists_are_steered_in_a_terminal(telling, tmp_path, capsys) -> None:
    home = shutil.copytree(telling, tmp_path / "home")

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["profile", *arguments, "--user", "user-0001", "--home", str(home), "--locale", "en"])
        return int(left.value.code or 0), *capsys.readouterr()

    assert run("steer", "--set", "liked=2", "--set", "variety=-1", "--no-profiling")[0] == 0
    assert run("dispute", "--about", "evidence:prior")[0] == 0
    shown = run("show")[1].splitlines()
    assert (
        "You are not profiled: nothing known of you is used and nothing new is learned, until you switch it on again."
        in shown
    )
    assert "+2.00  liked       0..2  What people like you liked" in shown
    assert shown[-1] == "disputed  evidence:prior"
    assert run("uphold", "--about", "evidence:prior")[0] == 0
    assert run("steer", "--profiling")[0] == 0
    once = run("dispute", "--about", "attribute:genre=Drama", "--once", "--json")
    assert not json.loads(once[1])["stored"]
    assert run("steer", "--reset", "--set", "words=0", "--json")[0] == 0
    profile = json.loads(run("show", "--json")[1])["steering"]
    assert [(one["name"], one["value"]) for one in profile["sliders"] if one["value"] != one["usual"]] == [("words", 0)]
    for wrong, why in (
        (("steer", "--set", "words"), "give NAME=NUMBER"),
        (("steer", "--set", "words=9"), "give 0 to 2"),
        (("dispute", "--about", "mood:dark"), "give MATTER:REF"),
        (("dispute", "--about", "word"), "1 to 1000"),
    ):
        code, _, error = run(*wrong)
        assert (code, why in error) == (2, True), error
