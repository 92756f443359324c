"""Benchmarks are measured elsewhere; here they only have to run and to say what they measured."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journeys.homes import small_home

from chatrec.interfaces.cli.main import main

FOLDER = Path(__file__).parents[2] / "benchmarks"
BENCHMARKS = sorted(path for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


@pytest.fixture
def home(tmp_path) -> Path:
    """A trained home of thirty items that nobody owns."""
    return small_home(tmp_path / "home")


def test_turn_answers_five_hundred_turns_and_leaves_the_home_alone(home, capsys):
    before = (home / "chatrec.db").read_bytes()
    with pytest.raises(SystemExit):
        main(["bench", "turn", "--home", str(home), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["turns"] == 500
    assert 0 < found["p50_ms"] <= found["p95_ms"] <= found["max_ms"]
    assert (home / "chatrec.db").read_bytes() == before


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_every_benchmark_says_how_to_run_it(path):
    assert f"chatrec bench {path.stem}" in (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")


def test_evidence_adds_up_and_decisions_are_made_again(home):
    command = [sys.executable, str(FOLDER / "evidence.py"), "--home", str(home), "--json"]
    few = ["--served", "50", "--replayed", "12", "--explained", "2"]
    answer = subprocess.run([*command, *few], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert (found["sum law"], found["contrasts sum to the difference"]) == ("50/50", "40/40")
    assert found["replayed after a restart"] == "12/12 (30 items)"
    assert found["replayed after new items"] == "12/12 (60 items)"
    assert 0 < found["explain p50_cpu_ms"] <= found["explain p95_cpu_ms"]


@pytest.fixture
def ratings(tmp_path) -> Path:
    """70 people who each rate 55 of 70 films, in the form of MovieLens."""
    folder = tmp_path / "ratings"
    folder.mkdir()
    rows = [f"{user},{(user * 3 + at) % 70},{1 + (user + at) % 5},{at}" for user in range(70) for at in range(55)]
    (folder / "ratings.csv").write_text("\n".join(["userId,movieId,rating,timestamp", *rows, ""]))
    films = [f"{item},Film {item} (1990),{'Drama' if item % 2 else 'Comedy|War'}" for item in range(70)]
    (folder / "movies.csv").write_text("\n".join(["movieId,title,genres", *films, ""]))
    return folder


def peers(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER / "peers.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_peers_measures_ours_without_their_environments(ratings, tmp_path):
    options = ("--data", str(ratings), "--home", str(tmp_path), "--rounds", "1", "--threads", "1")
    answer = peers(*options, "--only", "query-together", "--json")
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert (found["interactions"], found["users"], found["items"]) == (70 * 55, 70, 70)
    assert found["missing"] == {"rectools": "no --envs was given", "lenskit": "no --envs was given"}
    assert set(found["sides"]) == {"ours query-together"}
    side = found["sides"]["ours query-together"]
    assert 0 < side["min_s"] <= side["s"] <= side["max_s"]
    assert 0 < side["best_ms"] <= side["query_ms"] < 1000
    assert found["ratios"] == {}


def test_peers_prints_the_ratio_to_a_peer(ratings, tmp_path):
    pytest.importorskip("implicit", reason="the peer is not installed")
    options = ("--data", str(ratings), "--home", str(tmp_path), "--rounds", "1", "--threads", "1")
    answer = peers(*options, "--only", "als-fit")
    assert answer.returncode == 0, answer.stderr
    assert "implicit als-fit / ours als-fit" in answer.stdout
    assert "rectools       left out: no --envs was given" in answer.stdout


def test_peers_refuses_a_race_that_it_does_not_know(tmp_path):
    answer = peers("--home", str(tmp_path), "--only", "ease-fit,swimming")
    assert answer.returncode == 2
    assert "no race ['swimming']; known are: ease-fit" in answer.stderr
