"""Bad input over HTTP: a helpful answer or a problem of the caller's, never one of ours."""

import json
import socket
import uuid
from urllib.parse import quote

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

JSON = {"Content-Type": "application/json"}
# Anything a keyboard, a broken client or an attacker sends, half of it outside of what UTF-8 can say.
TEXT = st.text(st.characters(codec=None), max_size=60) | st.text("\x00\ud800\udfff\u202e\ufeff🎬片a \n", max_size=30)


@pytest.fixture(scope="module")
def where(face: httpx2.Client) -> str:
    return str(face.post("/v1/conversations", json={"user": f"user-{uuid.uuid4().hex}"}).json()["id"])


def assert_problem(answer: httpx2.Response, *statuses: int) -> str:
    """It is a problem of one of these statuses; its detail."""
    assert answer.status_code in statuses, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "code", "title", "status", "detail"}
    assert problem["status"] == answer.status_code
    assert problem["detail"].endswith(".")
    return str(problem["detail"])


def post(face: httpx2.Client, path: str, body: object) -> httpx2.Response:
    """The body as JSON in ASCII, so that lone surrogates travel as escapes."""
    return face.post(path, content=json.dumps(body), headers=JSON)


@pytest.mark.parametrize(
    ("message", "words"),
    [("", "empty"), (" \n\t", "empty"), ("a" * 4001, "4001"), ("\ud800", "valid Unicode"), (None, "None"), (7, "7")],
)
def test_a_message_that_cannot_be_read_is_refused(face, where, message: object, words: str) -> None:
    assert words in assert_problem(post(face, f"/v1/conversations/{where}/turns", {"message": message}), 422)


@pytest.mark.parametrize(
    "message",
    [
        "🎬🍿",
        "おすすめの映画は？",
        "Что посмотреть?",
        "\x00\x01\x02\x7f\ufffd",
        "'; DROP TABLE events; --",
        "<script>",
        "片" * 4000,
    ],
)
def test_a_message_nobody_understands_gets_a_helpful_answer(face, where, message: str) -> None:
    answer = post(face, f"/v1/conversations/{where}/turns", {"message": message})
    assert answer.status_code == 200
    assert answer.json()["reply"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=TEXT)
def test_no_message_breaks_the_server(face: httpx2.Client, where: str, message: str) -> None:
    answer = post(face, f"/v1/conversations/{where}/turns", {"message": message})
    assert answer.status_code in (200, 422), answer.text
    assert answer.json()["reply" if answer.status_code == 200 else "detail"]


@settings(max_examples=60, deadline=None)
@given(name=TEXT, item=TEXT)
def test_no_identifier_breaks_the_server(face: httpx2.Client, name: str, item: str) -> None:
    path = quote(name.encode("utf-8", "surrogatepass"), safe="")
    answers = [
        post(face, "/v1/conversations", {"user": name}),
        post(face, "/v1/feedback", {"event_id": name, "user": name, "item_id": item, "kind": "like"}),
        face.get(f"/v1/users/{path}/profile"),
        face.get(f"/v1/items/{path}"),
        face.get(f"/v1/conversations/{path}"),
        face.get(f"/v1/items?query={path}"),
    ]
    assert max(answer.status_code for answer in answers) < 500


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"{'user': 1}", 400, "not JSON"),
        (b'{"user": "\xff"}', 400, "UTF-8"),
        (b"[" * 60_000, 400, "nested"),
        (b'{"user": ' + b"9" * 5000 + b"}", 400, "numbered"),
        (b"", 422, "missing"),
        (b"[]", 422, "JSON object"),
        (b"{}", 422, "'user' in the body is missing"),
        (b'{"user": ""}', 422, "1 or more"),
        (b'{"user": "%s"}' % (b"a" * 201), 422, "at most 200"),
        (b'{"user": "a", "locale": "fr"}', 422, "'en' or 'zh'"),
        (b'{"user": "a", "age": 7}', 422, "leave it out"),
        (b'{"user": "%s"}' % (b"a" * 65_536), 413, "65536"),
    ],
)
def test_a_body_of_another_form_is_named(face, body: bytes, status: int, words: str) -> None:
    assert words in assert_problem(face.post("/v1/conversations", content=body, headers=JSON), status)


