"""What code computes a figure, as a name that changes whenever the code does."""

import hashlib
import importlib.util
import platform
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import scipy

import chatrec


def code_version(modules: Iterable[str]) -> str:
    """Chat-Rec, the packages that hold the modules, numpy, SciPy and Python, as 16 hexadecimal digits.

    Packages are named by their source, not by a version that may stay while it changes: 20 ms for ours.
    """
    packages = sorted({chatrec.__name__, *(module.partition(".")[0] for module in modules)})
    found = hashlib.sha256(f"{np.__version__} {scipy.__version__} {platform.python_version()}".encode())
    for package in packages:
        for file in _sources(package):
            found.update(f"{package} {file.name}".encode())
            found.update(file.read_bytes())
    return found.hexdigest()[:16]


def _sources(package: str) -> list[Path]:
    """Every Python file of a package or of a module alone; none of one that has no file."""
    spec = importlib.util.find_spec(package)
    folders = (spec.submodule_search_locations or ()) if spec else ()
    if spec is not None and not folders:
        return [Path(spec.origin)] if spec.has_location and spec.origin else []
    return sorted(file for folder in folders for file in Path(folder).rglob("*.py"))


__all__ = ["code_version"]
