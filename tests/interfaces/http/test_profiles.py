"""A profile in its owner's hands, over HTTP."""

import json
import math
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.interfaces.talk import listed, told

from chatrec.app.carrying import CarriedProfile
from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.interfaces.http import create_app


@pytest.fixture(scope="module")
def client(telling: Path, tmp_path_factory) -> Iterator[TestClient]:
    home = shutil.copytree(telling, tmp_path_factory.mktemp("profiles") / "home")
    with open_app(Home(home)) as app:
        yield TestClient(create_app(app))


def tastes(client: TestClient, user: str) -> dict[str, dict]:
    return {taste["item_id"]: taste for taste in told(client, f"/v1/users/{user}/profile")["tastes"]}


def edit(client: TestClient, user: str, item: str, **body: object) -> dict:
    answer = client.patch(f"/v1/users/{user}/profile/tastes/{item}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def strongest(client: TestClient, user: str) -> str:
    return max(tastes(client, user).values(), key=lambda taste: (taste["weight"], taste["item_id"]))["item_id"]


@pytest.mark.parametrize("user", ["user-0001", "user-0003", "user-0005"])
def test_a_dispute_changes_only_what_mentions_the_item(client: TestClient, user: str) -> None:
    item, before = strongest(client, user), listed(client, user)
    evidence = {one: _evidence(client, user, one) for one in before}
    once = client.post(f"/v1/users/{user}/disputes", json={"item_id": item}).json()
    assert not once["stored"]
    assert listed(client, user) == before  # once is for the answer alone
    good = client.post(f"/v1/users/{user}/disputes", json={"item_id": item, "lasting": "good"}).json()
    assert good == {**once, "stored": True}
    assert [one["item_id"] for one in good["after"]] == listed(client, user)
    assert tastes(client, user)[item]["muted"]
    assert item not in listed(client, user, n=30)  # known it stays
    features = _features(client, item)
    for one in before:
        changed = {key for key, value in _evidence(client, user, one).items() if evidence[one].get(key) != value}
        changed |= evidence[one].keys() - _evidence(client, user, one).keys()
        assert all(ref == f"item:{item}" or (source == "attributes" and ref in features) for source, ref in changed)
    assert edit(client, user, item, edit="unmute")["stored"]
    assert listed(client, user) == before


def _evidence(client: TestClient, user: str, item: str) -> dict[tuple[str, str], float]:
    bars = told(client, f"/v1/users/{user}/explanations/{item}", depth="full")["item"]["evidence"]
    return {(bar["source"], bar["ref"]): bar["value"] for bar in bars}


def _features(client: TestClient, item: str) -> set[str]:
    """The features that an item may share with others; which quarter of the prices it is of is not told."""
    found = told(client, f"/v1/items/{item}")
    labels = {f"{field}={value}" for field, values in found["labels"].items() for value in values}
    decade = {f"decade={found['year'] // 10 * 10}s"} if found["year"] else set()
    bars = told(client, "/v1/users/user-0000/explanations/item-00001", depth="full")["item"]["evidence"]
    return labels | decade | {bar["ref"] for bar in bars if bar["ref"].startswith("price=")}


@pytest.mark.parametrize("change", [{"edit": "dislike"}, {"edit": "retract"}, {"rating": -1.0}, {"rating": 0.5}])
def test_every_edit_is_told_with_its_reasons(client: TestClient, change: dict) -> None:
    user = "user-0007"
    found = edit(client, user, strongest(client, user), n=10, locale="zh", **change)
    assert [one["item_id"] for one in found["after"]] == listed(client, user, n=10)
    for moved in found["moved"]:
        gained = math.fsum(term["value"] for term in moved["terms"])
        assert gained == pytest.approx(moved["score_after"] - moved["score_before"], abs=SUM_TOLERANCE)
        assert moved["before"] != moved["after"]
    assert (found["moved"] == []) == (found["sentence"] == "列表没有变化。")


def test_a_taste_is_deleted(client: TestClient) -> None:
    item = strongest(client, "user-0011")
    answer = client.delete(f"/v1/users/user-0011/profile/tastes/{item}")
    assert answer.status_code == 200
    left = tastes(client, "user-0011")
    assert item not in left
    assert left


def test_a_profile_that_was_taken_away_makes_the_same_ranking(client: TestClient) -> None:
    for user in ("user-0000", "user-0002", "user-0004"):
        edit(client, user, strongest(client, user), edit="mute")
        for kind in ("view", "buy"):
            body = {"event_id": f"{user}-{kind}", "user": user, "item_id": "item-00001", "kind": kind}
            assert client.post("/v1/feedback", json=body).status_code == 200
        file = client.get(f"/v1/users/{user}/profile/export").text
        for other in (f"{user}-elsewhere", user):
            answer = client.post(f"/v1/users/{other}/profile/import", content=file)
            assert answer.json()["unknown"] == []
            assert listed(client, other, n=20) == listed(client, user, n=20)
            mine, theirs = (told(client, f"/v1/users/{one}/profile")["tastes"] for one in (user, other))
            assert mine == theirs
            again = json.loads(client.get(f"/v1/users/{other}/profile/export").text)
            assert again["tastes"] == json.loads(file)["tastes"]


def test_an_import_takes_the_place_of_what_was_there(client: TestClient) -> None:
    file = client.get("/v1/users/user-0013/profile/export").text
    client.post("/v1/users/user-0014/profile/import", content=file)
    assert tastes(client, "user-0014") == tastes(client, "user-0013")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda file: file.replace('"weight":', '"weight":-', 1), "was changed after it was exported"),
        (lambda file: file.replace('"version":2', '"version":3'), "has version 3"),
        (lambda file: file.replace('"version":2', '"version":3,"mood":"new"'), "has version 3"),
        (lambda file: file[:-40], "no profile file"),
        (lambda _: "[" * 20_000, "no profile file"),
        (lambda _: "", "no profile file"),
        (lambda _: '{"format":"other"}', "no profile file"),
    ],
)
def test_a_file_that_is_not_as_it_was_exported_is_refused(client: TestClient, wrong, said: str) -> None:
    file = client.get("/v1/users/user-0013/profile/export").text
    before = told(client, "/v1/users/user-0015/profile")
    answer = client.post("/v1/users/user-0015/profile/import", content=wrong(file))
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert told(client, "/v1/users/user-0015/profile") == before


