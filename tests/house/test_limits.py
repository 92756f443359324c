"""The size limits find what breaks them and leave the rest alone."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
MACHINE_PATH = "/".join(("", "home", "ada"))  # written apart, so that this file keeps the rule itself


def findings(root: Path, path: str, text: str) -> list[str]:
    """What the check says about a tree with one file."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "tools/limits.py", root], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == bool(done.stdout)
    return done.stdout.splitlines()


def function(*, lines: int = 1, arguments: str = "", before: str = "") -> str:
    return f"def f({arguments}):\n{before}" + "    x = 1\n" * lines


def methods(names: list[str], *, decorator: str = "") -> str:
    return "class C:\n" + "".join(f"    {decorator}\n    def {name}(self): ...\n" for name in names)


NAMES = list("abcdefgh")

BROKEN = {
    "long file": ("tests/test_a.py", "\n" * 401, "tests/test_a.py:401: the file has 401 lines; the limit is 400"),
    "long page": ("web/src/App.tsx", "\n" * 401, "web/src/App.tsx:401: the file has 401 lines; the limit is 400"),
    "long function": ("tools/a.py", function(lines=51), "tools/a.py:1: function f has 51 lines; the limit is 50"),
    "arguments": (
        "benchmarks/a.py",
        function(arguments="a, b, *c, d=0, e=0, **f"),
        "benchmarks/a.py:1: function f has 6 arguments; the limit is 5",
    ),
    "big class": (
        "src/chatrec/core/a.py",
        methods(NAMES),
        "src/chatrec/core/a.py:1: class C has 8 public methods; the limit is 7",
    ),
    "big port": (
        "src/chatrec/ports/a.py",
        methods(NAMES[:6]),
        "src/chatrec/ports/a.py:1: class C has 6 public methods; the limit is 5",
    ),
    "machine path": (
        "docs/a.md",
        f"Read\n`{MACHINE_PATH}`.\n",
        f"docs/a.md:2: names the machine path '{MACHINE_PATH}'; nothing in the repository may",
    ),
}

KEPT = {
    "file at the limit": ("src/chatrec/a.py", "\n" * 400),
    "long prose": ("docs/a.md", "\n" * 1000),
    "built page": ("web/dist/a.css", "\n" * 1000),
    "function at the limit": ("src/chatrec/a.py", function(lines=50)),
    "long docstring": ("src/chatrec/a.py", function(lines=50, before='    """One.' + "\n    Two." * 60 + '"""\n')),
    "only a docstring": ("src/chatrec/a.py", 'def f():\n    """Nothing."""\n'),
    "self is free": ("src/chatrec/a.py", "class C:\n    def f(self, a, b, c, d, e): ...\n"),
    "dataclass": ("src/chatrec/a.py", "class C:\n" + "".join(f"    {name}: int = 0\n" for name in NAMES)),
    "properties": ("src/chatrec/a.py", methods(NAMES, decorator="@property")),
    "private methods": ("src/chatrec/a.py", methods([f"_{name}" for name in NAMES])),
    "overloads": ("src/chatrec/a.py", methods(["f"] * 9, decorator="@overload")),
    "classes of tests": ("tests/test_a.py", methods(NAMES)),
    "addresses": ("docs/a.md", "https://example.org/home/x and ../home/x and $ROOT/tmp/x\n"),
    "ignored": (".venv/a.py", "\n" * 401),
}


@pytest.mark.parametrize("case", BROKEN)
def test_names_what_is_broken(case: str, tmp_path: Path) -> None:
    path, text, finding = BROKEN[case]
    assert findings(tmp_path, path, text) == [finding]


@pytest.mark.parametrize("case", KEPT)
def test_leaves_the_rest_alone(case: str, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text(".venv/\ndist/\n", "utf-8")
    assert findings(tmp_path, *KEPT[case]) == []


def test_passes_over_what_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe" + MACHINE_PATH.encode())
    assert findings(tmp_path, "docs/a.md", "A picture.\n") == []
