"""Where the server listens, and what it says when it cannot."""

import socket

import pytest

from chatrec.core.errors import ConfigError
from chatrec.interfaces.http import serve


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
