"""How long a turn takes where a hundred people talk at once: a server as `chatrec serve` starts it, and everything over HTTP.

Run: chatrec bench crowd [--home DIR] [--json]     (the home needs a live model; a copy of it is served)

Each person is somebody of the home, drawn at random, and holds the scripted conversation of `bench turn`, every second one in
Chinese. Between an answer and the next message they read and type: 1 s and an exponential time, 8 s together in the mean,
which makes a hundred people ask 12 times a second. They come within the first mean pause. `--pause 0` lets everybody speak at
once, all the time: then the time of a turn is that of a queue of a hundred, and its throughput the most that the server does.
The people are in this process and share the machine with the server; `server_cpu_ms` is what a turn took of the processor there.
"""

import argparse
import asyncio
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx2
import numpy as np
from numpy.random import Generator

sys.path.insert(0, str(Path(__file__).parent))
from chatrec.app.home import Home, find_home
from chatrec.app.wiring import open_app
from chatrec.core.query import Locale
from turn import SCRIPTS, users_of

PEOPLE = 100
PAUSE_S = 8.0
LEAST_PAUSE_S = 1.0  # nobody answers faster
START_S = 60.0


class Person(NamedTuple):
    """Who speaks, in which language, when they come and how long they pause before each message, in seconds."""

    user: str
    locale: Locale
    pauses: tuple[float, ...]


class Server(NamedTuple):
    """Where a server answers, and its process."""

    address: str
    pid: int


def main() -> None:
    """Let the people talk and print how long they waited."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--pause", type=float, default=PAUSE_S)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    result = measured(find_home(found.home).existing(), found.people, found.pause)
    print(json.dumps(result) if found.json else "\n".join(f"{name:20} {value}" for name, value in result.items()))


def measured(home: Home, people: int = PEOPLE, pause_s: float = PAUSE_S) -> dict[str, object]:
    """The figures of so many people over a copy of the home."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Home(Path(folder) / "home")
        shutil.copytree(home.folder, copy.folder, ignore=shutil.ignore_patterns("data"))
        with open_app(copy) as app:
            crowd = crowded(users_of(app), people, pause_s, np.random.default_rng(0))
        with served(copy) as server:
            busy, began = _busy(server.pid), time.perf_counter()
            waited = np.array(asyncio.run(_talks(server.address, crowd)))
            seconds, spent = time.perf_counter() - began, _busy(server.pid) - busy
    return {
        "people": people,
        "pause_s": pause_s,
        "turns": len(waited),
        "turns_per_s": round(len(waited) / seconds, 2),
        **{f"p{q}_ms": round(1000 * float(np.percentile(waited, q)), 1) for q in (50, 95, 99)},
        "server_cpu_ms": round(1000 * spent / len(waited), 1),
        "machine": f"{platform.machine()} {platform.python_version()}, load {os.getloadavg()[0]:.1f}",
    }


def crowded(users: list[str], people: int, pause_s: float, rng: Generator) -> list[Person]:
    """So many people, every second one Chinese; the first pause is how late they come."""
    locales: tuple[Locale, ...] = ("en", "zh")
    crowd = []
    for number in range(people):
        locale = locales[number % len(locales)]
        least = min(LEAST_PAUSE_S, pause_s)
        pauses = least + rng.exponential(pause_s - least, len(SCRIPTS[locale]))
        pauses[0] = rng.uniform(0.0, pause_s)
        crowd.append(Person(users[int(rng.integers(len(users)))], locale, tuple(pauses.tolist())))
    return crowd


async def _talks(address: str, crowd: list[Person]) -> list[float]:
    """Seconds of every turn."""
    # A connection that rests is given up before the server does so, after 5 s, as the next message is on its way.
    limits = httpx2.Limits(max_connections=len(crowd), keepalive_expiry=2.0)
    async with httpx2.AsyncClient(base_url=address, timeout=START_S, limits=limits) as client:
        held = await asyncio.gather(*(_talk(client, person) for person in crowd))
    return [seconds for talk in held for seconds in talk]


async def _talk(client: httpx2.AsyncClient, person: Person) -> list[float]:
    started = await client.post("/v1/conversations", json={"user": person.user, "locale": person.locale})
    where = f"/v1/conversations/{started.raise_for_status().json()['id']}/turns"
    waited = []
    for pause_s, message in zip(person.pauses, SCRIPTS[person.locale], strict=True):
        await asyncio.sleep(pause_s)
        began = time.perf_counter()
        answer = await client.post(where, json={"message": message})
        waited.append(time.perf_counter() - began)
        answer.raise_for_status()
    return waited


@contextmanager
def served(home: Home) -> Iterator[Server]:
    """A server over the home on any free port, in a process of its own, warm: one turn was taken."""
    log = home.folder / "serve.log"
    command = (sys.executable, "-m", "chatrec", "serve", "--home", str(home.folder), "--port", "0")
    with log.open("w") as written, subprocess.Popen(command, stderr=written) as process:
        try:
            server = Server(_address(process, log), process.pid)
            for locale in SCRIPTS:
                warm = Person("nobody", locale, (0.0,) * len(SCRIPTS[locale]))
                asyncio.run(_talks(server.address, [warm]))
            yield server
        finally:
            process.send_signal(signal.SIGTERM)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """What the server says it listens on."""
    limit = time.monotonic() + START_S
    while time.monotonic() < limit and process.poll() is None:
        whole = log.read_text().split("\n")[:-1]  # the last line may be half written
        for entry in map(json.loads, whole):
            if entry.get("event") == "listening":
                return str(entry["url"])
        time.sleep(0.05)
    raise SystemExit(f"The server did not start within {START_S:g} s: {log.read_text()}")


def _busy(pid: int) -> float:
    """Seconds that a process has had of the processors; NaN where the system does not tell in /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
