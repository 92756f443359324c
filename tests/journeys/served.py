"""A Chat-Rec as its users have it: a home with a trained model, and the server as a process of its own."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHATREC = (sys.executable, "-m", "chatrec")
START_S = 90  # on a machine that does much else


def trained(home: Path, data: Path) -> Path:
    """A home with this data set in it and a model of it."""
    for command in (("ingest", "--data", str(data)), ("train",)):
        subprocess.run([*CHATREC, *command, "--home", str(home)], check=True, capture_output=True, text=True)
    return home


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers, its process and its log."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self, signal_number: int = signal.SIGTERM) -> int:
        """Send the signal and wait; the exit status."""
        self.process.send_signal(signal_number)
        return self.process.wait(timeout=START_S)


def started(home: Path) -> Server:
    """A server over the home, on any free port; whoever starts one stops it."""
    log = home / "serve.log"
    with log.open("w") as written:
        process = subprocess.Popen([*CHATREC, "serve", "--home", str(home), "--port", "0"], stderr=written)
    try:
        return Server(_address(process, log), process, log)
    except AssertionError:
        process.kill()
        process.wait()
        raise


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a server over the home, on any free port."""
    server = started(home)
    try:
        yield server.address
    finally:
        server.stop()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """What the server says it listens on."""
    limit = time.monotonic() + START_S
    while time.monotonic() < limit and process.poll() is None:
        # The last line may be half written.
        lines = log.read_text().split("\n")[:-1]
        urls = [entry["url"] for entry in map(json.loads, lines) if entry.get("event") == "listening"]
        if urls:
            return str(urls[0])
        time.sleep(0.05)
    process.kill()  # one that is only slow would run on for ever
    process.wait()
    raise AssertionError(f"The server did not start within {START_S} s: {log.read_text()}")


__all__ = ["Server", "served", "started", "trained"]
