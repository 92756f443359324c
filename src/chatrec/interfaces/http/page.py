"""The web pages, as the package's build hook left them in `page/`; a short explanation where it did not.

`/` is the page, `/operator` the operator's, `/embed` the page inside a frame of another site, which `/widget.js` puts there,
and `/demo/shop` a site that does so.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

PAGE = Path(__file__).with_name("page")
STYLE = Path(__file__).with_name("style.css")
METHODS = ["GET", "HEAD"]

# What a page may load: itself, and pictures in its own style sheet; nothing of another site, nothing inline.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors "
)
FRESH = {"Cache-Control": "no-cache"}
PAGE_HEADERS = {**FRESH, "Content-Security-Policy": f"{POLICY}'none'"}
EMBED, WIDGET = "/embed", "/widget.js"
# The names of assets carry a hash of their content.
FOREVER = "public, max-age=31536000, immutable"

UNBUILT = """<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Chat-Rec</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="style.css">
<main>
<h1>Chat-Rec is running, but its page was not built</h1>
<p>Install the package again without <code>CHATREC_SKIP_PAGE</code> (in a checkout: <code>make page</code>), then restart
the server. Meanwhile <a href="docs">the API</a> and <code>chatrec chat</code> answer everything.</p>
<h1 lang="zh">Chat-Rec 已在运行，但网页还没有构建</h1>
<p lang="zh">请去掉 <code>CHATREC_SKIP_PAGE</code> 重新安装（在源码目录中：<code>make page</code>），然后重启服务。
在此之前，<a href="docs">API</a> 和 <code>chatrec chat</code> 可以照常使用。</p>
</main>
</html>
"""


class Assets(StaticFiles):
    """Files whose names change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, to be kept for good."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOREVER
        return response


def add_page(api: FastAPI, folder: Path = PAGE, *, origins: Sequence[str] = ()) -> None:
    """Serve the page at `/`, the other pages at their names, and their files beside them; only sites of these origins, beside
    our own, may have the page in a frame. The folder is looked at once; a page built later needs a restart.
    """
    _add_file(api, "/style.css", STYLE)
    if not (folder / "index.html").is_file():
        api.add_api_route("/", _unbuilt, methods=METHODS, include_in_schema=False)
        return
    special = {
        EMBED: {**FRESH, "Content-Security-Policy": POLICY + " ".join(("'self'", *origins))},
        WIDGET: {**PAGE_HEADERS, "Cross-Origin-Resource-Policy": "cross-origin"},  # a script of any site
    }
    for file in (*folder.glob("*.*"), *folder.glob("demo/*.html")):
        path = _path(file.relative_to(folder))
        _add_file(api, path, file, special.get(path, PAGE_HEADERS))
    api.mount("/assets", Assets(directory=folder / "assets", check_dir=False), name="assets")


def _path(file: Path) -> str:
    """Where a file is served: a page by its name alone, the first one at the root."""
    if file.suffix != ".html":
        return f"/{file.as_posix()}"
    return "/" if file.name == "index.html" else f"/{file.with_suffix('').as_posix()}"


async def _unbuilt() -> HTMLResponse:
    return HTMLResponse(UNBUILT, headers=PAGE_HEADERS)


def _add_file(api: FastAPI, path: str, file: Path, headers: Mapping[str, str] = PAGE_HEADERS) -> None:
    async def serve() -> FileResponse:
        return FileResponse(file, headers=headers)

    api.add_api_route(path, serve, methods=METHODS, include_in_schema=False)


__all__ = ["PAGE", "PAGE_HEADERS", "add_page"]
