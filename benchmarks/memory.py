"""How much a server's memory grows: 10,000 turns over HTTP, resident memory after the first and the last.

Run: chatrec bench memory [--home DIR] [--json]     (Linux: reads /proc; conversations go to a copy of the home)
"""

import argparse
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx2

from chatrec.app.home import find_home

TURNS = 10_000
TURNS_EACH = 20
MESSAGES = (
    "recommend sci-fi films",
    "no horror",
    "more",
    "推荐五部喜剧",
    "为什么推荐第一部？",
    "I loved Alien",
    "any year is fine",
)


def main() -> None:
    """Print the resident memory after the first and the last turn, and the difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        copy = Path(folder) / "home"
        shutil.copytree(find_home(found.home).existing().folder, copy, ignore=shutil.ignore_patterns("data"))
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "chatrec", "serve", "--home", str(copy), "--port", str(port)]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            first, last = _grown(httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30), server.pid)
        finally:
            server.terminate()
            server.wait(timeout=30)
    result = {
        "turns": TURNS,
        "after_1_mb": round(first, 1),
        "after_all_mb": round(last, 1),
        "growth_mb": round(last - first, 1),
    }
    print(json.dumps(result) if found.json else "\n".join(f"{name:14} {value}" for name, value in result.items()))


def _grown(client: httpx2.Client, pid: int) -> tuple[float, float]:
    _wait(client)
    first = 0.0
    conversation = ""
    for turn in range(TURNS):
        if turn % TURNS_EACH == 0:
            user = f"user-{turn // TURNS_EACH % 50}"
            conversation = client.post("/v1/conversations", json={"user": user}).raise_for_status().json()["id"]
        message = MESSAGES[turn % len(MESSAGES)]
        client.post(f"/v1/conversations/{conversation}/turns", json={"message": message}).raise_for_status()
        if turn == 0:
            first = _resident_mb(pid)
    return first, _resident_mb(pid)


def _wait(client: httpx2.Client) -> None:
    for _ in range(300):
        try:
            if client.get("/readyz").is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise SystemExit("The server did not become ready within 30 seconds.")


def _resident_mb(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    if found is None:
        raise SystemExit("This system does not say how much memory a process holds; run the benchmark on Linux.")
    return int(found[1]) / 1024


if __name__ == "__main__":
    main()
