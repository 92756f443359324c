"""A home in which explanations have something to tell, made once; who writes takes a copy."""

from pathlib import Path

import pytest
from tests.journeys.homes import telling_home


@pytest.fixture(scope="session")
def telling(tmp_path_factory) -> Path:
    """30 items, 40 users, and a model in which what they did matters."""
    return telling_home(tmp_path_factory.mktemp("telling") / "home")
