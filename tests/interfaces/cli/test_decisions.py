"""Recorded lists in a terminal."""

import json
import shutil

import pytest

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.ids import DecisionId, UserId
from chatrec.interfaces.cli.main import main


def test_a_decision_is_shown_and_made_again(telling, tmp_path, capsys) -> None:
    home = shutil.copytree(telling, tmp_path / "home")
    with open_app(Home(home)) as app:
        decision = app.recommending.recommend(UserId("user-0001")).decision_id
        stored = app.decisions.get(DecisionId(decision))
        app.stores.decisions.put(
            stored._replace(id=DecisionId("bad"), record=stored.record.replace('"excluded":{', '"excluded":{"x":1,'))
        )

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main(["decisions", *arguments, "--home", str(home), "--locale", "en"])
        return int(left.value.code or 0), capsys.readouterr().out

    code, text = run("show", decision)
    assert (code, text.startswith(f"{decision}  user user-0001  model v0002")) == (0, True)
    code, text = run("replay", decision, "--json")
    assert (code, json.loads(text)["identical"]) == (0, True)
    code, text = run("replay", "bad")
    assert (code, "what differs: excluded" in text) == (1, True)
    assert run("replay", "none") == (3, "")