def test_a_profile_of_a_thousand_tastes_may_come_back(client: TestClient) -> None:
    file = CarriedProfile.model_validate_json(client.get("/v1/users/user-0013/profile/export").text)
    many = tuple(file.tastes[0].model_copy(update={"item_id": f"gone-{number}"}) for number in range(1000))
    text = file.model_copy(update={"tastes": many}).sealed().model_dump_json()
    assert len(text) > 64 * 1024
    assert len(client.post("/v1/users/reader/profile/import", content=text).json()["unknown"]) == 1000


def test_items_that_this_catalogue_lacks_are_named(client: TestClient) -> None:
    file = CarriedProfile.model_validate_json(client.get("/v1/users/user-0013/profile/export").text)
    gone = file.tastes[0].model_copy(update={"item_id": "gone"})
    other = file.model_copy(update={"tastes": (gone, *file.tastes)}).sealed()
    answer = client.post("/v1/users/traveller/profile/import", content=other.model_dump_json()).json()
    assert (answer["unknown"], answer["tastes"]) == (["gone"], len(file.tastes))


def test_without_profiling_everybody_gets_the_same(client: TestClient) -> None:
    mine = told(client, "/v1/users/user-0001/recommendations", profiling=False)
    strangers = told(client, "/v1/users/nobody/recommendations")
    assert [card["item_id"] for card in mine["items"]] == [card["item_id"] for card in strangers["items"]]
    assert mine["cold_start"]
    assert "Nothing that is known of you was used" in mine["note"]
    spoken = {
        bar["ref"] if bar["kind"] == "rest" else bar["kind"] for card in mine["items"] for bar in card["evidence"]
    }
    assert all(kind.startswith(("prior", "diversity")) for kind in spoken)


def test_two_tabs_lose_nothing(client: TestClient) -> None:
    items = [f"item-{number:05d}" for number in range(20)]
    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(lambda item: edit(client, "tabs", item, edit="like"), items))
        list(tabs.map(lambda item: edit(client, "tabs", item, edit="mute"), items[:10]))
    found = tastes(client, "tabs")
    assert set(found) == set(items)
    assert {item for item, taste in found.items() if taste["muted"]} == set(items[:10])


@pytest.mark.parametrize(
    ("item", "body", "status", "said"),
    [
        ("item-00001", {}, 422, "either edit or rating"),
        ("item-00001", {"edit": "like", "rating": 1}, 422, "either edit or rating"),
        ("item-00001", {"rating": 3}, 422, "rating"),
        ("item-00001", {"edit": "adore"}, 422, "edit"),
        ("nothing", {"edit": "like"}, 404, "'nothing'"),
        ("item-00001", {"edit": "mute"}, 404, "Nothing is known"),
    ],
)
def test_bad_edits_have_clear_answers(client: TestClient, item: str, body: dict, status: int, said: str) -> None:
    answer = client.patch(f"/v1/users/somebody/profile/tastes/{item}", json=body)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_a_file_of_before_lists_could_be_steered_is_read(client: TestClient) -> None:
    file = json.loads(client.get("/v1/users/user-0013/profile/export").text)
    del file["steering"], file["checksum"]
    old = {**file, "version": 1}
    old["checksum"] = sha256(json.dumps(old, sort_keys=True).encode()).hexdigest()
    answer = client.post("/v1/users/user-0021/profile/import", json=old)
    assert answer.json()["tastes"] == len(file["tastes"])
    assert listed(client, "user-0021") == listed(client, "user-0013")
