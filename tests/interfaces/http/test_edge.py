"""What holds for every request."""

import pytest
import structlog
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from chatrec.core.errors import ConfigError, LawBroken, StorageError
from chatrec.interfaces.http.edge import HEADERS, LARGEST, Edge
from chatrec.interfaces.http.measures import Measures
from chatrec.interfaces.http.problems import add_problems
from chatrec.ports.language_model import Usage


async def halves():
    yield b"half of it"
    raise ZeroDivisionError("secret")


@pytest.fixture
def measures() -> Measures:
    return Measures()


@pytest.fixture
def client(measures: Measures) -> TestClient:
    """An application that breaks in several ways."""
    api = FastAPI()
    add_problems(api)
    api.add_middleware(Edge, measures=measures, hosts=frozenset({"films.example"}))

    @api.get("/broken/{name}")
    def broken(name: str) -> None:
        raise {"law": LawBroken("1 != 2."), "config": ConfigError("Wrong."), "disk": StorageError("Full.")}[name]

    @api.get("/half")
    async def half() -> StreamingResponse:
        return StreamingResponse(halves())

    @api.post("/length")
    def length(body: dict[str, str]) -> int:
        return len(body["text"])

    return TestClient(api, base_url="http://films.example")


def test_what_nobody_expected_is_a_problem_without_details(client, measures) -> None:
    with structlog.testing.capture_logs() as logged:
        answer = client.get("/broken/secret-name")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["title"] == "Something broke on our side"
    assert "secret" not in answer.text
    assert "KeyError" not in answer.text
    broken, request = logged
    assert (broken["event"], broken["exc_info"], broken["route"]) == ("broken", True, "/broken/{name}")
    assert (request["event"], request["status"], request["route"]) == ("request", 500, "/broken/{name}")
    assert b'chatrec_degradations_total{route="/broken/{name}",status="500"} 1.0' in measures.text(None, Usage())


@pytest.mark.parametrize(
    ("name", "status", "traced", "detail"),
    [("law", 500, True, "1 != 2."), ("config", 500, True, "Wrong."), ("disk", 503, False, "Full.")],
)
def test_what_failed_on_our_side_is_logged_and_not_told(
    client, name: str, status: int, traced: bool, detail: str
) -> None:
    with structlog.testing.capture_logs() as logged:
        answer = client.get(f"/broken/{name}")
    assert answer.status_code == status
    assert logged[0]["detail"] == detail
    assert detail not in answer.json()["detail"]
    assert bool(logged[0]["exc_info"]) is traced


def test_half_an_answer_is_not_passed_off_as_a_whole_one(client) -> None:
    with structlog.testing.capture_logs() as logged, pytest.raises(ZeroDivisionError):
        client.get("/half")
    assert [entry["event"] for entry in logged] == ["broken", "request"]


def test_a_body_may_be_as_large_as_said_and_no_larger(client) -> None:
    room = LARGEST - len(b'{"text":""}')
    assert client.post("/length", json={"text": "a" * room}).json() == room
    assert client.post("/length", json={"text": "a" * (room + 1)}).status_code == 413


def test_every_answer_has_its_headers(client) -> None:
    for path in ("/broken/law", "/broken/unexpected", "/nothing", "/openapi.json"):
        headers = client.get(path).headers
        assert all(headers[name] == value for name, value in HEADERS.items())
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("given", "kept"), [("trace-1:a.b_c", True), ("a b", False), ("片", False), ("a" * 65, False), ("", False)]
)
def test_a_request_keeps_its_own_id_where_that_is_fit_for_a_log(client, given: str, kept: bool) -> None:
    answered = client.get("/openapi.json", headers={"X-Request-ID": given.encode()}).headers["X-Request-ID"]
    assert (answered == given) is kept
    assert answered


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("films.example", 200),
        ("FILMS.example:8000", 200),
        ("localhost", 200),
        ("demo.localhost:8000", 200),
        ("127.0.0.1:8000", 200),
        ("192.168.1.7", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("films.example.evil", 421),
        ("127.0.0.1.evil.example", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_only_our_own_names_are_answered(client, host: str, status: int) -> None:
    assert client.get("/openapi.json", headers={"Host": host}).status_code == status
