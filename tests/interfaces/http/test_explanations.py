"""Explanations over HTTP: what is answered is true when it is tried through the same API."""

import math
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.interfaces.talk import listed, told

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.interfaces.http import create_app

USERS = [f"user-{number:04d}" for number in range(12)]


@pytest.fixture(scope="module")
def client(telling: Path, tmp_path_factory) -> Iterator[TestClient]:
    home = shutil.copytree(telling, tmp_path_factory.mktemp("explanations") / "home")
    with open_app(Home(home)) as app:
        yield TestClient(create_app(app))


@pytest.mark.parametrize("user", USERS[:4])
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_a_contrast_sums_to_the_difference(client: TestClient, user: str, locale: str) -> None:
    first, *_, last = listed(client, user)
    found = told(client, f"/v1/users/{user}/explanations/{first}", against=last, locale=locale)
    assert (found["place_above"], found["place_below"]) == (1, 5)
    assert found["difference"] == found["above"]["score"] - found["below"]["score"] >= 0
    total = math.fsum(term["value"] for term in found["terms"])
    assert total == pytest.approx(found["difference"], abs=SUM_TOLERANCE)
    assert found["above"]["title"] in found["sentence"]
    turned = told(client, f"/v1/users/{user}/explanations/{last}", against=first, locale=locale)
    assert turned["difference"] == -found["difference"]


@pytest.mark.parametrize(("depth", "most"), [("short", 3), ("medium", 12), ("full", 1000)])
def test_an_explanation_is_as_deep_as_asked_and_always_the_score(client: TestClient, depth: str, most: int) -> None:
    for user in USERS:
        item = listed(client, user)[0]
        found = told(client, f"/v1/users/{user}/explanations/{item}", depth=depth)
        assert len(found["reasons"]) <= most
        rest = found["smaller"]["value"] if found["smaller"] else 0.0
        total = math.fsum([rest, *(reason["value"] for reason in found["reasons"])])
        assert total == pytest.approx(found["item"]["score"], abs=SUM_TOLERANCE)
        assert (found["smaller"] is None) == (depth == "full" or "smaller reason" not in found["text"])
        if depth == "full":
            assert all(bar["kind"] != "rest" for bar in found["item"]["evidence"])


def test_counterfactuals_come_true_when_they_are_tried(client: TestClient) -> None:
    sizes = []
    for user in USERS:
        for goal, place in (("list", 2), ("first", 0)):
            item = listed(client, user)[place]
            found = told(client, f"/v1/users/{user}/counterfactuals/{item}", goal=goal)
            if not found["found"]:
                assert "There is none up to" in found["sentence"]
                continue
            n = 5 if goal == "list" else 1
            tried = client.post(f"/v1/users/{user}/what-if", json={"changes": found["changes"], "n": n}).json()
            assert tried["after"] == found["after"]
            assert item in [one["item_id"] for one in tried["before"]]
            assert item not in [one["item_id"] for one in tried["after"]]
            sizes.append(len(found["changes"]))
    assert len(sizes) >= 10


def test_why_not_comes_true_when_it_is_tried(client: TestClient) -> None:
    entered = 0
    for number, user in enumerate(USERS):
        item = f"item-{(7 * number + 3) % 30:05d}"
        found = told(client, f"/v1/users/{user}/why-not/{item}", locale="zh" if number % 2 else "en")
        if found["gap"] is not None:
            lacks = math.fsum(term["value"] for term in found["lacks"])
            assert lacks == pytest.approx(found["gap"], abs=SUM_TOLERANCE)
        assert found["sentences"]
        if found["place"] or not found["found"]:
            continue
        tried = client.post(f"/v1/users/{user}/what-if", json={"changes": found["changes"]}).json()
        ids = [[one["item_id"] for one in answer["after"]] for answer in (tried, found)]
        assert ids[0] == ids[1]
        assert item in [one["item_id"] for one in tried["after"]]
        entered += 1
    assert entered >= 5


def test_a_conversation_is_asked_about_with_its_wishes(client: TestClient) -> None:
    where = client.post("/v1/conversations", json={"user": "ada"}).json()["id"]
    early = client.get("/v1/users/ada/why-not/item-00003", params={"conversation": where})
    assert (early.status_code, "Nothing was recommended" in early.json()["detail"]) == (422, True)
    turn = client.post(f"/v1/conversations/{where}/turns", json={"message": "no horror please"}).json()
    horror = next(item for item in client.get("/v1/items?limit=30").json()["items"] if _horror(item))
    found = told(client, f"/v1/users/ada/why-not/{horror['item_id']}", conversation=where)
    assert found["barriers"] == ["constraint"]
    assert [wish["key"] for wish in found["unmet"]] == ["genre!=Horror"]
    assert [one["item_id"] for one in found["before"]] == [card["item_id"] for card in turn["slate"]]
    assert found["changes"][0]["kind"] == "lift"
    body = {"changes": found["changes"], "conversation": where}
    assert client.post("/v1/users/ada/what-if", json=body).json()["after"] == found["after"]
    theirs = client.get("/v1/users/bob/why-not/item-00003", params={"conversation": where})
    assert theirs.status_code == 409
    assert client.get("/v1/users/ada/why-not/item-00003?conversation=none").status_code == 404


def _horror(item: dict) -> bool:
    return "Horror" in item["labels"].get("genre", ())


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/v1/users/ada/explanations/item-00001?against=item-00001", 422, "with itself"),
        ("/v1/users/ada/explanations/item-00001?against=nothing", 404, "'nothing'"),
        ("/v1/users/ada/counterfactuals/nothing", 404, "'nothing'"),
        ("/v1/users/ada/why-not/nothing", 404, "'nothing'"),
        ("/v1/users/user-0001/why-not/item-00001?n=0", 422, "n"),
        ("/v1/users/user-0001/explanations/item-00001?depth=deep", 422, "depth"),
    ],
)
def test_bad_questions_have_clear_answers(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_an_item_that_was_never_shown_is_asked_why_not(client: TestClient) -> None:
    shown = listed(client, "user-0002")
    other = next(f"item-{number:05d}" for number in range(30) if f"item-{number:05d}" not in shown)
    answer = client.get(f"/v1/users/user-0002/counterfactuals/{other}")
    assert answer.status_code == 422
    assert "ask why not" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "mute"}, "lacks what it is about"),
        ({"kind": "wish", "item_id": "item-00001"}, "lacks what it is about"),
        ({"kind": "love", "item_id": "nothing"}, "'nothing'"),
        ({"kind": "fly"}, "kind"),
    ],
)
def test_changes_that_cannot_be_tried_are_refused(client: TestClient, change: dict, said: str) -> None:
    answer = client.post("/v1/users/user-0001/what-if", json={"changes": [change]})
    assert answer.status_code in (404, 422)
    assert said in answer.json()["detail"]
