"""The tool that looks after the packs tells what is wrong and measures agreement as it says."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def tool(*words: str | Path) -> tuple[int, list[str]]:
    """Exit status and words of the tool."""
    command = [sys.executable, "tools/packs.py", *words]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, (done.stdout or done.stderr).splitlines()


def test_every_line_of_our_packs_is_valid() -> None:
    code, said = tool("check")
    assert (code, len(said)) == (0, 1)
    assert said[0].endswith("0 problems")


def test_the_schema_is_that_of_the_model() -> None:
    assert tool("schema") == (0, [])


def test_what_is_measured_needs_data() -> None:
    code, said = tool("agreement")
    assert code == 2
    assert said[-1].endswith("agreement compares with data sets; --data names their folder")


def test_an_empty_folder_has_nothing_to_compare_with(tmp_path: Path) -> None:
    said = f"{tmp_path} holds none of ml-100k-text, ml-1m-text, ml-100k-kg; get them first"
    assert tool("agreement", "--data", tmp_path) == (2, [said])


def test_the_films_agree_with_independent_sources(shared_data: Callable[[str], Path]) -> None:
    data = shared_data("ml-100k-text").parent
    code, said = tool("agreement", "--data", data)
    assert code == 0, said
    fields = [line.split()[:2] for line in said if "precision" in line or "recall" in line]
    assert ["directors", "ml-100k-text"] in fields
    assert ["cast", "ml-100k-text"] in fields


def test_coverage_is_of_ratings_and_of_items(shared_data: Callable[[str], Path]) -> None:
    code, said = tool("coverage", "--data", shared_data("ml-100k").parent)
    assert code == 0
    assert said[0].startswith("directors")
    assert "of ratings" in said[0]
