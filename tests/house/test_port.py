"""A taken port is one clear sentence with the way around it, before any work is done."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


def port(host: str, number: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tools/port.py", host, number]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody serves on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_one_that_is_free(taken: int) -> None:
    said = port("127.0.0.1", str(taken))
    assert said.returncode == 1
    pattern = rf"Port {taken} of 127\.0\.0\.1 is already in use; choose another one: make demo PORT=(\d+)\n"
    found = re.fullmatch(pattern, said.stderr)
    assert found, said.stderr
    assert port("127.0.0.1", found[1]).returncode == 0


def test_a_port_is_free_again_when_its_server_has_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = str(server.getsockname()[1])
    said = port("127.0.0.1", number)
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("number", ["0", "65536", "http", "-1", ""])
def test_what_is_no_port_is_refused(number: str) -> None:
    said = port("127.0.0.1", number)
    assert said.returncode == 1
    assert said.stderr == f"PORT={number!r} is not a port; choose a number from 1 to 65535.\n"


def test_an_address_of_another_machine_is_refused() -> None:
    said = port("192.0.2.1", "8000")  # reserved for documentation, so never ours
    assert said.returncode == 1
    assert said.stderr == "'192.0.2.1' is not an address of this machine; leave HOST out to serve on 127.0.0.1.\n"
