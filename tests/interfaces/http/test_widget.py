"""Which sites may show the chat and ask the server from their pages."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.journeys.homes import small_home

from chatrec.app.home import Home
from chatrec.app.settings import read_settings
from chatrec.app.wiring import open_app
from chatrec.core.errors import ConfigError
from chatrec.interfaces.http import create_app
from chatrec.interfaces.http.page import add_page

SHOP = "https://shop.example"


@pytest.fixture(scope="module")
def allowed(tmp_path_factory):
    """A server that a shop may ask."""
    home = Home(small_home(tmp_path_factory.mktemp("widget") / "home", model=False))
    with open_app(home, [f'widget.origins=["{SHOP}"]']) as app:
        yield TestClient(create_app(app))


def pages(folder: Path, *origins: str) -> TestClient:
    for name in ("index.html", "embed.html", "operator.html", "widget.js", "demo/shop.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    api = FastAPI()
    add_page(api, folder, origins=origins)
    return TestClient(api)


def ancestors(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.headers["Content-Security-Policy"].partition("frame-ancestors ")[2]


def test_pages_go_by_their_names(tmp_path) -> None:
    client = pages(tmp_path)
    for path, file in (("/", "index"), ("/operator", "operator"), ("/embed", "embed"), ("/demo/shop", "demo/shop")):
        assert client.get(path).text == f"{file}.html"
    assert client.get("/demo/shop.html").status_code == client.get("/operator.html").status_code == 404


def test_only_the_frame_may_stand_in_a_frame_and_only_of_the_sites_that_are_named(tmp_path) -> None:
    client = pages(tmp_path, SHOP, "http://localhost:3000")
    assert ancestors(client, "/embed") == f"'self' {SHOP} http://localhost:3000"
    assert ancestors(pages(tmp_path), "/embed") == "'self'"
    assert [ancestors(client, path) for path in ("/", "/operator", "/demo/shop")] == ["'none'"] * 3
    assert client.get("/widget.js").headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_site_that_is_named_may_ask_and_others_may_not(allowed) -> None:
    def preflight(origin: str, header: str) -> int:
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": header}
        return allowed.options("/v1/feedback", headers=asked).status_code

    assert preflight(SHOP, "content-type") == 200
    assert preflight("https://evil.example", "content-type") == 400
    # A page of the shop cannot show the operator's key either.
    assert preflight(SHOP, "authorization") == 400
    named, other = (allowed.get("/healthz", headers={"Origin": origin}) for origin in (SHOP, "https://evil.example"))
    assert named.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Access-Control-Allow-Credentials" not in named.headers


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "shop.example",
        "https://*.example",
        "https://shop.example/",
        "https://Shop.example",
        "https://a b",
        "'self'",
    ],
)
def test_what_is_no_origin_is_refused(tmp_path, origin) -> None:
    with pytest.raises(ConfigError, match="an origin is a scheme and a name"):
        read_settings(tmp_path, [f'widget.origins=["{origin}"]'])
