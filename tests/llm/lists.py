"""Lists that a model may be asked about: how tests ask for them, and what the model does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.llm.scripted import Reply, Scripted, said
from tests.llm.tasteful import judging

from chatrec.app.wiring import App
from chatrec.core.ids import ModelVersion
from chatrec.interfaces.cli.main import main

LIMIT_S = 0.3
LONG_S = 20.0  # for a model that answers at once, on a machine that does other things too
SLACK_S = 2.0
EVIDENCE = {"matter": "evidence", "ref": "model"}
USER = "u3"  # likes war films
PEOPLE = "8"  # whom a model is measured with

Judging = Callable[..., TestClient]


def command(home: Path, *arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--home", str(home), "--locale", "en"])
    return int(left.value.code or 0)


def report_in(app: App, version: str):
    return next(one.judge for one in app.versions.every() if one.version == ModelVersion(version))


def asked(server: Scripted) -> int:
    """How many judgements were asked for."""
    return sum(map(judging, server.asked))


def turn(client: TestClient, message: str = "recommend something", *, user: str = USER, where: str = "") -> dict:
    where = where or client.post("/v1/conversations", json={"user": user}).json()["id"]
    answer = client.post(f"/v1/conversations/{where}/turns", json={"message": message})
    assert answer.status_code == 200, answer.text
    for card in answer.json()["slate"]:
        assert sum(bar["value"] for bar in card["evidence"]) == pytest.approx(card["score"], abs=1e-9)
    return {**answer.json(), "where": where}


def titles(found: dict) -> list[str]:
    return [card["title"] for card in found["slate"]]


def bars(found: dict) -> list[dict]:
    """The bars of the model's judgement."""
    return [bar for card in found["slate"] for bar in card["evidence"] if bar["source"] == "language model"]


WHOLE = said("A").content
TROUBLES = {
    "stalls": (Reply(WHOLE, pause_s=9), "slow"),
    "trickles": (Reply(WHOLE, pause_s=0.01, piece=1), "slow"),
    "429": (Reply(b"", 429, {"Retry-After": "3600"}), "limited"),
    "500": (Reply(b"oops", 500), "down"),
    "wrong key": (Reply(b"{}", 401), "refused"),
    "garbage": (Reply(b"\x00\xff garbage"), "garbled"),
    "200 kB": (said("a" * 200_000), "garbled"),
    "no odds": (said("A"), "garbled"),
}
