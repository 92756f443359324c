"""`chatrec doctor`: is everything there that answering needs?"""

import importlib.util
import platform
import shutil
from collections.abc import Iterator
from typing import NamedTuple

from chatrec.app.advising import Standing
from chatrec.app.home import Home
from chatrec.app.language_model import tried
from chatrec.app.wiring import App, open_app
from chatrec.core.errors import ChatRecError, LanguageModelError

LEAST_FREE = 200_000_000  # bytes: room for a database that grows and one more model
PATIENCE_S = 20.0  # for the first answer of a language model, which may have to be loaded


class Finding(NamedTuple):
    """One check: what was looked at, what was found, and whether that is good."""

    what: str
    found: str
    ok: bool


def checkup(home: Home) -> list[Finding]:
    """Every check, in the order in which to mend them; none raises."""
    return [*_installation(), *_home(home)]


def _installation() -> Iterator[Finding]:
    yield Finding("Python", platform.python_version(), ok=True)
    server = importlib.util.find_spec("fastapi") is not None
    yield Finding("server extra", "installed" if server else "missing: pip install 'chatrec[server]'", server)


def _home(home: Home) -> Iterator[Finding]:
    try:
        free = shutil.disk_usage(home.existing().folder).free
        enough = free >= LEAST_FREE
        yield Finding("free disk", f"{free / 1e9:.1f} GB" + ("" if enough else ", too little"), enough)
        with open_app(home) as app:
            catalogue = app.stores.items.catalogue()
            yield Finding(
                "home", f"{home.folder}: {len(catalogue):,} items, {app.stores.events.users():,} users", ok=True
            )
            yield from _language_model(app)
            yield Finding("live model", app.live.tools().recommender.model, ok=True)
            yield from _judging(app)
    except ChatRecError as error:
        yield Finding("home", str(error), ok=False)


def _judging(app: App) -> Iterator[Finding]:
    """Whether lists wait for a language model's judgement, where a setting says that they may, and why not."""
    live = app.versions.live()
    found = app.advisers.judged(live.judge if live else None, live.version if live else "")
    if found.standing is not Standing.OFF:
        yield Finding("judgement of lists", found.sentence, found.ok)


def _language_model(app: App) -> Iterator[Finding]:
    """Whether the model that words replies answers, and how fast; nothing where the settings name none."""
    if app.language_model is None:
        return
    try:
        answered = tried(app.language_model, timeout_s=PATIENCE_S)
        yield Finding("language model", f"{answered.model} answers in {answered.seconds:.1f} s", ok=True)
    except LanguageModelError as error:
        yield Finding("language model", str(error), ok=False)


__all__ = ["Finding", "checkup"]
