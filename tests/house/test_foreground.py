"""Ctrl-C ends the command and nothing around it."""

import fcntl
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

FOREGROUND = Path(__file__).parents[2] / "tools" / "foreground.py"
# Stops on Ctrl-C as a server does: says so and ends well.
SERVER = """
import signal, sys, time
def stop(*_):
    print("stopped", flush=True)
    sys.exit(0)
signal.signal(signal.SIGINT, stop)
signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
time.sleep(30)
"""


@pytest.fixture
def makefile(tmp_path: Path) -> Path:
    """A folder whose `make` serves as `make demo` does."""
    (tmp_path / "server.py").write_text(SERVER, "utf-8")
    (tmp_path / "Makefile").write_text(
        f"serve:\n\t@{sys.executable} {FOREGROUND} {sys.executable} server.py\n", "utf-8"
    )
    return tmp_path


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a terminal: ours, and the one a program sits at."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


def sit_at_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def read_until(terminal: int, word: bytes) -> bytes:
    seen = b""
    while word not in seen:
        seen += os.read(terminal, 1024)
    return seen


def test_ctrl_c_at_a_terminal_is_success_and_silence(makefile: Path, terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    with subprocess.Popen(
        ["make", "serve"],
        cwd=makefile,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=sit_at_terminal,  # noqa: PLW1509 - the child must take the terminal before it runs
    ) as make:
        read_until(ours, b"ready")
        os.write(ours, b"\x03")
        said = read_until(ours, b"stopped\r\n")
        assert make.wait(timeout=10) == 0
    assert b"make:" not in said


def test_ctrl_c_without_a_terminal_stops_the_command(makefile: Path) -> None:
    command = [sys.executable, FOREGROUND, sys.executable, "server.py"]
    with subprocess.Popen(
        command, cwd=makefile, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
    ) as wrapper:
        assert wrapper.stdout is not None
        assert wrapper.stdout.readline() == b"ready\n"
        os.killpg(wrapper.pid, signal.SIGINT)
        assert wrapper.stdout.readline() == b"stopped\n"
        assert wrapper.wait(timeout=10) == 0


def test_terminate_reaches_the_command(makefile: Path) -> None:
    command = [sys.executable, FOREGROUND, sys.executable, "server.py"]
    with subprocess.Popen(command, cwd=makefile, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as wrapper:
        assert wrapper.stdout is not None
        assert wrapper.stdout.readline() == b"ready\n"
        wrapper.terminate()
        assert wrapper.stdout.readline() == b"stopped\n"
        assert wrapper.wait(timeout=10) == 0


@pytest.mark.parametrize(("program", "status"), [("raise SystemExit(3)", 3), ("raise KeyboardInterrupt", 0)])
def test_exit_status_is_the_command_s_own_unless_it_was_ctrl_c(program: str, status: int) -> None:
    command = [sys.executable, FOREGROUND, sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False).returncode == status
