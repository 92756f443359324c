"""What every command shares: --home, --locale, --json, and how results are printed."""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

import typer
from pydantic import BaseModel, JsonValue

from chatrec.app.home import Home, find_home
from chatrec.app.wiring import App, open_app
from chatrec.core.errors import InputError
from chatrec.core.query import Locale

COMMON = "Every command also takes --home DIR, --locale en|zh and --json."
COMMON_ZH = "每个命令都可以带 --home DIR、--locale en|zh 和 --json。"
SPOKEN = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the home is, which language to print, and whether to print JSON only."""

    home: Home
    locale: Locale
    as_json: bool

    @contextmanager
    def app(self, overrides: Sequence[str] = ()) -> Iterator[App]:
        """The use cases of the home, which must exist."""
        with open_app(self.home.existing(), overrides) as app:
            yield app

    def print(self, result: BaseModel | JsonValue, lines: Iterator[str] | Sequence[str]) -> None:
        """The result as one JSON object, or its lines for people."""
        if not self.as_json:
            for line in lines:
                print(line)
        elif isinstance(result, BaseModel):
            print(result.model_dump_json())
        else:
            print(json.dumps(result, ensure_ascii=False))


def command() -> typer.Typer:
    """An application for one command; our errors pass through it to `main`."""
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, epilog=COMMON)


def terminal(context: typer.Context) -> Terminal:
    """The terminal that `main` gave to the command."""
    found = context.find_object(Terminal)
    return found or parse_common([])[0]


def parse_common(arguments: Sequence[str]) -> tuple[Terminal, list[str]]:
    """The shared options, wherever they stand, and the arguments that are left for the command."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, prog="chatrec")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--locale")
    parser.add_argument("--json", action="store_true")
    found, left = parser.parse_known_args(arguments)
    return Terminal(find_home(found.home), _locale(found.locale), found.json), left


def spoken(arguments: Sequence[str]) -> Locale:
    """The language in which to say what is wrong with these arguments, whatever it is."""
    found = [given for flag, given in pairwise((*arguments, "")) if flag == "--locale"]
    found += [given.removeprefix("--locale=") for given in arguments if given.startswith("--locale=")]
    return cast("Locale", found[-1]) if found and found[-1] in SPOKEN else _of_terminal()


def _locale(given: str | None) -> Locale:
    """The language asked for, else that of the terminal. Raises InputError for one that is not spoken here."""
    if given is None:
        return _of_terminal()
    if given not in SPOKEN:
        raise InputError(
            f"--locale {given!r} is not spoken here; give en or zh.", zh=f"这里不说 --locale {given!r}；请给 en 或 zh。"
        )
    return cast("Locale", given)


def _of_terminal() -> Locale:
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if named.lower().startswith("zh") else "en"


__all__ = ["COMMON", "COMMON_ZH", "Terminal", "command", "parse_common", "spoken", "terminal"]
