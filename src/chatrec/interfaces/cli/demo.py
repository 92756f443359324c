"""`chatrec demo`."""

from typing import Annotated

import typer

from chatrec.app.demo import prepared
from chatrec.app.wiring import open_app
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, command, terminal
from chatrec.interfaces.http import serve

app = command()

READY: dict[Locale, str] = {
    "en": "{items:,} items of our own in {home}, and a model that goes by wishes; nobody has rated anything yet.",
    "zh": "{home} 已有我们自己写的 {items:,} 个条目和一个按愿望推荐的模型；尚无任何评分。",
}
SERVED: dict[Locale, str] = {
    "en": "The page is at /, a shop that has the chat in its corner at /demo/shop, how it goes at /operator (`chatrec operator`).",
    "zh": "网页在 /，右下角带对话的示例商店在 /demo/shop，运行情况在 /operator（`chatrec operator`）。",
}


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    pack: Annotated[str, typer.Argument(help="books, movies, music or shop.")] = "shop",
    port: Annotated[int | None, typer.Option(help="Port to listen on [default: serve.port].", min=0, max=65535)] = None,
    serves: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the page, or stop when all is ready.")
    ] = True,
) -> None:
    """Show what it is like, with a catalogue of our own: nothing to download, ready in seconds."""
    face = terminal(context)
    with open_app(face.home.made()) as opened:
        items = prepared(opened, pack)
        told = [READY[face.locale].format(items=items, home=face.home.folder)]
        face.print({"items": items}, [*told, SERVED[face.locale]] if serves else told)
        if serves:
            listening = opened.settings.serve
            serve(opened, listening.host, listening.port if port is None else port)
