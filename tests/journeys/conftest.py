"""Homes and servers for journeys. The trained homes are made once and never served: who writes takes a copy."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.journeys.homes import small_home
from tests.journeys.reader import Reader
from tests.journeys.served import served, trained

from chatrec.interfaces.http.page import PAGE

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def trained_home(tmp_path_factory, shared_data) -> Path:
    """A home with MovieLens 100K and a model of it."""
    return trained(tmp_path_factory.mktemp("journeys") / "home", shared_data("ml-100k"))


@pytest.fixture(scope="session")
def made_up_home(tmp_path_factory) -> Path:
    """A small home with 30 items that nobody owns and a model of them."""
    return small_home(tmp_path_factory.mktemp("journeys") / "small")


@pytest.fixture
def own_small_home(made_up_home, tmp_path) -> Path:
    """A copy of the small home for one test alone."""
    return shutil.copytree(made_up_home, tmp_path / "home")


@pytest.fixture(scope="session")
def some_home(request) -> Path:
    """The home with MovieLens 100K, or the small one where the data is not at hand."""
    try:
        return request.getfixturevalue("trained_home")
    except pytest.skip.Exception:
        return request.getfixturevalue("made_up_home")


@pytest.fixture(scope="session")
def address(trained_home, tmp_path_factory) -> Iterator[str]:
    """The address of a server over a home with MovieLens 100K."""
    with served(shutil.copytree(trained_home, tmp_path_factory.mktemp("served") / "home")) as address:
        yield address


@pytest.fixture(scope="session")
def face(some_home, tmp_path_factory) -> Iterator[httpx2.Client]:
    """A client of a server that many tests share; each of them speaks for a user of its own."""
    home = shutil.copytree(some_home, tmp_path_factory.mktemp("face") / "home")
    with served(home) as address, httpx2.Client(base_url=address) as client:
        yield client


@pytest.fixture
def user() -> str:
    """Somebody new."""
    return f"user-{uuid.uuid4().hex}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium, closed with its module: while one runs, nothing else in the process can run an event loop."""
    if not (PAGE / "index.html").is_file():
        pytest.skip("the page is not built; `make page` builds it")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium here; the system's package of that name brings one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, address) -> Iterator:
    """`visit(locale=..., viewport=...)` is a newcomer at the page, who must meet no error in the console."""
    troubles: list[str] = []
    contexts = []

    def arrive(**options) -> Reader:
        context = browser.new_context(base_url=address, **{"locale": "en-US", "reduced_motion": "reduce", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        reader = Reader(page, address)
        reader.arrive()
        return reader

    yield arrive
    for context in contexts:
        context.close()
    assert troubles == []
