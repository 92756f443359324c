"""What lasts: over restarts, between clients that speak at once, and when things go missing."""

import json
import signal
import subprocess
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from tests.journeys.homes import small_home
from tests.journeys.served import CHATREC, served, started

from chatrec.app.home import Home
from chatrec.app.wiring import open_app

TOGETHER = 8


def test_a_conversation_survives_a_restart(own_small_home: Path) -> None:
    with served(own_small_home) as address, httpx2.Client(base_url=address) as face:
        where = face.post("/v1/conversations", json={"user": "ada"}).json()["id"]
        first = face.post(f"/v1/conversations/{where}/turns", json={"message": "Recommend something"}).json()
        item = first["slate"][0]["item_id"]
        press = {"event_id": "1", "user": "ada", "item_id": item, "kind": "like", "conversation": where}
        face.post("/v1/feedback", json=press)
        before = face.get(f"/v1/conversations/{where}").json()
        profile = face.get("/v1/users/ada/profile").json()
    with served(own_small_home) as address, httpx2.Client(base_url=address) as face:
        assert face.get(f"/v1/conversations/{where}").json() == before
        assert face.get("/v1/users/ada/profile").json() == profile
        assert face.get(f"/v1/decisions/{first['decision_id']}").status_code == 200
        assert face.post("/v1/feedback", json=press).json()["stored"] is False
        more = face.post(f"/v1/conversations/{where}/turns", json={"message": "more"}).json()
        assert more["number"] == 3
        assert item not in {card["item_id"] for card in more["slate"]}


def test_clients_that_speak_at_once_do_not_mix_their_turns(face: httpx2.Client, user: str) -> None:
    where = face.post("/v1/conversations", json={"user": user}).json()["id"]
    ready = threading.Barrier(TOGETHER)

    def speak(_: int) -> httpx2.Response:
        ready.wait()
        return face.post(f"/v1/conversations/{where}/turns", json={"message": "Recommend something"})

    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(speak, range(TOGETHER)))
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) <= {200, 409}
    assert statuses[200] >= 1
    numbers = [turn["number"] for turn in face.get(f"/v1/conversations/{where}").json()["turns"]]
    assert numbers == list(range(1, statuses[200] + 1))
    assert sorted(answer.json()["number"] for answer in answers if answer.status_code == 200) == numbers


def test_one_event_sent_many_times_at_once_counts_once(face: httpx2.Client, user: str) -> None:
    item = face.get("/v1/items", params={"limit": 1}).json()["items"][0]["item_id"]
    event = {"event_id": f"once-{user}", "user": user, "item_id": item, "kind": "like"}
    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(lambda _: face.post("/v1/feedback", json=event).json(), range(2 * TOGETHER)))
    assert Counter(answer["stored"] for answer in answers) == {True: 1, False: 2 * TOGETHER - 1}
    assert len(face.get(f"/v1/users/{user}/profile").json()["tastes"]) == 1


def test_a_listener_that_leaves_in_the_middle_harms_nobody(face: httpx2.Client, user: str) -> None:
    where = face.post("/v1/conversations", json={"user": user}).json()["id"]
    path, headers = f"/v1/conversations/{where}/turns", {"Accept": "text/event-stream"}
    with face.stream("POST", path, json={"message": "Recommend something"}, headers=headers) as answer:
        assert next(answer.iter_lines()) == "event: slate"
    assert len(face.get(f"/v1/conversations/{where}").json()["turns"]) == 1


def test_a_home_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    with served(small_home(tmp_path, model=False)) as address, httpx2.Client(base_url=address) as face:
        assert face.get("/healthz").status_code == 200
        assert face.get("/metrics").status_code == 200
        where = face.post("/v1/conversations", json={"user": "ada"}).json()["id"]
        for answer in (
            face.get("/readyz"),
            face.get("/v1/items"),
            face.get("/v1/users/ada/recommendations"),
            face.post(f"/v1/conversations/{where}/turns", json={"message": "hello"}),
        ):
            assert answer.status_code == 503
            assert "chatrec train" in answer.json()["detail"]


