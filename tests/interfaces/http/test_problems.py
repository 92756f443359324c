"""Problems in the language of whoever reads them."""

from collections.abc import Callable

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from chatrec.interfaces.errors import OUTCOMES
from chatrec.interfaces.http.edge import LARGEST
from chatrec.interfaces.http.problems import spoken

CHINESE = {"Accept-Language": "zh-Hans"}


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "en"),
        ("zh", "zh"),
        ("zh-Hans", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("fr-FR,zh;q=0.5,en;q=0.4", "zh"),
        ("en;q=0.1, zh-TW;q=0.2", "zh"),
        ("zh;q=0,en", "en"),
        ("zh;q=most", "en"),
        ("*", "en"),
    ],
)
def test_the_language_is_the_best_liked_of_ours(header: str, locale: str) -> None:
    assert spoken(Headers({"Accept-Language": header})) == locale


def missing(client: TestClient, headers: dict[str, str]) -> httpx2.Response:
    return client.get("/v1/conversations/none", headers=headers)


def empty(client: TestClient, headers: dict[str, str]) -> httpx2.Response:
    talk = client.post("/v1/conversations", json={"user": "ada"}).json()["id"]
    return client.post(f"/v1/conversations/{talk}/turns", json={"message": " "}, headers=headers)


def tampered(client: TestClient, headers: dict[str, str]) -> httpx2.Response:
    file = {**client.get("/v1/users/ada/profile/export").json(), "at": 1.0}
    return client.post("/v1/users/ada/profile/import", json=file, headers=headers)


def endless(client: TestClient, headers: dict[str, str]) -> httpx2.Response:
    return client.post("/v1/feedback", json={"text": "a" * LARGEST}, headers=headers)


def unknown(client: TestClient, headers: dict[str, str]) -> httpx2.Response:
    return client.get("/v1/items/none", headers=headers)


@pytest.mark.parametrize(
    ("asked", "code", "english", "chinese"),
    [
        (missing, "not_found", "There is no conversation 'none'", "这个对话已经不在了"),
        (empty, "invalid", "The message is empty", "消息是空的"),
        (tampered, "invalid", "was changed after it was exported", "被改动过"),
        (endless, "request_entity_too_large", "send a shorter one", "请发送短一些的"),
        (unknown, "not_found", "not in the catalogue", "目录里没有"),
    ],
)  # fmt: skip
def test_a_problem_is_told_in_the_readers_language(
    asked: Callable[[TestClient, dict[str, str]], httpx2.Response],
    code: str,
    english: str,
    chinese: str,
    client: TestClient,
) -> None:
    plain, told = asked(client, {}).json(), asked(client, CHINESE).json()
    assert english in plain["detail"]
    assert chinese in told["detail"]
    assert plain["code"] == told["code"] == code
    assert plain["status"] == told["status"]


def test_every_kind_of_error_has_a_code_of_its_own_and_a_title_in_both_languages() -> None:
    rows = set(OUTCOMES.values())
    assert len({row.code for row in rows}) == len({row._replace(exit_code=0) for row in rows})
    assert all(row.title.isascii() and not row.zh.isascii() for row in rows)


def test_what_nobody_expected_is_told_in_chinese_too(client: TestClient) -> None:
    api = client.app
    assert isinstance(api, FastAPI)

    @api.get("/breaks")
    def breaks() -> None:
        raise ZeroDivisionError

    answer = client.get("/breaks", headers=CHINESE).json()
    assert (answer["code"], answer["title"]) == ("broken", "我们这边出了问题")
    assert "X-Request-ID" in answer["detail"]
