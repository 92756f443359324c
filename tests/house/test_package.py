"""What pyproject.toml promises is what the package is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import chatrec

REPOSITORY = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
ROOMS = {path.parent.name for path in (REPOSITORY / "src" / "chatrec").glob("*/__init__.py")}
KINDS = {"web", "benchmarks", "house", "journeys", "laws", "tools"}  # tests that mirror no room


def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == chatrec.__version__
    assert f"[{chatrec.__version__}]" in (REPOSITORY / "CHANGELOG.md").read_text("utf-8")


def test_the_wheel_takes_the_package_and_the_built_page() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["src/chatrec"]
    assert wheel["artifacts"] == ["src/chatrec/interfaces/http/page/"]


def test_the_built_page_stays_out_of_the_repository() -> None:
    assert "src/chatrec/interfaces/http/page/" in (REPOSITORY / ".gitignore").read_text("utf-8").splitlines()


@pytest.mark.parametrize("extra", [None, *PROJECT["project"]["optional-dependencies"]])
def test_every_dependency_has_a_range_and_a_reason(extra: str | None) -> None:
    project = PROJECT["project"]
    requirements = project["dependencies"] if extra is None else project["optional-dependencies"][extra]
    reasons = (REPOSITORY / "docs" / "dependencies.md").read_text("utf-8")
    for requirement in requirements:
        if not requirement.startswith("chatrec["):
            name, found, bounds = requirement.partition(";")[0].partition(">=")
            assert found, f"{requirement} has no lower bound"
            assert ",<" in bounds, f"{requirement} has no upper bound"
            assert f"| {name} | `>={bounds}` |" in reasons, f"docs/dependencies.md does not say why {requirement}"


def test_every_room_has_its_layer() -> None:
    layers = next(one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    listed = {name.strip(" ()") for layer in layers["layers"] for name in layer.split("|")}
    assert listed >= ROOMS


def test_every_folder_of_tests_mirrors_a_room_or_is_of_a_known_kind() -> None:
    folders = {path.parent.relative_to(REPOSITORY / "tests").parts for path in REPOSITORY.glob("tests/**/test_*.py")}
    assert {parts[0] for parts in folders if parts} <= ROOMS | KINDS
    package = REPOSITORY / "src" / "chatrec"
    assert [parts for parts in folders if len(parts) > 1 and not package.joinpath(*parts).is_dir()] == []
