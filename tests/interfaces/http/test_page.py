"""The page and its files; the reference."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from chatrec.interfaces.http.page import add_page


def served(folder: Path) -> TestClient:
    api = FastAPI()
    add_page(api, folder)
    return TestClient(api)


@pytest.fixture
def built(tmp_path: Path) -> TestClient:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>The page</title>")
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "index-1a2b.js").write_text("start()")
    (tmp_path.parent / "outside.txt").write_text("secret")
    return served(tmp_path)


def test_the_page_is_asked_for_anew_and_its_assets_are_kept(built) -> None:
    page, asset = built.get("/"), built.get("/assets/index-1a2b.js")
    assert ("The page" in page.text, page.headers["Cache-Control"]) == (True, "no-cache")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert (asset.text, "immutable" in asset.headers["Cache-Control"]) == ("start()", True)
    again = built.get("/assets/index-1a2b.js", headers={"If-None-Match": asset.headers["ETag"]})
    assert again.status_code == 304
    assert built.head("/").status_code == 200
    assert built.get("/icon.svg").headers["Content-Type"].startswith("image/svg+xml")


@pytest.mark.parametrize(
    "path", ["/assets/none.js", "/index.html", "/films", "/assets/..%2f..%2foutside.txt", "/..%2foutside.txt"]
)
def test_nothing_else_is_served(built, path: str) -> None:
    assert built.get(path).status_code == 404


def test_a_page_that_was_not_built_says_so_in_both_languages(tmp_path: Path) -> None:
    client = served(tmp_path / "page")
    text = client.get("/").text
    assert "was not built" in text
    assert "还没有构建" in text
    assert "make page" in text
    assert client.get("/style.css").headers["Content-Type"].startswith("text/css")


def test_the_reference_names_every_operation_and_needs_nobody_else(client: TestClient) -> None:
    text = client.get("/docs").text
    operations = client.get("/openapi.json").json()["paths"]
    for path, methods in operations.items():
        for method in methods:
            assert f"<b>{method.upper()}</b> {path}</h3>" in text
    assert "://" not in text
    assert "<script" not in text
    links, anchors = set(re.findall(r'href="#(\w+)"', text)), set(re.findall(r'id="(\w+)"', text))
    assert links <= anchors
    assert {"TurnOut", "Feedback", "EvidenceOut"} <= links
    assert client.get(f"/{re.findall('stylesheet. href=.([^>]+).>', text)[0]}").status_code == 200


def test_every_operation_is_described_and_fails_with_a_problem(client: TestClient) -> None:
    for methods in client.get("/openapi.json").json()["paths"].values():
        for operation in methods.values():
            assert operation["description"]
            assert "application/problem+json" in operation["responses"]["default"]["content"]
            assert "422" not in operation["responses"]


def test_a_host_that_is_none_breaks_nothing(client: TestClient) -> None:
    for host in ("[::1", "a:b:c", "<script>", "\\"):
        statuses = [
            client.get(path, headers={"Host": host}).status_code for path in ("/docs", "/", "/none", "/healthz")
        ]
        assert statuses == [200, 200, 404, 200]
        assert "<script" not in client.get("/docs", headers={"Host": host}).text
