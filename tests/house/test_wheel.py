"""A wheel without the page, or with somebody's data, is refused before it can be published."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PAGE = "chatrec/interfaces/http/page"
GOOD = (
    "chatrec/__init__.py",
    "chatrec/py.typed",
    "chatrec/interfaces/cli/main.py",
    f"{PAGE}/index.html",
    f"{PAGE}/assets/index.js",
    "chatrec-0.1.0.dist-info/licenses/LICENSE",
)


def check(folder: Path, *names: str, weight: int = 0) -> tuple[int, list[str]]:
    """Exit status and words of the check for a wheel of these members, one of them this heavy."""
    wheel = folder / "chatrec.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in names:
            archive.writestr(name, bytes(weight) if name == names[0] else b"")
    command = [sys.executable, "tools/wheel.py", wheel]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def test_a_whole_wheel_passes(tmp_path: Path) -> None:
    assert check(tmp_path, *GOOD) == (0, ["chatrec.whl: 6 files, 0.0 MiB, page included, no data of others"])


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (f"{PAGE}/index.html", f"lacks {PAGE}/index.html"),
        (f"{PAGE}/assets/index.js", f"lacks the page's program below {PAGE}/"),
        ("chatrec/py.typed", "lacks chatrec/py.typed"),
        ("chatrec-0.1.0.dist-info/licenses/LICENSE", "lacks the licence"),
    ],
)
def test_what_is_missing_is_named(name: str, problem: str, tmp_path: Path) -> None:
    rest = (one for one in GOOD if one != name)
    assert check(tmp_path, *rest) == (1, [f"chatrec.whl {problem}"])


@pytest.mark.parametrize("name", ["chatrec/u.data", "chatrec/u.item", "chatrec/ml-100k.inter", "chatrec/home.sqlite"])
def test_data_is_refused(name: str, tmp_path: Path) -> None:
    assert check(tmp_path, *GOOD, name) == (1, [f"chatrec.whl holds data: {name}"])


def test_packages_of_others_are_refused(tmp_path: Path) -> None:
    name = f"{PAGE}/node_modules/react/index.js"
    assert check(tmp_path, *GOOD, name) == (1, [f"chatrec.whl holds a package that is not ours: {name}"])


def test_too_much_is_refused(tmp_path: Path) -> None:
    assert check(tmp_path, *GOOD, weight=6 * 1024 * 1024) == (1, ["chatrec.whl weighs 6.0 MiB; the limit is 5"])


def test_facts_that_we_wrote_are_ours_to_give(tmp_path: Path) -> None:
    ours = "chatrec/domains/packs/movies/films-0001.jsonl"
    assert check(tmp_path, *GOOD, ours) == (0, ["chatrec.whl: 7 files, 0.0 MiB, page included, no data of others"])
    other = "chatrec/data/films.jsonl"
    assert check(tmp_path, *GOOD, other) == (1, [f"chatrec.whl holds data: {other}"])