def test_a_model_promoted_elsewhere_goes_live_without_a_restart(own_small_home: Path) -> None:
    with served(own_small_home) as address, httpx2.Client(base_url=address) as face:
        assert face.get("/readyz").json()["model_version"] == "v0001"
        subprocess.run([*CHATREC, "train", "--force", "--home", str(own_small_home)], check=True, capture_output=True)
        assert face.get("/readyz").json()["model_version"] == "v0002"
        assert 'chatrec_model_info{version="v0001"}' not in face.get("/metrics").text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_stops_cleanly(own_small_home: Path, number: signal.Signals) -> None:
    server = started(own_small_home)
    with httpx2.Client(base_url=server.address) as face:
        face.post("/v1/conversations", json={"user": "ada"})
        assert server.stop(number) == 0
    assert json.loads(server.log.read_text().splitlines()[-1])["event"] == "stopped"
    assert not list(own_small_home.glob("*-wal"))


def test_a_port_that_is_taken_is_said_before_anything_starts(own_small_home: Path) -> None:
    with served(own_small_home) as address:
        port = address.rpartition(":")[2]
        second = subprocess.run(
            [*CHATREC, "serve", "--home", str(own_small_home), "--port", port],
            check=False,
            capture_output=True,
            text=True,
        )
    assert second.returncode == 5
    assert f"Port {port} of 127.0.0.1 is taken" in second.stderr
    assert "Traceback" not in second.stderr


def test_logs_hold_no_words_and_no_names(own_small_home: Path) -> None:
    server = started(own_small_home)
    with httpx2.Client(base_url=server.address) as face:
        where = face.post("/v1/conversations", json={"user": "ada-lovelace"}).json()["id"]
        asked = face.post(f"/v1/conversations/{where}/turns", json={"message": "something silly please"})
        face.get("/v1/users/ada-lovelace/profile", headers={"X-Request-ID": "mine\tforged"})
        face.get("/v1/items/something-silly")
    server.stop()
    text = server.log.read_text()
    assert "silly" not in text
    assert "ada" not in text
    assert "forged" not in text
    entries = [json.loads(line) for line in text.splitlines()]
    (turn,) = (entry for entry in entries if entry["event"] == "turn")
    assert set(turn) >= {"conversation", "move", "ms"}
    assert turn["request_id"] == asked.headers["X-Request-ID"]
    assert {entry["route"] for entry in entries if entry["event"] == "request"} >= {
        "/v1/conversations/{conversation}/turns",
        "/v1/users/{user}/profile",
    }


def test_the_log_agrees_with_what_was_acknowledged(own_small_home: Path) -> None:
    with served(own_small_home) as address, httpx2.Client(base_url=address) as face:
        item = face.get("/v1/items", params={"limit": 1}).json()["items"][0]["item_id"]
        body = {"user": "ada", "item_id": item, "kind": "rating", "value": 0.5, "decision": "d-1"}
        for number in range(3):
            face.post("/v1/feedback", json={"event_id": f"e{number}", **body})
    with open_app(Home(own_small_home)) as app:
        stored = [logged.event for logged in app.stores.events.read(user="ada")]
    assert [event.event_id for event in stored] == ["e0", "e1", "e2"]
    assert {(event.item, event.kind, event.value, event.decision) for event in stored} == {(item, "rating", 0.5, "d-1")}


@pytest.mark.parametrize(
    ("lines", "answered"),
    [
        ("", {"localhost": 200, "films.example": 421, "evil.example": 421}),
        ('hosts = ["Films.example"]', {"localhost": 200, "films.example": 200, "evil.example": 421}),
        ('host = "0.0.0.0"', {"localhost": 200, "films.example": 200, "evil.example": 200}),
    ],
)
def test_the_settings_say_by_which_names_the_server_goes(
    own_small_home: Path, lines: str, answered: dict[str, int]
) -> None:
    (own_small_home / "chatrec.toml").write_text(f"[serve]\n{lines}\n")
    with (
        served(own_small_home) as address,
        httpx2.Client(base_url=httpx2.URL(address).copy_with(host="127.0.0.1")) as face,
    ):
        statuses = {name: face.get("/healthz", headers={"Host": name}).status_code for name in answered}
    assert statuses == answered
