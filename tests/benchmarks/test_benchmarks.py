"""Benchmarks are measured elsewhere; here they only have to run and to say what they measured."""

import ast
import json
from pathlib import Path

import pytest
from tests.journeys.homes import small_home

from chatrec.interfaces.cli.main import main

BENCHMARKS = sorted((Path(__file__).parents[2] / "benchmarks").glob("*.py"))


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
