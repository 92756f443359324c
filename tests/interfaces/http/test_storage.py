"""What the server says when its home fails it."""

import contextlib
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from chatrec.adapters.sqlite import open_sqlite
from chatrec.app.home import Home
from chatrec.app.settings import Settings
from chatrec.app.wiring import App, wired
from chatrec.core.errors import ConfigError
from chatrec.core.ids import DecisionId, ModelVersion, UserId
from chatrec.interfaces.http import create_app
from chatrec.ports.conversations import StoredTurn
from chatrec.ports.decisions import StoredDecision

OLD = '{"form": "of another version"}'


PATHS = ("/", "\\\\", "chatrec.db", "SQLite")


def keeps_to_itself(answer: httpx2.Response, app: App) -> bool:
    """Whether nothing of where things lie is in what is told."""
    detail = answer.json()["detail"]
    return str(app.home.folder) not in detail and not any(part in detail for part in PATHS)


@pytest.fixture
def hasty(app: App, tmp_path: Path) -> Iterator[App]:
    """A copy of the home whose database waits for nobody."""
    home = Home(shutil.copytree(app.home.folder, tmp_path / "home"))
    with contextlib.closing(open_sqlite(home.database, timeout_s=0.01)) as stores:
        yield wired(home, Settings(), stores)


def test_a_locked_database_is_said_and_nothing_is_half_done(hasty: App) -> None:
    client = TestClient(create_app(hasty))
    where = client.post("/v1/conversations", json={"user": "ada"}).json()["id"]
    press = {"event_id": "1", "user": "ada", "item_id": "item-00001", "kind": "like", "conversation": where}
    said = {"message": "Recommend something"}
    with contextlib.closing(sqlite3.connect(hasty.home.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = [
            client.post("/v1/feedback", json=press),
            client.post(f"/v1/conversations/{where}/turns", json=said),
            client.post(f"/v1/conversations/{where}/turns", json=said, headers={"Accept": "text/event-stream"}),
            client.delete("/v1/users/ada"),
        ]
        assert client.get("/readyz").status_code == 200  # readers never wait
    for answer in refused:
        assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
        assert "locked" in answer.json()["detail"]
        assert keeps_to_itself(answer, hasty)
    assert client.get(f"/v1/conversations/{where}").json()["turns"] == []
    assert client.post("/v1/feedback", json=press).json()["stored"] is True


def test_what_another_version_stored_is_said_to_be_so(app: App, client: TestClient) -> None:
    conversation = app.chat.start(UserId("ada"))
    app.stores.conversations.put(conversation, StoredTurn(1, "hello", OLD, 0.0))
    decision = DecisionId(uuid.uuid4().hex)
    app.stores.decisions.put(StoredDecision(decision, UserId("ada"), ModelVersion("v1"), 0.0, OLD))
    for path in (f"/v1/conversations/{conversation.id}", f"/v1/decisions/{decision}"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "another version" in answer.json()["detail"]
        assert keeps_to_itself(answer, app)


def test_a_damaged_database_means_not_ready(hasty: App) -> None:
    client = TestClient(create_app(hasty))
    hasty.live.tools()
    hasty.home.database.write_bytes(b"not a database " * 1000)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "in its log" in answer.json()["detail"]
    assert keeps_to_itself(answer, hasty)
    assert client.get("/healthz").status_code == 200


def test_it_is_told_in_the_readers_language_and_its_place_only_to_the_log(hasty: App) -> None:
    client = TestClient(create_app(hasty))
    with contextlib.closing(sqlite3.connect(hasty.home.database)) as other, capture_logs() as lines:
        other.execute("BEGIN IMMEDIATE")
        answer = client.delete("/v1/users/ada", headers={"Accept-Language": "zh"})
    assert answer.json()["detail"] == "数据库正被占用，这次没有保存；请稍后再试。"
    (failed,) = (line for line in lines if line["event"] == "failed")
    assert str(hasty.home.database) in failed["detail"]


def test_whoever_shows_the_operators_key_reads_where_it_failed(hasty: App) -> None:
    client = TestClient(create_app(hasty))
    key = {"Authorization": f"Bearer {hasty.operator_key()}"}
    (hasty.home.models / "promoted.json").write_text("{")
    shown, hidden = (client.get("/v1/operator/overview", headers=key), client.get("/readyz"))
    assert shown.status_code == hidden.status_code == 503
    assert str(hasty.home.models) in shown.json()["detail"]
    assert keeps_to_itself(hidden, hasty)


def test_how_the_server_is_set_up_stays_inside(client: TestClient) -> None:
    api = client.app
    assert isinstance(api, FastAPI)

    @api.get("/misconfigured")
    def misconfigured() -> None:
        raise ConfigError("llm.key_file = '/etc/secret' cannot be read.")

    answer = client.get("/misconfigured")
    assert answer.status_code == 500
    assert "/etc" not in answer.json()["detail"]
