"""Where the server listens, and what it says when it cannot."""

import socket

import pytest
import structlog
from tests.llm.scripted import Reply, scripted

from chatrec.app.language_model import is_local, language_model
from chatrec.app.settings import LlmSettings
from chatrec.app.wiring import clock
from chatrec.core.errors import ConfigError
from chatrec.interfaces.http import serve, serving


@pytest.mark.parametrize(
    ("host", "words"),
    [("no such host", "not an address"), ("203.0.113.7", "203.0.113.7"), ("a" * 70, "not an address")],
)
def test_an_address_that_is_not_here_is_named(app, host: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        serve(app, host, 0)


def test_a_taken_port_is_named_with_the_way_out(app) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} of 127.0.0.1 is taken .* --port"):
            serve(app, "127.0.0.1", port)


def test_a_language_model_is_read_before_it_is_needed_and_one_that_fails_is_a_warning() -> None:
    with scripted() as server, structlog.testing.capture_logs() as logs:
        named = LlmSettings(model=server.name(), attempts=1)
        model = language_model(named, {}, clock())
        assert not is_local(model)
        serving._awaken(model)
        server.script = lambda _: Reply(b"", 500)
        serving._awaken(language_model(named, {}, clock()))
    assert [(log["event"], log["log_level"], log["name"]) for log in logs] == [
        ("language_model", "info", server.name()),
        ("language_model", "warning", server.name()),
    ]
