"""kill -9 of the server in a stream of feedback: what was acknowledged is there after a restart, and nothing twice."""

import os
import random
import signal
import threading
from collections import Counter
from pathlib import Path

import httpx2
import pytest
from tests.journeys.served import Server, served, started

from chatrec.app.home import Home
from chatrec.app.wiring import open_app

ROUNDS = int(os.environ.get("CHATREC_KILL_ROUNDS", "2"))
EVENTS = 2000
USERS = 20
AROUND = 50  # events on both sides of the kill that the client sends again
KINDS = ("like", "dislike", "seen", "retract")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_kill_loses_nothing_that_was_acknowledged(own_small_home: Path, seed: int) -> None:
    rng = random.Random(seed)
    server = started(own_small_home)
    try:
        stream = _events(rng, _conversation(server))
        acknowledged = _sent_until_killed(server, stream, after=rng.randrange(EVENTS), delay_s=rng.uniform(0, 0.003))
    finally:
        server.process.kill()
        server.process.wait()
    assert server.process.returncode == -signal.SIGKILL

    stored = _stored(own_small_home)
    print(f"seed {seed}: {len(acknowledged)} acknowledged, {len(stored)} stored, of {EVENTS}")
    assert set(acknowledged) <= set(stored)
    assert set(stored.values()) == {1} or not stored
    assert len(stored) - len(acknowledged) in (0, 1)  # one may have been stored and its answer not have come through

    around = stream[max(0, len(acknowledged) - AROUND) : len(acknowledged) + AROUND]
    with served(own_small_home) as address, httpx2.Client(base_url=address) as face:
        answers = [face.post("/v1/feedback", json=event).json()["stored"] for event in around]
        talk = face.get(f"/v1/conversations/{stream[0]['conversation']}").json()
        profile = face.get(f"/v1/users/{stream[0]['user']}/profile").json()
    assert answers == [event["event_id"] not in stored for event in around]
    stored = _stored(own_small_home)
    assert stored == Counter({*stored, *(event["event_id"] for event in around)})
    said = [event for event in stream if event["conversation"] and event["event_id"] in stored]
    assert len(talk["turns"]) == len(said)  # a press and its turn are stored together or not at all
    assert {taste["item_id"] for taste in profile["tastes"]} == _known(said)


def _conversation(server: Server) -> str:
    answer = httpx2.post(f"{server.address}/v1/conversations", json={"user": "killed-0"})
    return str(answer.json()["id"])


def _events(rng: random.Random, conversation: str) -> list[dict]:
    """A stream of presses by several users; the first of them presses in a conversation, where each is a turn."""
    return [
        {
            "event_id": f"e{number}",
            "user": f"killed-{number % USERS}",
            "item_id": f"item-{rng.randrange(30):05d}",
            "kind": rng.choice(KINDS),
            "conversation": None if number % USERS else conversation,
        }
        for number in range(EVENTS)
    ]


def _known(events: list[dict]) -> set[str]:
    """The items that somebody's presses, in this order, leave an opinion on."""
    last = {event["item_id"]: event["kind"] for event in events}
    return {item for item, kind in last.items() if kind != "retract"}


def _sent_until_killed(server: Server, stream: list[dict], *, after: int, delay_s: float) -> list[str]:
    """The ids of what was acknowledged before the connection broke; the kill comes a moment after `after` of them."""
    acknowledged: list[str] = []
    with httpx2.Client(base_url=server.address) as face:
        try:
            for event in stream:
                if len(acknowledged) == after:
                    threading.Timer(delay_s, server.process.kill).start()
                assert face.post("/v1/feedback", json=event).json()["stored"] is True
                acknowledged.append(str(event["event_id"]))
        except httpx2.TransportError:
            pass
    return acknowledged


def _stored(home: Path) -> Counter[str]:
    with open_app(Home(home)) as app:
        return Counter(
            logged.event.event_id for logged in app.stores.events.read() if logged.event.user.startswith("killed")
        )
