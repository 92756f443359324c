"""The size limits of the house, as a check without an exception list.

    python tools/limits.py [ROOT]

prints one line a finding and exits with 1 when there is any. What is measured:

- a source file: its lines;
- a function: the lines from its first statement to its last. The signature, decorators and the docstring are free,
  because explaining a function must never cost it;
- arguments: all in the signature but `self` and `cls`. The fields of a dataclass are not arguments;
- a class of the package: its public methods. Properties are data and do not count; a port has a smaller limit;
- every text file: it names no path of somebody's own machine.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FILE_LINES = 400
FUNCTION_LINES = 50
ARGUMENTS = 5
CLASS_METHODS = 7
PORT_METHODS = 5

PYTHON_ROOTS = ("src", "tests", "benchmarks", "tools")
PAGE_ROOT = Path("web", "src")
PAGE_SUFFIXES = (".ts", ".tsx", ".css")
PACKAGE = Path("src", "chatrec")
PORTS = PACKAGE / "ports"
MACHINE_PATH = re.compile(r"(?<![\w.~})-])/(?:work|tmp|root|home)/[\w.-]*")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Finding(NamedTuple):
    """One broken limit, where it is and what it says."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def files(root: Path) -> Iterator[Path]:
    """Every file below `root` that is ours, relative to it: all but the folders that .gitignore names."""
    ignored = {".git", *_ignored_folders(root)}
    for folder, names, members in os.walk(root):
        here = Path(folder).relative_to(root)
        names[:] = sorted(name for name in names if name not in ignored and (here / name).as_posix() not in ignored)
        yield from (here / member for member in sorted(members))


def _ignored_folders(root: Path) -> Iterator[str]:
    gitignore = root / ".gitignore"
    if gitignore.is_file():
        for line in gitignore.read_text("utf-8").splitlines():
            if line.endswith("/"):
                yield line.strip("/")


def check(root: Path) -> Iterator[Finding]:
    """Every broken limit below `root`, by file and line."""
    for path in files(root):
        try:
            text = (root / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue  # pictures and other binary files hold no lines
        yield from sorted(_check_file(path, text), key=lambda finding: finding.line)


def _check_file(path: Path, text: str) -> Iterator[Finding]:
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if found := MACHINE_PATH.search(line):
            yield Finding(path, number, f"names the machine path {found[0]!r}; nothing in the repository may")
    python = path.suffix == ".py" and (path.parts[0] in PYTHON_ROOTS or len(path.parts) == 1)
    page = path.suffix in PAGE_SUFFIXES and path.is_relative_to(PAGE_ROOT)
    if (python or page) and len(lines) > FILE_LINES:
        yield Finding(path, len(lines), f"the file has {len(lines)} lines; the limit is {FILE_LINES}")
    if python:
        yield from _check_python(path, text)


def _check_python(path: Path, text: str) -> Iterator[Finding]:
    for node in ast.walk(ast.parse(text, filename=str(path))):
        if isinstance(node, Function):
            yield from _check_function(path, node)
        if isinstance(node, ast.ClassDef) and path.is_relative_to(PACKAGE):
            yield from _check_class(path, node)


def _check_function(path: Path, function: Function) -> Iterator[Finding]:
    where = f"function {function.name}"
    if (lines := body_lines(function)) > FUNCTION_LINES:
        yield Finding(path, function.lineno, f"{where} has {lines} lines; the limit is {FUNCTION_LINES}")
    if (count := arguments(function)) > ARGUMENTS:
        yield Finding(path, function.lineno, f"{where} has {count} arguments; the limit is {ARGUMENTS}")


def _check_class(path: Path, cls: ast.ClassDef) -> Iterator[Finding]:
    limit = PORT_METHODS if path.is_relative_to(PORTS) else CLASS_METHODS
    if (count := len(public_methods(cls))) > limit:
        yield Finding(path, cls.lineno, f"class {cls.name} has {count} public methods; the limit is {limit}")


def body_lines(function: Function) -> int:
    """Lines from the first statement after the docstring to the end; 0 when there is only a docstring."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def arguments(function: Function) -> int:
    """How many arguments a caller can give; `*args` and `**kwargs` are one each, `self` and `cls` none."""
    spec = function.args
    positional = [argument.arg for argument in spec.posonlyargs + spec.args]
    own = positional[:1] in (["self"], ["cls"])
    return len(positional) - own + len(spec.kwonlyargs) + (spec.vararg is not None) + (spec.kwarg is not None)


def public_methods(cls: ast.ClassDef) -> set[str]:
    """Names of the methods without a leading underscore; properties are left out, overloads count once."""
    return {
        node.name
        for node in cls.body
        if isinstance(node, Function)
        and not node.name.startswith("_")
        and not any(map(_is_property, node.decorator_list))
    }


def _is_property(decorator: ast.expr) -> bool:
    name = decorator.attr if isinstance(decorator, ast.Attribute) else getattr(decorator, "id", "")
    return name in {"property", "cached_property", "setter"}


def main() -> int:
    """Check the tree at the first argument, or the repository; the exit status."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    findings = list(check(root))
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
