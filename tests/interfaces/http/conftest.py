"""The application in this process, over a small home that is thrown away."""

import shutil
from collections.abc import Iterator

import openai
import pytest
from fastapi.testclient import TestClient
from tests.journeys.homes import small_home

from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.interfaces.http import create_app


@pytest.fixture(scope="package")
def app(tmp_path_factory) -> Iterator[App]:
    with open_app(Home(small_home(tmp_path_factory.mktemp("http") / "home"))) as app:
        yield app


@pytest.fixture
def client(app: App) -> TestClient:
    return TestClient(create_app(app))


@pytest.fixture(scope="module")
def talks(app: App, tmp_path_factory) -> Iterator[App]:
    """A home of its own for a file whose tests count what is written."""
    with open_app(Home(shutil.copytree(app.home.folder, tmp_path_factory.mktemp("talks") / "home"))) as own:
        yield own


@pytest.fixture(scope="module")
def sdk(talks: App) -> openai.OpenAI:
    """The real client, over the application in this process."""
    http = TestClient(create_app(talks), base_url="http://127.0.0.1/v1")
    client = openai.OpenAI(api_key="none", base_url="http://127.0.0.1/v1", http_client=http, max_retries=0)
    client.models.list()  # the client loads itself piece by piece
    return client