def test_a_body_that_calls_itself_something_else_is_refused(face) -> None:
    """What another site's form can send without asking the browser's permission does nothing here."""
    body = b'{"user": "a"}'
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = face.post("/v1/conversations", content=body, headers={"Content-Type": kind})
        assert "application/json" in assert_problem(answer, 422)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": "rating"}, "None"),
        ({"kind": "rating", "value": 5}, "1.0 or less"),
        ({"kind": "rating", "value": float("nan")}, "nan"),
        ({"kind": "like", "value": 1}, "only ratings"),
        ({"kind": "love"}, "'like'"),
        ({"kind": "like", "event_id": ""}, "event_id"),
        ({"kind": "like", "decision": "a\nb"}, "control characters"),
        ({"kind": "search"}, "searches and comments carry one"),
        ({"kind": "comment", "text": "  "}, "not only blanks"),
        ({"kind": "comment", "text": "x" * 4001}, "4000"),
        ({"kind": "like", "text": "great"}, "searches and comments carry one"),
        ({"kind": "view", "item_id": None}, "none of them empty"),
        ({"kind": "buy", "seconds": 3}, "views and plays"),
        ({"kind": "view", "seconds": -1}, "must be 0.0 or more"),
    ],
)
def test_feedback_that_makes_no_sense_is_refused(face, user, more: dict, words: str) -> None:
    item = face.get("/v1/items", params={"limit": 1}).json()["items"][0]["item_id"]
    body = {"event_id": uuid.uuid4().hex, "user": user, "item_id": item, **more}
    assert words in assert_problem(post(face, "/v1/feedback", body), 422)
    assert face.get(f"/v1/users/{user}/profile").json()["tastes"] == []


@pytest.mark.parametrize(
    "query", ["n=0", "n=51", "n=many", "locale=fr", "where=year", "where=no+such+field%3D1", f"where={'a' * 201}"]
)
def test_recommendations_are_asked_for_within_bounds(face, query: str) -> None:
    assert_problem(face.get(f"/v1/users/u/recommendations?{query}"), 422)


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "offset=-1", f"query={'a' * 201}"])
def test_items_are_asked_for_within_bounds(face, query: str) -> None:
    assert_problem(face.get(f"/v1/items?{query}"), 422)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v2/items", 404),
        ("GET", "/v1/items/../../etc/passwd", 404),
        ("GET", "/assets/..%2f..%2fapp.py", 404),
        ("GET", "/v1/users//profile", 422),
        ("PUT", "/v1/items", 405),
        ("GET", "/v1/feedback", 405),
        ("DELETE", "/healthz", 405),
    ],
)
def test_what_is_not_there_is_said(face, method: str, path: str, status: int) -> None:
    assert_problem(face.request(method, path), status)


def test_a_body_without_end_is_cut_off(face) -> None:
    def pieces():
        for _ in range(100):
            yield b" " * 1024

    assert_problem(face.post("/v1/conversations", content=pieces(), headers=JSON), 413)


def test_what_is_not_http_leaves_the_server_standing(face) -> None:
    with socket.create_connection((face.base_url.host, face.base_url.port), timeout=5) as connection:
        connection.sendall(b"\x16\x03\x01\x00\xff nonsense\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")
    assert face.get("/healthz").status_code == 200


@pytest.mark.parametrize("name", ["evil.example", "localhost.evil.example", ""])
def test_a_name_that_is_not_ours_is_refused(face, name: str) -> None:
    assert_problem(face.get("/healthz", headers={"Host": name}), 400, 421)
    assert face.get("/healthz", headers={"Host": "localhost:1"}).status_code == 200
