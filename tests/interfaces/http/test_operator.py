"""What whoever runs the server sees and may do."""

import pytest
from fastapi.testclient import TestClient
from tests.interfaces.talk import told
from tests.journeys.homes import telling_home

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.interfaces.http import create_app
from chatrec.interfaces.http.latency import HOUR_S, Latency


@pytest.fixture(scope="module")
def operated(tmp_path_factory):
    """A server over a home of its own, with two model versions, and the header that opens it."""
    with open_app(Home(telling_home(tmp_path_factory.mktemp("operated") / "home"))) as app:
        yield TestClient(create_app(app)), {"Authorization": f"Bearer {app.operator_key()}"}


@pytest.mark.parametrize("shown", [None, "", "Bearer ", "Bearer wrong", "Basic {key}", "Bearer {key}x", "Bearer é"])
def test_only_the_key_opens_it(operated, shown) -> None:
    client, opens = operated
    key = opens["Authorization"].removeprefix("Bearer ")
    headers = {} if shown is None else {"Authorization": shown.format(key=key).encode()}
    for answer in (
        client.get("/v1/operator/overview", headers=headers),
        client.post("/v1/operator/promotions", json={"version": "v0001"}, headers=headers),
        client.post("/v1/operator/rollbacks", json={}, headers=headers),
    ):
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert "chatrec operator" in answer.json()["detail"]


def test_the_overview_counts_what_was_said_and_shown(operated) -> None:
    client, opens = operated
    conversation = client.post("/v1/conversations", json={"user": "secret-name"}).json()["id"]
    turn = client.post(f"/v1/conversations/{conversation}/turns", json={"message": "recommend something"}).json()
    card = turn["slate"][0]
    client.post(
        "/v1/feedback",
        json={
            "event_id": "e1",
            "user": "secret-name",
            "item_id": card["item_id"],
            "kind": "like",
            "conversation": conversation,
            "decision": turn["decision_id"],
        },
    )
    answer = client.get("/v1/operator/overview", headers=opens)
    assert answer.status_code == 200, answer.text
    seen = answer.json()
    assert "secret-name" not in answer.text
    assert seen["turns"]["last_hour"] == sum(seen["turns"]["moves"].values()) == 2
    assert seen["feedback"] == {"last_day": {"like": 1}, "liked_cards": 1}
    assert seen["shown"]["catalogue"] == seen["data"]["items"] == 30
    assert seen["shown"]["top"][0]["times"] >= 1
    assert seen["latency"]["turns"] == 2
    assert 0 < seen["latency"]["p50_ms"] <= seen["latency"]["p95_ms"]
    assert [one["version"] for one in seen["versions"] if one["live"]] == ["v0002"]


def test_wishes_that_kept_much_out_are_told_in_words(operated) -> None:
    client, opens = operated
    for message in ("comedies", "drama from the 90s"):
        conversation = client.post("/v1/conversations", json={"user": "wisher"}).json()["id"]
        client.post(f"/v1/conversations/{conversation}/turns", json={"message": message})
    seen = client.get("/v1/operator/overview", headers=opens, params={"locale": "zh"}).json()["kept_out"]
    labels = {wish["key"]: wish["label"] for wish in seen["wishes"]}
    assert labels["genre=Comedy"] == "喜剧片"
    assert seen["reasons"]["constraint"] == sum(wish["items"] for wish in seen["wishes"])


def test_another_version_is_made_live_and_back(operated) -> None:
    client, opens = operated
    promoted = client.post("/v1/operator/promotions", json={"version": "v0001"}, headers=opens)
    assert promoted.json() == {"live": "v0001"}
    assert told(client, "/readyz")["model_version"] == "v0001"
    assert client.post("/v1/operator/rollbacks", json={}, headers=opens).json() == {"live": "v0002"}
    assert told(client, "/readyz")["model_version"] == "v0002"
    unknown = client.post("/v1/operator/promotions", json={"version": "v9"}, headers=opens)
    assert (unknown.status_code, unknown.json()["title"]) == (404, "Not found")


def test_a_home_without_a_model_has_an_overview(tmp_path) -> None:
    with open_app(Home(tmp_path).made()) as app:
        client = TestClient(create_app(app))
        seen = client.get("/v1/operator/overview", headers={"Authorization": f"Bearer {app.operator_key()}"}).json()
    assert (seen["turns"]["window"], seen["versions"], seen["data"]["items"]) == (0, [], 0)
    assert seen["latency"] == {"turns": 0, "p50_ms": None, "p95_ms": None}


def test_only_the_last_hour_is_timed() -> None:
    now = [0.0]
    latency = Latency(lambda: now[0])
    latency.add(9.0)
    now[0] = HOUR_S + 1
    for ms in range(1, 101):
        latency.add(ms / 1000)
    read = latency.read()
    assert (read.turns, read.p50_ms, read.p95_ms) == (100, pytest.approx(50.5), pytest.approx(95.05))
