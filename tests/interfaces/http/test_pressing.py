"""What buttons of a page mean exactly, beside the words that a conversation shows of them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def talk(client: TestClient) -> str:
    """A conversation in which two wishes are in force."""
    where = client.post("/v1/conversations", json={"user": "presser"}).json()["id"]
    path = f"/v1/conversations/{where}/turns"
    assert client.post(path, json={"message": "comedies from the 90s"}).status_code == 200
    return path


def pressed(client: TestClient, path: str, **body: object) -> tuple[int, dict[str, Any]]:
    answer = client.post(path, json={"message": "Never mind", **body})
    return answer.status_code, answer.json()


def test_a_wish_is_taken_back_by_its_key_and_the_words_are_kept(client: TestClient, talk: str) -> None:
    status, turn = pressed(client, talk, drops="year=1990..1999")
    assert status == 200
    assert [(one["key"], one["drop"]) for one in turn["constraints"]] == [("genre=Comedy", "Forget comedy")]
    assert turn["acts"] == [{**turn["acts"][0], "act": "retract", "constraint": "year=1990..1999"}]
    kept = client.get(talk.removesuffix("/turns")).json()["turns"]
    assert [one["message"] for one in kept] == ["comedies from the 90s", "Never mind"]


def test_a_wish_that_holds_no_more_is_a_conflict(client: TestClient, talk: str) -> None:
    status, problem = pressed(client, talk, drops="genre=Drama")
    assert (status, problem["code"]) == (409, "conflict")
    assert "'genre=Drama'" in problem["detail"]


def test_the_dial_is_set(client: TestClient, talk: str) -> None:
    status, turn = pressed(client, talk, dial={"novelty": -0.5, "variety": 1})
    assert status == 200
    assert turn["dial"] == {"novelty": -0.5, "variety": 1}
    assert turn["acts"][0]["text"] == "novelty to -0.5, variety to 1"
    assert len(turn["constraints"]) == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"dial": {"novelty": 2, "variety": 0}}, "it must be 1.0 or less"),
        ({"dial": {"novelty": 0}}, "'dial.variety' in the body is missing"),
        ({"drops": 5}, "it must be a text"),
        ({"drops": "a", "dial": {"novelty": 0, "variety": 0}}, "send them one after the other"),
    ],
)
def test_what_cannot_be_pressed_is_said(body: dict[str, object], words: str, client: TestClient, talk: str) -> None:
    status, problem = pressed(client, talk, **body)
    assert status == 422
    assert words in problem["detail"]
