"""`chatrec evaluate chat-rec`: both tables, with a model behind a real HTTP server, and everything that left in the ledger."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.data.files import original
from tests.llm.scripted import Body, Reply, Scripted, guessed, scripted

from chatrec.interfaces.cli.main import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    rows = [
        f"{user}\t{(user * step) % 12 + 1}\t{step % 5 + 1}\t88000{step:04}"
        for user in range(1, 13)
        for step in (1, 2, 3, 5, 7, 11)
    ]
    return original(tmp_path_factory.mktemp("ratings"), sorted(set(rows)), items=12)


@pytest.fixture
def llm() -> Iterator[Scripted]:
    with scripted() as server:
        server.script = letters
        yield server


def letters(body: Body) -> Reply:
    """The first candidate is the best, and everything deserves four stars."""
    if "stars" in body["messages"][0]["content"]:
        return guessed({"4": -0.1, "3": -3.0})
    return guessed({"A": -0.1, "B": -2.0, "C": -4.0})


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["evaluate", "chat-rec", *arguments])
    return int(left.value.code or 0)


def test_both_tables_come_out_and_what_left_is_recorded(folder: Path, llm: Scripted, tmp_path: Path, capsys) -> None:
    home = ("--home", str(tmp_path / "home"))
    given = ("--data", str(folder), "--llm", llm.name(), "--set", "scorers=['popularity']", *home)
    assert run(*given, "--users", "3", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["protocol"] == "chat-rec"
    assert set(report["models"]) == {"classical stage", "language model alone", "both stages"}
    assert {"precision@5", "recall@5", "ndcg@5", "rmse", "mae"} <= set(report["models"]["both stages"])
    assert report["settings"]["language model"] == llm.name()
    asked = len(llm.raw)
    with pytest.raises(SystemExit):
        main(["egress", *home, "--json"])
    assert json.loads(capsys.readouterr().out)["requests"] == asked
    assert run(*given, "--users", "1") == 0
    text = capsys.readouterr().out
    assert "minus classical stage" in text
    assert "CHAT-REC, text-davinci-003" in text


def test_without_a_model_it_says_how_to_name_one(folder: Path, tmp_path: Path, capsys) -> None:
    assert run("--data", str(folder), "--home", str(tmp_path / "home")) == 5
    assert "give --llm gguf:PATH" in capsys.readouterr().err
