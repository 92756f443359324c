"""A server that speaks the protocol of OpenAI and does what a script says, well or badly."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What goes out: `cut` closes the connection after so many bytes, `pause_s` waits before every `piece` bytes."""

    content: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause_s: float = 0.0
    piece: int = 1 << 30


def said(content: object, *, finish: str = "stop", tokens: tuple[int, int] = (10, 5)) -> Reply:
    """A chat completion of this content, JSON unless it is a text."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
    return Reply(json.dumps({"id": "c", "object": "chat.completion", "choices": [choice], "usage": usage}).encode())


def message(given: object, *, stop: str = "tool_use", tokens: tuple[int, int] = (10, 5)) -> Reply:
    """A message of Anthropic's API that uses our tool with this input, or says it where it is a text."""
    told = {"type": "text", "text": given}
    block = told if isinstance(given, str) else {"type": "tool_use", "id": "toolu_1", "name": "answer", "input": given}
    usage = {"input_tokens": tokens[0], "output_tokens": tokens[1], "cache_read_input_tokens": 0}
    whole = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [block], "usage": usage}
    return Reply(json.dumps({**whole, "stop_reason": stop, "stop_sequence": None}).encode())


def guessed(odds: dict[str, float], *, tokens: tuple[int, int] = (10, 1)) -> Reply:
    """A chat completion of one token, with the log-probabilities of several."""
    best = max(odds, key=odds.__getitem__)
    top = [{"token": token, "logprob": log, "bytes": None} for token, log in odds.items()]
    logprobs = {"content": [{"token": best, "logprob": odds[best], "top_logprobs": top}]}
    choice = {"index": 0, "message": {"role": "assistant", "content": best}, "finish_reason": "length"}
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return Reply(json.dumps({"choices": [{**choice, "logprobs": logprobs}], "usage": usage}).encode())


class Scripted:
    """Answers every request with `script(body)`, and keeps what was asked, byte for byte."""

    def __init__(self) -> None:
        self.script: Callable[[Body], Reply] = lambda _: said({"ready": True})
        self.raw: list[bytes] = []
        self.asked: list[Body] = []
        self.keys: list[str | None] = []
        self.over = threading.Event()
        mine = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                mine.raw.append(body)
                mine.asked.append({"path": self.path, **json.loads(body)})
                mine.keys.append(self.headers["Authorization"] or self.headers["x-api-key"])
                with suppress(OSError):  # who gave up waiting is gone
                    self.out(mine.script(json.loads(body)))

            def out(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.content)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                content = reply.content[: reply.cut]
                for at in range(0, len(content), reply.piece):
                    if reply.pause_s and mine.over.wait(reply.pause_s):
                        return
                    self.wfile.write(content[at : at + reply.piece])
                    self.wfile.flush()
                if reply.cut is not None:
                    self.connection.shutdown(socket.SHUT_RDWR)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"

    def name(self, model: str = "m") -> str:
        """What a setting calls the model served here."""
        return f"openai:{model}@{self.url}"


@contextmanager
def scripted() -> Iterator[Scripted]:
    """A scripted server on any free port."""
    server = Scripted()
    thread = threading.Thread(target=server.http.serve_forever, args=(0.005,))
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.http.shutdown()
        server.http.server_close()
        thread.join()


__all__ = ["Body", "Reply", "Scripted", "guessed", "message", "said", "scripted"]
