"""How a person steers their lists, over HTTP."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.interfaces.talk import told

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.interfaces.http import create_app

USER = "/v1/users/user-0004"


@pytest.fixture(scope="module")
def client(telling: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = shutil.copytree(telling, tmp_path_factory.mktemp("steering") / "home")
    with open_app(Home(home)) as app:
        yield TestClient(create_app(app))


@pytest.fixture(autouse=True)
def as_usual(client: TestClient) -> Iterator[None]:
    yield
    assert client.delete(f"{USER}/profile/steering").status_code == 200


def sliders(client: TestClient) -> dict[str, float]:
    return {one["name"]: one["value"] for one in told(client, f"{USER}/profile")["steering"]["sliders"]}


def test_sliders_are_set_shown_and_put_back(client: TestClient) -> None:
    usual = told(client, f"{USER}/recommendations")["items"]
    answer = client.patch(f"{USER}/profile/steering", json={"sliders": {"liked": 0, "variety": 1}, "locale": "zh"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["stored"]
    steering = told(client, f"{USER}/profile", locale="zh")["steering"]
    assert (steering["profiling"], steering["disputes"]) == (True, [])
    assert {
        "name": "liked",
        "label": "与你相似的人喜欢什么",
        "value": 0,
        "least": 0,
        "usual": 1,
        "most": 2,
    } in steering["sliders"]
    assert sliders(client)["variety"] == 1
    client.delete(f"{USER}/profile/steering")
    assert told(client, f"{USER}/recommendations")["items"] == usual


def test_two_tabs_that_turn_different_sliders_at_once_both_hold(client: TestClient) -> None:
    turns = [{"sliders": {name: 0.5}} for name in sliders(client)]
    with ThreadPoolExecutor(7) as tabs:
        answers = list(tabs.map(lambda body: client.patch(f"{USER}/profile/steering", json=body), turns))
    assert [answer.status_code for answer in answers] == [200] * 7
    assert set(sliders(client).values()) == {0.5}


def test_a_dispute_is_tried_kept_and_taken_back(client: TestClient) -> None:
    about = {"matter": "attribute", "ref": "genre=Drama"}
    once = client.post(f"{USER}/disputes", json={"about": about}).json()
    good = client.post(f"{USER}/disputes", json={"about": about, "lasting": "good"}).json()
    assert good == {**once, "stored": True}
    assert told(client, f"{USER}/profile")["steering"]["disputes"] == [{**about, "label": "drama films"}]
    item = good["after"][0]["item_id"]
    told_why = told(client, f"{USER}/explanations/{item}")
    assert [one["ref"] for one in told_why["muted"]] == ["genre=Drama"]
    assert client.delete(f"{USER}/disputes", params=about).status_code == 200
    assert told(client, f"{USER}/explanations/{item}")["muted"] == []


def test_a_dispute_of_a_conversation_shows_its_list(client: TestClient) -> None:
    user = USER.removeprefix("/v1/users/")
    talk = client.post("/v1/conversations", json={"user": user}).json()["id"]
    turn = client.post(f"/v1/conversations/{talk}/turns", json={"message": "recommend three dramas"}).json()
    about = {"matter": "attribute", "ref": "genre=Drama"}
    body = {"about": about, "conversation": talk}
    change = client.post(f"{USER}/disputes", json=body).json()
    assert [place["item_id"] for place in change["before"]] == [card["item_id"] for card in turn["slate"]]
    wrong = client.post(f"{USER}/disputes", json={**body, "conversation": "nowhere"})
    assert (wrong.status_code, "There is no conversation 'nowhere'" in wrong.json()["detail"]) == (404, True)


def test_profiling_is_switched_off_and_on(client: TestClient) -> None:
    known = told(client, f"{USER}/profile")
    assert client.patch(f"{USER}/profile/steering", json={"profiling": False}).status_code == 200
    assert told(client, f"{USER}/profile")["steering"]["note"].startswith(
        "You are not profiled: nothing known of you is used"
    )
    listed = told(client, f"{USER}/recommendations", locale="zh")
    assert (listed["cold_start"], listed["note"]) == (True, "没有使用任何关于你的信息：这是很多人喜欢的。")
    event = {"event_id": "off-1", "user": "user-0004", "item_id": "item-00001", "kind": "like"}
    assert client.post("/v1/feedback", json=event).json() == {"stored": False, "profiling": False, "turn": None}
    edited = client.patch(f"{USER}/profile/tastes/item-00001", json={"edit": "like"})
    assert (edited.status_code, "switch profiling on first" in edited.json()["detail"]) == (409, True)
    assert client.patch(f"{USER}/profile/steering", json={"profiling": True}).status_code == 200
    assert told(client, f"{USER}/profile") == known
    assert client.post("/v1/feedback", json=event).json()["stored"]
    client.delete(f"{USER}/profile/tastes/item-00001")


@pytest.mark.parametrize(
    ("asked", "body", "status", "detail"),
    [
        ("PATCH /profile/steering", {"sliders": {"words": 2.5}}, 422, "'words' cannot stand at 2.5; give 0 to 2"),
        ("PATCH /profile/steering", {"sliders": {"wit": 1}}, 422, "no slider 'wit'"),
        ("PATCH /profile/steering", {"sliders": {"words": "up"}}, 422, "sliders.words"),
        ("PATCH /profile/steering", {"slider": {}}, 422, "slider"),
        ("POST /disputes", {"about": {"matter": "word", "ref": "heist"}}, 404, "rests on the word 'heist'"),
        ("POST /disputes", {"about": {"matter": "mood", "ref": "x"}}, 422, "matter"),
        ("POST /disputes", {"about": {"matter": "evidence", "ref": "wish"}}, 422, "'wish' cannot be disputed"),
        ("POST /disputes", {}, 422, "either of an item or about something else"),
        (
            "POST /disputes",
            {"item_id": "item-00001", "about": {"matter": "word", "ref": "x"}},
            422,
            "either of an item",
        ),
        ("DELETE /disputes?matter=name&ref=Nobody", None, 404, "disputes no name 'Nobody'"),
        ("DELETE /disputes?matter=name&ref=%20", None, 422, "1 characters"),
    ],
)
def test_what_cannot_be_steered_is_told_and_changes_nothing(
    asked: str, body: dict | None, status: int, detail: str, client: TestClient
) -> None:
    before = told(client, f"{USER}/profile")
    method, path = asked.split()
    answer = client.request(method, f"{USER}{path}", json=body)
    assert answer.status_code == status, answer.text
    assert detail in answer.json()["detail"]
    assert told(client, f"{USER}/profile") == before


def test_a_change_of_steering_may_come_as_an_event(client: TestClient) -> None:
    """The log is the truth: what imports an old log brings how people steered."""
    event = {"event_id": "steer-1", "user": "user-0004", "kind": "steer", "text": '{"sliders":{"words":0}}'}
    assert client.post("/v1/feedback", json=event).json()["stored"]
    assert sliders(client)["words"] == 0
    assert told(client, f"{USER}/profile")["texts"] == []
    wrong = client.post("/v1/feedback", json={**event, "event_id": "steer-2", "text": "up"})
    assert (wrong.status_code, "cannot be read" in wrong.json()["detail"]) == (422, True)
