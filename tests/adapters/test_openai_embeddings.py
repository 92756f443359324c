"""The OpenAI-compatible embedder against a real HTTP server in this process."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from chatrec.adapters.openai_embeddings import OpenAiEmbedder
from chatrec.core.errors import LanguageModelError

Answer = Callable[[dict[str, Any]], tuple[int, object]]


def by_length(body: dict[str, Any]) -> tuple[int, object]:
    """Vectors of the lengths of the texts, in no order, with the fields that real servers add."""
    rows = [
        {"object": "embedding", "index": at, "embedding": [len(text), 1.0]} for at, text in enumerate(body["input"])
    ]
    return 200, {"object": "list", "data": rows[::-1], "usage": {"total_tokens": 3}}


class Server:
    """Serves one answer and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = by_length
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        mine = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                mine.asked.append({"path": self.path, **body})
                mine.keys.append(self.headers["Authorization"])
                status, answer = mine.answer(body)
                content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with suppress(OSError):  # who gave up waiting is gone
                    self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"


@pytest.fixture
def server() -> Iterator[Server]:
    served = Server()
    thread = threading.Thread(target=served.http.serve_forever, args=(0.01,))
    thread.start()
    yield served
    served.http.shutdown()
    served.http.server_close()
    thread.join()


def test_texts_go_in_batches_and_come_back_in_their_order(server: Server) -> None:
    vectors = OpenAiEmbedder("m", server.url + "/", batch=2).embed(["a", "", "abc", "ab", "abcd"])
    assert vectors.tolist() == [[1, 1], [1, 1], [3, 1], [2, 1], [4, 1]]
    assert vectors.dtype == np.float64
    assert [asked["input"] for asked in server.asked] == [["a", " "], ["abc", "ab"], ["abcd"]]
    assert {(asked["path"], asked["model"]) for asked in server.asked} == {("/v1/embeddings", "m")}


def test_the_key_goes_into_the_header_and_nowhere_else(server: Server) -> None:
    model = OpenAiEmbedder("m", server.url, "sk-secret")
    model.embed(["a"])
    OpenAiEmbedder("m", server.url).embed(["a"])
    assert server.keys == ["Bearer sk-secret", None]
    assert "sk-secret" not in repr(model)
    server.answer = lambda _: (401, {"error": "no such key"})
    with pytest.raises(LanguageModelError) as refused:
        model.embed(["a"])
    assert "sk-secret" not in str(refused.value)


def test_no_text_asks_nobody(server: Server) -> None:
    assert OpenAiEmbedder("m", server.url).embed([]).shape == (0, 0)
    assert server.asked == []


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (404, {"error": {"message": "model 'm' not found"}}, "status 404, .*model 'm' not found"),
        (500, b"", "status 500, nothing more"),
        (200, b"<html>", "something else than embeddings"),
        (200, {"data": [{"index": 0}]}, "something else than embeddings"),
        (200, {"data": []}, "0 vectors for 2 texts"),
        (200, {"data": [{"index": 0, "embedding": [1.0]}] * 2}, "1 vectors for 2 texts"),
        (200, {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]}, "several sizes"),
    ],
)
def test_whatever_else_a_server_says_is_one_error_of_ours(
    status: int, answer: object, said: str, server: Server
) -> None:
    server.answer = lambda _: (status, answer)
    with pytest.raises(LanguageModelError, match=said):
        OpenAiEmbedder("m", server.url).embed(["a", "b"])


def test_a_server_that_is_not_there_or_silent_is_one_error_of_ours(server: Server) -> None:
    with pytest.raises(LanguageModelError, match="could not be asked"):
        OpenAiEmbedder("m", "http://127.0.0.1:9/v1").embed(["a"])
    with pytest.raises(LanguageModelError, match="could not be asked"):
        OpenAiEmbedder("m", "http://[bad").embed(["a"])
    asked = threading.Event()
    server.answer = lambda body: by_length(body) if asked.wait(1.0) else (500, {})
    with pytest.raises(LanguageModelError, match="could not be asked"):
        OpenAiEmbedder("m", server.url, read_timeout_s=0.05).embed(["a"])
    asked.set()
