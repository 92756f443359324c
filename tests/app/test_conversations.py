"""Conversations are resumed, forked and exported, by HTTP and on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.journeys.homes import small_home

from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.interfaces.cli.main import main
from chatrec.interfaces.http import create_app


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_home(tmp_path_factory.mktemp("conversations") / "home")


@pytest.fixture
def app(folder: Path) -> Iterator[App]:
    with open_app(Home(folder)) as app:
        yield app


@pytest.fixture
def client(app: App) -> TestClient:
    return TestClient(create_app(app))


def say(client: TestClient, conversation: str, message: str) -> dict[str, object]:
    return client.post(f"/v1/conversations/{conversation}/turns", json={"message": message}).json()


def ran(arguments: list[str]) -> int | str | None:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return left.value.code


def test_a_fork_goes_on_by_itself(client: TestClient) -> None:
    origin = client.post("/v1/conversations", json={"user": "ann"}).json()["id"]
    say(client, origin, "no drama please")
    answered = client.post(f"/v1/conversations/{origin}/fork")
    fork = answered.json()
    assert answered.status_code == 201
    assert fork["id"] != origin
    assert [turn["message"] for turn in fork["turns"]] == ["no drama please"]
    assert say(client, fork["id"], "no comedy")["constraints"] == [
        {"key": "genre!=Drama", "label": "no dramas", "turn": 1, "drop": "Forget drama"},
        {"key": "genre!=Comedy", "label": "no comedies", "turn": 2, "drop": "Forget comedy"},
    ]
    assert [wish["key"] for wish in say(client, origin, "more")["constraints"]] == ["genre!=Drama"]
    assert client.post("/v1/conversations/nowhere/fork").status_code == 404


def test_an_export_is_whole(client: TestClient) -> None:
    origin = client.post("/v1/conversations", json={"user": "bo"}).json()["id"]
    answer = say(client, origin, "no drama please")
    export = client.get(f"/v1/conversations/{origin}/export").json()
    assert (export["id"], export["user"]) == (origin, "bo")
    assert export["state"]["constraints"] == [
        [{"kind": "excludes", "field": "genre", "values": ["Drama"]}, 1],
    ]
    assert [(turn["number"], turn["message"]) for turn in export["turns"]] == [(1, "no drama please")]
    assert export["turns"][0]["answer"] == answer
    assert client.get("/v1/conversations/nowhere/export").status_code == 404


def test_the_command_line_lists_exports_and_forks(app: App, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    origin = app.chat.start("cy").id
    app.chat.turn(origin, "no drama please")
    home = ["--home", str(folder)]
    ran(["conversations", "--fork", origin, "--json", *home])
    (fork,) = json.loads(capsys.readouterr().out)
    ran(["conversations", "--user", "cy", "--json", *home])
    assert {one["id"] for one in json.loads(capsys.readouterr().out)} == {origin, fork["id"]}
    ran(["conversations", "--export", fork["id"], *home])
    assert json.loads(capsys.readouterr().out)["turns"][0]["message"] == "no drama please"
    ran(["conversations", "--user", "cy", *home])
    assert origin in capsys.readouterr().out
    assert ran(["conversations", "--export", origin, "--fork", origin, *home]) == 2
    assert "two commands" in capsys.readouterr().err
