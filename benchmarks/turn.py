"""How long a turn takes inside the process: 500 scripted turns in English and Chinese, everything saved as in production.

Run: chatrec bench turn [--home DIR] [--json]     (the home needs a live model; conversations go to a copy of it)
"""

import argparse
import json
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from chatrec.app.chat import Chat
from chatrec.app.home import Home, find_home
from chatrec.app.wiring import App, open_app
from chatrec.core.ids import UserId
from chatrec.core.query import Locale

TURNS = 500
SCRIPTS: dict[Locale, tuple[str, ...]] = {
    "en": (
        "hi",
        "recommend three sci-fi films from the 90s",
        "I loved The Godfather and Alien",
        "why the second one?",
        "no horror please",
        "more",
        "I've seen Fargo",
        "something before 1980",
        "any year is fine",
        "thanks",
    ),
    "zh": (
        "你好",
        "推荐五部90年代的科幻片",
        "我喜欢《Alien》和《Fargo》",
        "为什么推荐第二部？",
        "不要恐怖片",
        "换一批",
        "我看过《The Godfather》",
        "1980年以前的",
        "年代无所谓",
        "谢谢",
    ),
}
# A stranger, and people at the quartiles of how much is known of them (20, 33, 65, 148 and 737 ratings).
QUANTILES = (0.0, 0.25, 0.5, 0.75, 1.0)


def main() -> None:
    """Run the script and print the percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Home(Path(folder) / "home")
        shutil.copytree(find_home(found.home).existing().folder, copy.folder, ignore=shutil.ignore_patterns("data"))
        with open_app(copy) as app:
            app.live.tools()
            milliseconds = np.array(list(_timed(app.chat, ["nobody", *_people(app)]))) * 1000
    result = {
        "turns": len(milliseconds),
        **{f"p{q}_ms": round(float(np.percentile(milliseconds, q)), 3) for q in (50, 95, 99)},
        "max_ms": round(float(milliseconds.max()), 3),
        "machine": f"{platform.machine()} {platform.python_version()}",
    }
    print(json.dumps(result) if found.json else "\n".join(f"{name:8} {value}" for name, value in result.items()))


def _people(app: App) -> list[str]:
    """The users at the quantiles of how many events they have."""
    counts = Counter(logged.event.user for logged in app.stores.events.read())
    ordered = sorted(counts, key=lambda user: (counts[user], user))
    return [ordered[round(quantile * (len(ordered) - 1))] for quantile in QUANTILES]


def _timed(chat: Chat, users: Sequence[str]) -> Iterator[float]:
    """Seconds of each turn; a script is one conversation."""
    conversations = TURNS // len(SCRIPTS["en"])
    for number in range(conversations):
        locale: Locale = "zh" if (number // len(users)) % 2 else "en"
        conversation = chat.start(UserId(users[number % len(users)]), locale)
        for message in SCRIPTS[locale]:
            started = time.perf_counter()
            chat.turn(conversation.id, message)
            yield time.perf_counter() - started


if __name__ == "__main__":
    main()
