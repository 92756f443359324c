"""A scripted language model."""

from collections.abc import Iterator

import pytest
from tests.llm.scripted import Scripted, scripted


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted() as served:
        yield served
