"""How long until something of a reply is there: the first token without a language model, the list with one that takes its time.

Run: chatrec bench first_token     (in a checkout: the home and the slow model are those of the tests)
Over HTTP, one talk at a time, medians over sixty streams each of the page's face and of chat completions.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.journeys.homes import small_home
from tests.journeys.served import served
from tests.llm.scripted import Body, Reply, said, scripted

STREAMS = 60
PAUSE_S = 0.5


def main() -> None:
    """Print the percentiles in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, scripted() as server:
        home = small_home(Path(folder) / "home")
        print(json.dumps({"without a model": measured(home)}), flush=True)
        server.script = slow
        (home / "chatrec.toml").write_text(f'llm = "{server.name()}"\n')
        print(json.dumps({f"with one that takes {PAUSE_S} s": measured(home)}), flush=True)


def slow(body: Body) -> Reply:
    """Our own words, late, and each time others, so that none is remembered."""
    lines = json.loads(body["messages"][1]["content"])
    return Reply(said({"sentences": lines}).content, pause_s=PAUSE_S)


def measured(home: Path) -> dict[str, dict[str, float]]:
    """Milliseconds until the first event or chunk, by face."""
    with served(home) as address, httpx2.Client(base_url=address, timeout=60) as client:
        faces = {"page": _page, "completions": _completions}
        found = {}
        for name, face in faces.items():
            face(client, 0)  # loads
            found[name] = np.array([face(client, number) for number in range(STREAMS)]) * 1000
    return {
        name: {"median": float(np.median(ms).round(1)), "p95": float(np.percentile(ms, 95).round(1))}
        for name, ms in found.items()
    }


def _page(client: httpx2.Client, number: int) -> float:
    where = client.post("/v1/conversations", json={"user": f"p{number}"}).json()["id"]
    told = {"message": "recommend three"}
    return _first(client, f"/v1/conversations/{where}/turns", told, {"Accept": "text/event-stream"})


def _completions(client: httpx2.Client, number: int) -> float:
    messages = [{"role": "user", "content": "recommend three"}]
    told = {"model": "chatrec", "stream": True, "user": f"c{number}", "messages": messages}
    return _first(client, "/v1/chat/completions", told, {})


def _first(client: httpx2.Client, path: str, told: dict[str, object], headers: dict[str, str]) -> float:
    began = time.perf_counter()
    with client.stream("POST", path, json=told, headers=headers) as answer:
        lines: Iterator[str] = answer.iter_lines()
        assert next(lines)
        took = time.perf_counter() - began
        for _ in lines:
            pass
    return took


if __name__ == "__main__":
    main()
