"""The application in this process, over a small home that is thrown away."""

from collections.abc import Iterator

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
