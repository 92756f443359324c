"""Every room says what it offers, and offers what it says."""

import ast
import importlib
from pathlib import Path

import pytest

import chatrec

PACKAGE = Path(chatrec.__file__).parent
FILES = sorted(path.relative_to(PACKAGE.parent) for path in PACKAGE.rglob("*.py"))
MODULES = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in FILES]


@pytest.mark.parametrize("name", MODULES)
def test_all_is_sorted_and_every_name_in_it_exists(name: str) -> None:
    module = importlib.import_module(name)
    offered = getattr(module, "__all__", [])
    assert list(offered) == sorted(set(offered), key=natural)
    assert [one for one in offered if not hasattr(module, one)] == []


def natural(name: str) -> tuple[int, str]:
    """The order that ruff keeps (RUF022): CONSTANTS, then Classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_room_is_a_package_with_a_sentence(path: Path) -> None:
    file = PACKAGE.parent / path
    assert (file.parent / "__init__.py").is_file()
    assert ast.get_docstring(ast.parse(file.read_text("utf-8")))
