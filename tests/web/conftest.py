import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def hook() -> ModuleType:
    """hatch_build.py, which is no part of the package and so is loaded from its file."""
    spec = importlib.util.spec_from_file_location("hatch_build", REPOSITORY / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def web() -> Path:
    """The folder of the page's sources."""
    return REPOSITORY / "web"


@pytest.fixture(scope="session")
def page() -> Path:
    """The folder of the built page; the test is skipped where it was not built."""
    folder = REPOSITORY / "src" / "chatrec" / "interfaces" / "http" / "page"
    return (
        folder if (folder / "index.html").is_file() else pytest.skip("the page is not built; `pip install -e .` does")
    )
